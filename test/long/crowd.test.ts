import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fixed, ours, simulate } from '../support/crowd.js';

describe('a crowd that lost the platform together', () => {
  const elements = 100_000;
  const outageMs = 60_000;

  for (const seed of [1, 2, 3])
    it(`returns spread out, and soon (seed ${seed})`, () => {
      const crowd = simulate(ours, { elements, outageMs, seed });
      const herd = simulate(fixed, { elements, outageMs, seed });
      assert.equal(herd.peak, elements);
      assert.ok(crowd.peak <= herd.peak / 10, `a peak of ${crowd.peak}`);
      assert.ok(crowd.backMs <= 30_000, `99 % after ${crowd.backMs} ms`);
    });

  // The first retry comes early, so the first second is the worst.
  for (const seconds of [1, 5, 15, 120])
    it(`is no worse than a fixed retry after ${seconds} s`, () => {
      const outage = { elements, outageMs: seconds * 1000, seed: 1 };
      assert.ok(simulate(ours, outage).peak < simulate(fixed, outage).peak);
    });
});
