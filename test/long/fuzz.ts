import { chromium } from 'playwright-core';
import { CHROMIUM_ARGS } from '../support/browsers.js';
import { serveCutPages } from '../support/cut-pages.js';
import { browserOrExit } from '../support/find-browser.js';
import type { FuzzResult } from './fuzz-page.js';

/** Frames per page. Then a new page is used, because the tag of each element stays registered. */
const FRAMES_A_PAGE = 50_000;

/** A rogue socket, in Chromium. @param seed repeats a run */
export async function fuzz(seed: number, frames: number): Promise<FuzzResult> {
  const pages = await serveCutPages({ fuzz: 'test/long/fuzz-page.ts' });
  const browser = await chromium.launch({
    executablePath: browserOrExit('chromium'),
    args: [...CHROMIUM_ARGS],
  });
  let sum: FuzzResult = { seed, frames: 0, payloads: 0, events: 0, states: {}, faults: [] };
  try {
    for (let part = 0; sum.frames < frames; part++) {
      const page = await browser.newPage();
      await page.goto(`${pages.origin}/fuzz`);
      const result = await page.evaluate(
        ([from, count]) =>
          (globalThis as unknown as { fuzz(seed: number, count: number): Promise<FuzzResult> }).fuzz(
            from,
            count,
          ),
        [seed + part, Math.min(FRAMES_A_PAGE, frames - sum.frames)] as const,
      );
      await page.close();
      sum = {
        seed,
        frames: sum.frames + result.frames,
        payloads: sum.payloads + result.payloads,
        events: sum.events + result.events,
        states: Object.fromEntries(
          [...new Set([...Object.keys(sum.states), ...Object.keys(result.states)])].map((state) => [
            state,
            (sum.states[state] ?? 0) + (result.states[state] ?? 0),
          ]),
        ),
        faults: [...sum.faults, ...result.faults],
      };
    }
  } finally {
    await browser.close();
    await pages.close();
  }
  return sum;
}
