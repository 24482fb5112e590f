import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { readResponded, readStatus, type Answer } from '../../src/payload/status.js';
import type { Message } from '../../src/payload/message.js';
import { TXID, UUID } from '../support/frames.js';
import { always } from './always.js';
import { anyStatus } from './arbitraries.js';

const resolved = (signed: boolean, more: { txid?: string; app?: string; web?: string } = {}): Message => ({
  type: 'resolved',
  uuid: UUID,
  resolution: {
    signed,
    txid: more.txid ?? null,
    returnUrl: { app: more.app ?? null, web: more.web ?? null },
    customMeta: { identifier: null, blob: null, instruction: null },
    openedByDeeplink: null,
    userToken: null,
    referenceCallUuid: null,
    source: 'backend',
  },
});
const opened: Message = { type: 'opened' };
const expired = (cancelled: boolean | null): Message => ({ type: 'expired', cancelled });

const answer = (messages: readonly Message[], more: Partial<Answer> = {}): Answer => ({
  messages,
  verification: 'pending',
  txid: null,
  unresolved: false,
  problem: null,
  ...more,
});

const SIGNED = { resolved: true, signed: true };

/** Values that are neither a payload status nor `true`, which `respondWith` accepts too. */
const NEITHER: readonly [string, unknown][] = [
  ['undefined', undefined],
  ['null', null],
  ['false', false],
  ['0', 0],
  ['1', 1],
  ['NaN', NaN],
  ['""', ''],
  ['"verified"', 'verified'],
  ['"true"', 'true'],
  ['[]', []],
  ['[true]', [true]],
  ['1n', 1n],
  ['a symbol', Symbol('verified')],
  ['a function', () => true],
];

const title = (value: unknown): string => JSON.stringify(value);

describe('readStatus', () => {
  const rows: readonly [unknown, Answer | null][] = [
    [{}, null],
    [{ opened: true }, answer([opened])],
    [{ opened: false }, answer([])],
    [{ resolved: false }, answer([], { unresolved: true })],
    [{ opened: true, resolved: false }, answer([opened], { unresolved: true })],

    // cancelled implies expired
    [{ expired: true }, answer([expired(null)])],
    [{ expired: false }, answer([])],
    [{ expired: true, cancelled: false }, answer([expired(false)])],
    [{ cancelled: true }, answer([expired(true)])],
    [{ expired: false, cancelled: true }, answer([expired(true)])],
    [{ cancelled: false }, answer([])],
    [{ expired: true, resolved: false }, answer([expired(null)], { unresolved: true })],

    // in the order of the event table
    [{ expired: true, ...SIGNED, opened: true }, answer([opened, resolved(true), expired(null)])],

    // what counts only beside resolved: true
    [SIGNED, answer([resolved(true)])],
    [{ resolved: true, signed: false }, answer([resolved(false)])],
    [{ signed: true }, answer([])],
    [{ resolved: false, signed: true, txid: TXID }, answer([], { unresolved: true })],
    [{ ...SIGNED, txid: TXID }, answer([resolved(true, { txid: TXID })], { txid: TXID })],
    [{ signed: true, txid: TXID, verification: 'verified' }, answer([])],
    [{ resolved: false, verification: 'verified' }, answer([], { unresolved: true })],
    [{ resolved: false, verification: 'refused' }, answer([], { unresolved: true })],
    [{ returnUrl: { web: 'https://shop.example/' } }, answer([])],
    [
      { ...SIGNED, returnUrl: { app: 'shop://', web: 'https://shop.example/' } },
      answer([resolved(true, { app: 'shop://', web: 'https://shop.example/' })]),
    ],

    // no boolean signed: not resolved yet
    [{ resolved: true }, answer([])],
    [{ resolved: true, signed: 'true', verification: 'verified', txid: TXID }, answer([])],
    [{ resolved: true, signed: null, verification: 'verified' }, answer([])],

    // the result of the verification
    [{ ...SIGNED, verification: 'verified' }, answer([resolved(true)], { verification: 'verified' })],
    [{ ...SIGNED, verification: 'refused' }, answer([resolved(true)], { verification: 'refused' })],
    [{ ...SIGNED, verification: 'pending' }, answer([resolved(true)])],
    [{ ...SIGNED, verification: 'Verified' }, answer([resolved(true)])],
    [{ ...SIGNED, verification: true }, answer([resolved(true)])],
    [{ ...SIGNED, verification: ['verified'] }, answer([resolved(true)])],
    // a decline can't be confirmed
    [{ resolved: true, signed: false, verification: 'verified' }, answer([resolved(false)])],

    // wrong types, unknown keys
    [{ opened: 'true', expired: 1, cancelled: 'yes', resolved: 1, signed: 1 }, null],
    [{ ...SIGNED, txid: 7, returnUrl: 'https://shop.example/' }, answer([resolved(true)])],
    [{ ...SIGNED, txid: '', returnUrl: { app: 1, web: '' } }, answer([resolved(true)])],
    [{ ...SIGNED, returnUrl: ['https://shop.example/'] }, answer([resolved(true)])],
    [{ meta: { resolved: true, signed: true }, response: { txid: TXID } }, null],
    // as JSON, because __proto__ in a literal sets the prototype
    [JSON.parse('{"__proto__":{"resolved":true,"signed":true,"verification":"verified"}}'), null],
  ];
  for (const [value, expected] of rows)
    it(title(value), () => {
      const read = readStatus(value, UUID);
      expect(read && { ...read, problem: null }).to.deep.equal(expected);
    });

  const problems: readonly [object, string | null][] = [
    [{ ...SIGNED, txid: null, returnUrl: undefined }, null],
    [{ ...SIGNED, verification: 'Verified' }, '"verification" is another text'],
    [{ ...SIGNED, verification: true }, '"verification" is a value of type boolean'],
    [{ resolved: true, signed: 'true' }, '"signed" is another text'],
    [{ opened: 1, resolved: false }, '"opened" is a value of type number'],
    [{ ...SIGNED, txid: 7 }, '"txid" is a value of type number'],
    [{ ...SIGNED, returnUrl: ['https://shop.example/'] }, '"returnUrl" is an array'],
    [{ ...SIGNED, returnUrl: { web: 7 } }, '"returnUrl" is a value of type object: write an object of texts'],
    [{ verification: 'verified' }, '"verification" counts only beside resolved: true and signed: true'],
    [{ resolved: true, verification: 'verified' }, '"verification" counts only beside'],
    [{ signed: true, verification: 'verified' }, '"verification" counts only beside'],
    [{ resolved: false, verification: 'refused' }, '"verification" counts only beside'],
    [{ resolved: true, signed: null, verification: 'refused' }, '"verification" counts only beside'],
    [{ resolved: false, signed: false, verification: 'pending', txid: null }, null],
    [{ resolved: true, signed: false, verification: 'refused' }, null],
    [{ signed: false, expired: true }, null],
    [{ ...SIGNED, returnUrl: { app: null, web: 'https://shop.example/' } }, null],
  ];
  for (const [value, problem] of problems)
    it(`${title(value)}: ${problem ?? 'no problem'}`, () => {
      const told = readStatus(value, UUID)?.problem ?? null;
      if (problem === null) expect(told).to.equal(null);
      else expect(told).to.contain(problem).and.not.to.contain('shop.example');
    });

  for (const [name, value] of [...NEITHER, ['true', true] as const])
    it(`${name} is no payload status`, () => {
      expect(readStatus(value, UUID)).to.equal(null);
    });

  it('only own properties count', () => {
    const inherited: unknown = Object.create({
      ...SIGNED,
      opened: true,
      expired: true,
      verification: 'verified',
    });
    expect(readStatus(inherited, UUID)).to.equal(null);
    class Status {
      get resolved(): boolean {
        return true;
      }
    }
    expect(readStatus(new Status(), UUID)).to.equal(null);
  });

  it('an object without a prototype counts', () => {
    const status: unknown = Object.assign(Object.create(null), { opened: true });
    expect(readStatus(status, UUID)).to.deep.equal(answer([opened]));
  });
});

