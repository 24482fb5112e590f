import { expect } from '@open-wc/testing';
import { catchUpDelayMs, retryAfterMs, verifyDelayMs } from '../../src/follow/schedule.js';

const NOW = Date.parse('2026-01-02T03:04:05Z');

describe('the schedules', () => {
  it('verify: 1, 1.5, 2, 3, 5, 5 … s', () => {
    expect([0, 1, 2, 3, 4, 5, 99].map(verifyDelayMs)).to.deep.equal([
      1_000, 1_500, 2_000, 3_000, 5_000, 5_000, 5_000,
    ]);
  });

  it('catch up: 10, 10, 15, 30, 60, 60 … s', () => {
    expect([0, 1, 2, 3, 4, 5, 99].map(catchUpDelayMs)).to.deep.equal([
      10_000, 10_000, 15_000, 30_000, 60_000, 60_000, 60_000,
    ]);
  });
});

describe('retryAfterMs', () => {
  const rows: readonly [string | null, number][] = [
    [null, 0],
    ['', 0],
    ['0', 0],
    ['7', 7_000],
    [' 7 ', 7_000],
    ['86400', 86_400_000],
    ['99999999999', 99_999_999_999_000],
    ['9'.repeat(400), Infinity],
    ['soon', 0],
    ['-7', 0],
    ['Fri, 02 Jan 2026 03:04:25 GMT', 20_000],
    ['Fri, 02 Jan 2026 03:04:05 GMT', 0],
    ['Thu, 01 Jan 2026 00:00:00 GMT', 0],
  ];
  for (const [header, delayMs] of rows)
    it(`${header === null ? 'none' : `"${header.slice(0, 40)}"`}: ${delayMs} ms`, () => {
      expect(retryAfterMs(header, NOW)).to.equal(delayMs);
    });
});
