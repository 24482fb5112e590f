import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  add,
  isAtLeast,
  plain,
  readAmount,
  readCurrency,
  readDecimal,
  subtract,
} from '../../src/server/amount.js';

const read = (text: string) => {
  const decimal = readDecimal(text);
  assert.ok(decimal, text);
  return decimal;
};

describe('a decimal', () => {
  for (const [text, expected] of [
    ['10', '10'],
    ['0010.500', '10.5'],
    ['1e1', '10'],
    ['1E+1', '10'],
    ['1000e-2', '10'],
    ['0.000', '0'],
    ['1e-99', `0.${'0'.repeat(98)}1`],
    ['12345678901234567890.123456789', '12345678901234567890.123456789'],
  ] as const) {
    it(`${text} is ${expected}`, () => {
      assert.equal(plain(read(text)), expected);
    });
  }

  for (const text of [
    '',
    '.5',
    '5.',
    '-1',
    '+1',
    '1e',
    '1e100',
    '1e1.5',
    ' 1',
    '1 ',
    '1,5',
    '0x1',
    '١',
    'NaN',
  ]) {
    it(`"${text}" is none`, () => {
      assert.equal(readDecimal(text), null);
    });
  }

  it('is calculated exactly, however long', () => {
    const digits = fc.bigInt({ min: 0n, max: 10n ** 60n });
    fc.assert(
      fc.property(digits, digits, fc.integer({ min: 0, max: 40 }), (a, b, scale) => {
        const [left, right] = [
          { units: a, scale },
          { units: b, scale: 0 },
        ];
        const sum = add(left, right);
        assert.equal(subtract(sum, right).units, a);
        assert.ok(isAtLeast(sum, left) && isAtLeast(sum, right));
        assert.equal(plain(read(plain(sum))), plain(sum));
      }),
    );
  });
});

describe('a currency code', () => {
  const USD = `${'0'.repeat(24)}555344${'0'.repeat(10)}`;
  for (const [code, expected] of [
    ['USD', USD],
    [USD, USD],
    ['524c555344000000000000000000000000000000', '524C555344000000000000000000000000000000'],
    ['XRP', null],
    [`${'0'.repeat(24)}585250${'0'.repeat(10)}`, null],
    ['US', null],
    ['USDT', null],
    ['U€D', null],
    [5, null],
  ] as const) {
    it(`${code} is ${expected ?? 'none'}`, () => {
      assert.equal(readCurrency(code), expected);
    });
  }

  it('usd is not USD', () => {
    assert.notEqual(readCurrency('usd'), readCurrency('USD'));
  });
});

describe('an amount', () => {
  for (const value of [
    10,
    '10.5',
    '1e7',
    'unavailable',
    {},
    [],
    { currency: 'USD', value: '1' },
    { currency: 'USD', issuer: 'r', value: 1 },
    { mpt_issuance_id: 'AB', value: '1.5' },
    { mpt_issuance_id: 'AB', currency: 'USD', issuer: 'r', value: '1' },
  ]) {
    it(`${JSON.stringify(value)} is unknown`, () => {
      assert.equal(readAmount(value), null);
    });
  }
});
