import fc from 'fast-check';
import type { Input } from '../../src/payload/input.js';
import type { Snapshot } from '../../src/payload/snapshot.js';
import { reduce } from '../../src/payload/state.js';
import { waiting } from './snapshots.js';

const RUNS = { numRuns: 10_000 };

/** 10,000 runs, with enough time for slow engines. */
export function always<T>(title: string, arbitrary: fc.Arbitrary<T>, holds: (value: T) => boolean): void {
  it(title, () => {
    fc.assert(fc.property(arbitrary, holds), RUNS);
  });
}

/** The snapshots of a run, including the first one. */
export function history(inputs: readonly Input[]): readonly Snapshot[] {
  const snapshots = [waiting];
  for (const input of inputs) snapshots.push(reduce(snapshots.at(-1) ?? waiting, input));
  return snapshots;
}

/** Each pair of successive snapshots. */
export const moves = (inputs: readonly Input[]): (readonly [Snapshot, Snapshot, Input])[] => {
  const snapshots = history(inputs);
  return inputs.map((input, index) => [snapshots[index] ?? waiting, snapshots[index + 1] ?? waiting, input]);
};