describe('readResponded', () => {
  const rows: readonly [unknown, Answer['verification'] | undefined][] = [
    [true, 'verified'],
    [{ verification: 'verified' }, 'verified'],
    [{ ...SIGNED, verification: 'verified' }, 'verified'],
    [{ verification: 'refused' }, 'refused'],
    [{ ...SIGNED, verification: 'refused' }, 'refused'],
    [{}, undefined],
    [{ ...SIGNED }, 'pending'],
    [{ verification: 'pending' }, 'pending'],
    [{ verification: true }, undefined],
    [{ verified: true }, undefined],
    // the answer contradicts itself
    [{ resolved: false, verification: 'verified' }, 'pending'],
    [{ resolved: false, verification: 'refused' }, 'pending'],
    [{ resolved: true, signed: false, verification: 'verified' }, 'pending'],
    [{ signed: false, verification: 'verified' }, 'pending'],
    [JSON.parse('{"__proto__":{"verification":"verified"}}'), undefined],
  ];
  for (const [value, expected] of rows)
    it(`${title(value)} → ${expected}`, () => {
      expect(readResponded(value, UUID)?.verification).to.equal(expected);
    });

  it('includes the transaction', () => {
    expect(readResponded({ verification: 'verified', txid: TXID }, UUID)?.txid).to.equal(TXID);
    expect(readResponded(true, UUID)?.txid).to.equal(null);
  });

  it('an inherited key does not count', () => {
    expect(readResponded(Object.create({ verification: 'verified' }), UUID)).to.equal(null);
  });

  for (const [name, value] of NEITHER)
    it(`${name} is neither true nor a payload status`, () => {
      expect(readResponded(value, UUID)).to.equal(null);
    });
});

describe('any answer of a backend', () => {
  always(
    'a backend is read, and verifies only what it says is resolved and signed',
    fc.oneof(anyStatus, fc.anything()),
    (value) => {
      const answer = readStatus(value, UUID);
      const { resolved, signed, verification } = (value ?? {}) as Record<string, unknown>;
      const isDecided = answer !== null && answer.verification !== 'pending';
      return !isDecided || (resolved === true && signed === true && verification === answer.verification);
    },
  );

  always(
    'a response is read, and verifies only what it does not deny',
    fc.oneof(anyStatus, fc.anything()),
    (value) => {
      const answer = readResponded(value, UUID);
      if (answer === null || answer.verification === 'pending') return true;
      const { resolved, signed, verification } = value as Record<string, unknown>;
      return (
        value === true || (resolved !== false && signed !== false && verification === answer.verification)
      );
    },
  );
});
