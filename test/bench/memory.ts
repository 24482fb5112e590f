import type { Browser, CDPSession, Page } from 'playwright-core';
import { openStage } from './stage.js';

const CYCLES = 1_000;
const AT_ONCE = 50;

/** Bytes in JavaScript's heap, and in Blink's, which contains the DOM and its computed styles. */
export interface Heap {
  readonly script: number;
  readonly dom: number;
}

export interface Memory {
  /** Per element, for different numbers of elements. */
  readonly perElement: readonly (Heap & { readonly count: number })[];
  /** Left behind per element, after 1,000 elements came and went. */
  readonly perCycle: Heap;
}

const each = (before: Heap, after: Heap, count: number): Heap => ({
  script: (after.script - before.script) / count,
  dom: (after.dom - before.dom) / count,
});

async function heap(session: CDPSession): Promise<Heap> {
  for (let times = 0; times < 3; times++) await session.send('HeapProfiler.collectGarbage');
  const usage = await session.send('Runtime.getHeapUsage');
  return {
    script: usage.usedSize,
    dom: (usage as { embedderHeapUsedSize?: number }).embedderHeapUsedSize ?? 0,
  };
}

async function cycle(page: Page): Promise<void> {
  for (let done = 0; done < CYCLES; done += AT_ONCE)
    await page.evaluate(async (count) => {
      await stage.add(count);
      stage.clear();
    }, AT_ONCE);
}

export async function memory(browser: Browser, script: string): Promise<Memory> {
  const page = await browser.newPage();
  await openStage(page, script);
  const session = await page.context().newCDPSession(page);
  await cycle(page); // so that the code is compiled
  const empty = await heap(session);
  await cycle(page);
  const perCycle = each(empty, await heap(session), CYCLES);
  const perElement = [];
  for (const count of [1, 100, 1_000]) {
    const before = await heap(session);
    await page.evaluate((elements) => stage.add(elements), count);
    perElement.push({ count, ...each(before, await heap(session), count) });
    await page.evaluate(() => {
      stage.clear();
    });
  }
  await page.close();
  return { perElement, perCycle };
}
