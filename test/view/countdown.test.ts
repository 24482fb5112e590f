import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { en } from '../../src/locales/en.js';
import type { ViewContext } from '../../src/view/context.js';
import { spokenTime, spokenTimeLastsMs, timeText, timeTextLastsMs } from '../../src/view/countdown.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('timeText', () => {
  const rows: readonly [number, string][] = [
    [0, '0:00'],
    [1, '0:01'],
    [59, '0:59'],
    [60, '1:00'],
    [61, '1:01'],
    [4 * MINUTE + 52, '4:52'],
    [HOUR - 1, '59:59'],
    [HOUR, '1 hr 0 min'],
    [HOUR + 59, '1 hr 0 min'],
    [HOUR + MINUTE, '1 hr 1 min'],
    [3 * HOUR + 5 * MINUTE, '3 hr 5 min'],
    [DAY - 1, '23 hr 59 min'],
    [DAY, '1 day'],
    [2 * DAY - 1, '1 day'],
    [2 * DAY, '2 days'],
    [60 * DAY, '60 days'],
  ];
  for (const [seconds, text] of rows)
    it(`${seconds} s → ${text}`, () => {
      expect(timeText(seconds, 'en')).to.equal(text);
    });

  it('is in the given language, with Latin digits', () => {
    expect(timeText(2 * DAY, 'de')).to.equal('2 Tage');
    expect(timeText(2 * DAY, 'ar')).not.to.match(/[\u0660-\u0669]/);
    expect(timeText(5 * DAY, 'ar')).to.contain('5');
  });
});

describe('timeTextLastsMs', () => {
  /** The text with this many milliseconds left: whole seconds, rounded up. */
  const shown = (leftMs: number): string => timeText(Math.max(0, Math.ceil(leftMs / 1000)), 'en');

  const rows: readonly [number, number][] = [
    [0, Infinity],
    [-1, Infinity],
    [-1e15, Infinity],
    [1, 1],
    [1000, 1000],
    [1001, 1],
    [59_999, 999],
    [HOUR * 1000, 1000],
    [HOUR * 1000 + 1, 1001],
    [(HOUR + MINUTE) * 1000, 1000],
    [(HOUR + MINUTE - 1) * 1000, 60_000],
    [DAY * 1000, 1000],
    [(2 * DAY - 1) * 1000, DAY * 1000],
  ];
  for (const [leftMs, lastsMs] of rows)
    it(`${leftMs} ms left: ${lastsMs} ms`, () => {
      expect(timeTextLastsMs(leftMs)).to.equal(lastsMs);
    });

  const near = (seconds: number) => fc.integer({ min: -3000, max: 3000 }).map((ms) => seconds * 1000 + ms);
  const leftMs = fc.oneof(
    fc.integer({ min: 1, max: 90 * 1000 }),
    fc.integer({ min: 1, max: 2 * HOUR * 1000 }),
    fc.integer({ min: 1, max: 40 * DAY * 1000 }),
    ...[MINUTE, HOUR, HOUR + MINUTE, 2 * HOUR, DAY, 2 * DAY].map(near),
  );
  it('the text does not change before that, and changes then', () => {
    fc.assert(
      fc.property(leftMs, fc.double({ min: 0, max: 1, noNaN: true }), (left, share) => {
        const lasts = timeTextLastsMs(left);
        const between = Math.floor(share * (lasts - 1));
        return (
          lasts > 0 &&
          shown(left - between) === shown(left) &&
          shown(left - lasts + 1) === shown(left) &&
          shown(left - lasts) !== shown(left)
        );
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('spokenTimeLastsMs', () => {
  const rows: readonly [number, number][] = [
    [-1, Infinity],
    [0, Infinity],
    [1, 1],
    [10_000, 10_000],
    [10_001, 1],
    [30_000, 20_000],
    [60_000, 30_000],
    [61_000, 1000],
    [HOUR * 1000, (HOUR - MINUTE) * 1000],
    [60 * DAY * 1000, DAY * 1000],
  ];
  for (const [leftMs, lastsMs] of rows)
    it(`${leftMs} ms left: ${lastsMs} ms`, () => {
      expect(spokenTimeLastsMs(leftMs)).to.equal(lastsMs);
    });
});

describe('spokenTime', () => {
  const spoken = (secondsLeft: number | null): string | null =>
    spokenTime({ secondsLeft, terms: en, language: 'en' } as ViewContext);

  const rows: readonly [number | null, string | null][] = [
    [null, null],
    [3600, null],
    [61, null],
    [60, '60 seconds left'],
    [59, '60 seconds left'],
    [31, '60 seconds left'],
    [30, '30 seconds left'],
    [11, '30 seconds left'],
    [10, '10 seconds left'],
    [1, '10 seconds left'],
    [0, null],
  ];
  for (const [secondsLeft, text] of rows)
    it(`${secondsLeft} s → ${text}`, () => {
      expect(spoken(secondsLeft)).to.equal(text);
    });
});
