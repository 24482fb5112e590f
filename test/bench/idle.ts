import type { Browser } from 'playwright-core';
import { openStage } from './stage.js';

const REST_MS = 1_500;
const WATCH_MS = 8_000;

export interface Idle {
  readonly name: string;
  /** CPU time of the main thread, in ms a second. */
  readonly msPerSecond: number;
}

type Place = 'visible' | 'off screen' | 'hidden page';

async function watch(browser: Browser, script: string, count: number, place: Place): Promise<Idle> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  await openStage(page, script);
  if (place === 'off screen') await page.addStyleTag({ content: 'main { margin-top: 30000px }' });
  await page.evaluate((elements) => stage.add(elements), count);
  if (place === 'hidden page')
    await page.evaluate(() => {
      stage.hide();
    });
  const session = await page.context().newCDPSession(page);
  // CPU time, because other programs of the machine must not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async (): Promise<number> =>
    (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')
      ?.value ?? NaN;
  await page.waitForTimeout(REST_MS);
  const before = await spent();
  await page.waitForTimeout(WATCH_MS);
  const after = await spent();
  await page.close();
  return { name: `${count} ${place}`, msPerSecond: ((after - before) * 1e6) / WATCH_MS };
}

/** The cost of elements that only count down. */
export async function idleCosts(browser: Browser, script: string): Promise<Idle[]> {
  const costs: Idle[] = [];
  for (const [count, place] of [
    [1, 'visible'],
    [10, 'visible'],
    [100, 'visible'],
    [100, 'off screen'],
    [100, 'hidden page'],
  ] as const)
    costs.push(await watch(browser, script, count, place));
  return costs;
}
