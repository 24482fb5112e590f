import { brotli, ours, peers } from './peers.js';
import type { TimeToCode } from './time-to-code.js';

export interface Weight {
  readonly name: string;
  readonly follows: boolean;
  readonly bytes: number;
}

/** Bytes that a page loads, by brotli: one script, or the files that it was seen to load. */
export const weights = (times: readonly TimeToCode[]): Promise<Weight[]> =>
  Promise.all(
    [ours, ...peers].map(async ({ name, follows, script }) => ({
      name,
      follows,
      bytes: script ? brotli(await script()) : (times.find((time) => time.name === name)?.bytes ?? NaN),
    })),
  );
