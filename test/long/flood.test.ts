import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { CHROMIUM_ARGS } from '../support/browsers.js';
import { serveCutPages, type CutPages } from '../support/cut-pages.js';
import { browserOrExit } from '../support/find-browser.js';
import { usedBytes } from './heap.js';
import type { Flood } from './pages/flood.js';

let pages: CutPages | undefined;
let browser: Browser | undefined;

before(async () => {
  pages = await serveCutPages({ flood: 'test/long/pages/flood.ts' });
  browser = await chromium.launch({ executablePath: browserOrExit('chromium'), args: [...CHROMIUM_ARGS] });
});

after(async () => {
  await browser?.close();
  await pages?.close();
});

async function open(): Promise<Page> {
  assert(browser && pages);
  const page = await browser.newPage();
  await page.goto(`${pages.origin}/flood`);
  await page.waitForFunction(() => 'flood' in globalThis);
  return page;
}

const flood = (page: Page, frames: number, framesPerSecond?: number): Promise<Flood> =>
  page.evaluate(
    ([count, rate]) =>
      (globalThis as unknown as { flood(count: number, rate?: number): Promise<Flood> }).flood(count, rate),
    [frames, framesPerSecond] as const,
  );

test('10,000 frames a second for two seconds: the page keeps painting, and gets few events', async (context) => {
  const page = await open();
  const { paintsPerSecond, longestGapMs, renders, events, busy } = await flood(page, 20_000, 10_000);
  context.diagnostic(
    `${paintsPerSecond.toFixed(0)} paints a second, the longest gap ${longestGapMs.toFixed(0)} ms; ` +
      `${renders} renders, ${events} events, ${(busy * 100).toFixed(0)} % of the time`,
  );
  // The page keeps more than half of the time between two paints, whatever the machine.
  assert.ok(busy < 0.5, `the element took ${busy * 100} % of the time`);
  assert.ok(renders <= 30, `${renders} renders`);
  assert.ok(events <= 20, `${events} events`);
});

test('100,000 frames leave nothing behind', async (context) => {
  const page = await open();
  const session = await page.context().newCDPSession(page);
  await flood(page, 20_000);
  const earlier = await usedBytes(session);
  await flood(page, 100_000);
  const growth = (await usedBytes(session)) - earlier;
  context.diagnostic(`${growth} bytes more after 100,000 frames`);
  // Compiled code and caches vary; a list with one entry per frame would be larger than this.
  assert.ok(growth < 400_000, `${growth} bytes more`);
});
