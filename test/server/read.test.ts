import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readObject, readTag, readTime, readWhole } from '../../src/server/read.js';

describe('a time', () => {
  for (const text of [
    '2026-11-25T12:01:00Z',
    '2026-11-25T12:01:00.5Z',
    '2026-11-25T12:01:00.1239Z',
    '2026-11-25T00:31:00+12:30',
    '2026-11-26T01:00:00-00:00',
    '2026-12-31T23:59:59+23:59',
    '2028-02-29T00:00:00Z',
    '2000-02-29T23:59:59Z',
  ]) {
    it(`${text} is read like Date.parse`, () => {
      assert.equal(readTime(text), Date.parse(text));
    });
  }

  it('0050-01-01T00:00:00Z is not in the 20th century', () => {
    assert.equal(readTime('0050-01-01T00:00:00Z'), Date.parse('0050-01-01T00:00:00Z'));
  });

  for (const text of [
    '2026-11-25',
    '2026-11-25T12:01Z',
    '2026-11-25T12:01:00',
    '2026-11-25 12:01:00Z',
    '2026-11-25T12:01:00+0100',
    '2026-11-25T12:01:00+24:00',
    '2026-11-25T24:00:00Z',
    '2026-11-25T12:60:00Z',
    '2026-11-25T12:01:60Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-11-31T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2026-11-00T00:00:00Z',
    ' 2026-11-25T12:01:00Z',
    'soon',
    1_795_608_060,
  ]) {
    it(`${text} is no time`, () => {
      assert.equal(readTime(text), null);
    });
  }
});

describe('a tag', () => {
  for (const [value, expected] of [
    [0, 0],
    ['0', 0],
    ['007', 7],
    [4_294_967_295, 4_294_967_295],
    [4_294_967_296, null],
    ['4294967296', null],
    ['9'.repeat(400), null],
    [-1, null],
    [7.5, null],
    ['7.5', null],
    ['', null],
    [true, null],
  ] as const) {
    it(`${JSON.stringify(value).slice(0, 20)} is ${expected ?? 'none'}`, () => {
      assert.equal(readTag(value), expected);
    });
  }
});

it('an empty object counts as absent, and so does an empty list in its place', () => {
  assert.deepEqual([{}, [], [1], null, 'x'].map(readObject), [null, null, null, null, null]);
});

it('a number is whole, not negative, and exact', () => {
  assert.deepEqual([0, 1.5, -1, NaN, Infinity, 2 ** 53, '1'].map(readWhole), [
    0,
    ...Array<null>(6).fill(null),
  ]);
});
