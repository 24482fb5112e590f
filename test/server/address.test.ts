import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { classicAddressToXAddress, encodeAccountID, isValidClassicAddress } from 'ripple-address-codec';
import { isClassicAddress } from '../../src/server/address.js';

const ALPHABET = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';

/** Base58 implementations often fail at leading zeros. */
const accounts = [
  ...Array.from({ length: 20 }, () => randomBytes(20)),
  Buffer.alloc(20),
  Buffer.concat([Buffer.alloc(19), Buffer.from([1])]),
  Buffer.concat([Buffer.alloc(5), randomBytes(15)]),
  Buffer.alloc(20, 255),
].map((bytes) => encodeAccountID(bytes));

describe('a classic address', () => {
  it('is judged like by ripple-address-codec', async () => {
    for (const address of accounts) assert.ok(await isClassicAddress(address), address);
  });

  it('is invalid with one character changed, missing or added', async () => {
    for (const address of accounts.slice(-6)) {
      for (let at = 0; at < address.length; at += 3) {
        const other = ALPHABET[(ALPHABET.indexOf(address[at] ?? '') + 1) % 58] ?? '';
        for (const wrong of [
          address.slice(0, at) + other + address.slice(at + 1),
          address.slice(0, at) + address.slice(at + 1),
          address.slice(0, at) + other + address.slice(at),
        ]) {
          assert.equal(await isClassicAddress(wrong), isValidClassicAddress(wrong), wrong);
        }
      }
    }
  });

  for (const [what, text] of [
    ['empty', ''],
    ['an X-address', classicAddressToXAddress('rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH', 7, false)],
    ['a seed', 'snoPBrXtMeMyMHUVTgbuqAfg1SUTb'],
    ['followed by a space', 'rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH '],
    ['of a million characters', `r${'p'.repeat(1_000_000)}`],
    ['with a character of no alphabet', 'rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzR0'],
  ] as const) {
    it(`is invalid: ${what}`, async () => {
      assert.equal(await isClassicAddress(text), false);
    });
  }
});
