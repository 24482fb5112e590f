import { expect } from '@open-wc/testing';
import { retryDelayMs, type EndReason } from '../../src/follow/retry-policy.js';

describe('retryDelayMs', () => {
  const rows: readonly [EndReason, number, number, number | null][] = [
    ['lost', 0, 0, 0],
    ['lost', 0, 0.5, 500],
    ['lost', 0, 1, 1_000],
    ['lost', 1, 1, 2_000],
    ['lost', 2, 1, 4_000],
    ['lost', 3, 1, 8_000],
    ['lost', 4, 1, 16_000],
    ['lost', 5, 1, 30_000],
    ['lost', 6, 0.5, 15_000],
    ['lost', 6, 0, 0],
    ['lost', 5_000, 1, 30_000],
    ['silent', 0, 0.5, 500],
    ['silent', 3, 0.25, 2_000],
    ['silent', 40, 1, 30_000],
    ['dead', 0, 0.9, 0],
    ['dead', 9, 0.9, 0],
    ['unknown-payload', 0, 0.9, null],
    ['misdirected', 0, 0.9, null],
  ];
  for (const [why, attempt, random, delayMs] of rows)
    it(`${why}, attempt ${attempt}, random ${random}: ${delayMs === null ? 'never' : `${delayMs} ms`}`, () => {
      expect(retryDelayMs(why, attempt, random)).to.equal(delayMs);
    });
});
