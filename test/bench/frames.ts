import type { Browser } from 'playwright-core';
import { openStage } from './stage.js';

const ELEMENTS = 500;
const ROUNDS = 20;
const PAINTS = 60;

export interface FrameTimes {
  /** Ms from the socket's message event to the DOM event. */
  readonly median: number;
  readonly p99: number;
  /** Ms from the message event until the DOM shows it, and how often the next frame painted it. */
  readonly toDom: number;
  readonly inNextFrame: number;
}

/** 10,000 frames that cause an event each, and 60 whose paint is awaited. */
export async function frameTimes(browser: Browser, script: string): Promise<FrameTimes> {
  const page = await browser.newPage();
  await openStage(page, script);
  const toEvent: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    toEvent.push(...(await page.evaluate((count) => stage.timeEvents(count), ELEMENTS)));
  const paints = await page.evaluate((count) => stage.timePaints(count), PAINTS);
  await page.close();
  toEvent.sort((one, other) => one - other);
  const doms = paints.map(({ toDom }) => toDom).sort((one, other) => one - other);
  return {
    median: toEvent[Math.floor(toEvent.length / 2)] ?? NaN,
    p99: toEvent[Math.floor(toEvent.length * 0.99)] ?? NaN,
    toDom: doms[Math.floor(doms.length / 2)] ?? NaN,
    inNextFrame: paints.filter(({ isInNextFrame }) => isInNextFrame).length / paints.length,
  };
}
