import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type CDPSession } from 'playwright-core';
import { CHROMIUM_ARGS } from '../support/browsers.js';
import { serveCutPages, type CutPages } from '../support/cut-pages.js';
import { browserOrExit } from '../support/find-browser.js';
import { usedBytes } from './heap.js';

const WARM_UP = 1_000;
const CYCLES = 1_000;
const LIMIT_BYTES = 100;

let pages: CutPages | undefined;
let browser: Browser | undefined;

before(async () => {
  pages = await serveCutPages({ cycles: 'test/long/pages/cycles.ts' });
  browser = await chromium.launch({ executablePath: browserOrExit('chromium'), args: [...CHROMIUM_ARGS] });
});

after(async () => {
  await browser?.close();
  await pages?.close();
});

async function measure(session: CDPSession) {
  const usedSize = await usedBytes(session);
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { usedSize, nodes, jsEventListeners };
}

test(`${CYCLES} elements that came and went leave less than ${LIMIT_BYTES} bytes each`, async (context) => {
  assert(browser && pages);
  const page = await browser.newPage();
  await page.goto(`${pages.origin}/cycles`);
  const session = await page.context().newCDPSession(page);
  const cycles = (count: number): Promise<void> =>
    page.evaluate(
      (times) => (globalThis as unknown as { cycles(n: number): Promise<void> }).cycles(times),
      count,
    );
  await cycles(WARM_UP);
  const earlier = await measure(session);
  await cycles(CYCLES);
  const later = await measure(session);
  const growth = (later.usedSize - earlier.usedSize) / CYCLES;
  context.diagnostic(`${growth.toFixed(1)} bytes a cycle`);
  assert.ok(growth < LIMIT_BYTES, `${growth} bytes a cycle`);
  assert.ok(later.nodes <= earlier.nodes, `${later.nodes - earlier.nodes} nodes more`);
  assert.ok(later.jsEventListeners <= earlier.jsEventListeners, 'listeners are left');
});
