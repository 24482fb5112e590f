import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LedgerTransaction } from '../../../demo/backend/ledger.js';
import { verify, type Payload } from '../../../demo/backend/verify.js';
import {
  coffee,
  payload,
  signIn,
  signedPayload,
  transaction,
  CUSTOMER,
  type PayloadParts,
} from './fixtures.js';

type Row = readonly [expected: string, parts: PayloadParts, found: Partial<LedgerTransaction> | null];

const title = (...values: unknown[]): string => values.map((value) => JSON.stringify(value)).join(' ');
const paid = (parts: Partial<LedgerTransaction> | null): LedgerTransaction | null =>
  parts && transaction(parts);

describe('verify: a payment of 10 XRP on MAINNET', () => {
  const signed: readonly Row[] = [
    ['verified', {}, {}],
    ['verified', { response: { dispatched_nodetype: 'mainnet' } }, {}],
    ['verified', {}, { hash: 'ab'.repeat(32) }],
    ['verified', {}, { destinationTag: 7 }],
    // 1: resolved and signed
    ['pending', { meta: { resolved: false } }, {}],
    ['refused', { meta: { signed: false } }, {}],
    // 2: the ledger it was submitted to
    ['pending', { response: { dispatched_nodetype: null } }, {}],
    ['pending', { response: { dispatched_nodetype: '' } }, {}],
    ['refused', { response: { dispatched_nodetype: 'TESTNET' } }, {}],
    ['refused', { response: { dispatched_nodetype: 'XAHAU' } }, null],
    // 3: validated, successful, to the shop
    ['pending', {}, null],
    ['pending', { response: { txid: null } }, {}],
    ['pending', { response: { txid: '' } }, null],
    ['pending', {}, { validated: false }],
    ['pending', {}, { validated: false, transactionResult: 'tecPATH_DRY' }],
    ['refused', {}, { transactionResult: 'tecPATH_DRY', deliveredAmount: undefined }],
    ['refused', {}, { transactionResult: 'tecUNFUNDED_PAYMENT' }],
    ['refused', {}, { transactionResult: undefined }],
    ['refused', {}, { destination: CUSTOMER }],
    ['refused', {}, { destination: undefined }],
    ['refused', {}, { transactionType: 'OfferCreate' }],
    ['refused', {}, { hash: 'CD'.repeat(32) }],
    // 4: what arrived
    ['refused', {}, { deliveredAmount: '1' }],
    ['refused', {}, { deliveredAmount: '10000001' }],
    ['refused', {}, { deliveredAmount: 10000000 }],
    ['refused', {}, { deliveredAmount: undefined }],
    ['refused', {}, { deliveredAmount: 'unavailable' }],
    ['refused', {}, { deliveredAmount: { currency: 'USD', issuer: CUSTOMER, value: '10000000' } }],
  ];
  for (const [expected, parts, found] of signed) {
    it(`${title(parts, found)} → ${expected}`, () => {
      assert.equal(verify(coffee, signedPayload(parts), paid(found)), expected);
    });
  }

  it('is pending for a payload that nobody has opened', () => {
    assert.equal(verify(coffee, payload(), null), 'pending');
  });

  it('play money pays for what is sold for play money', () => {
    const onTestnet = { ...coffee, network: 'TESTNET' } as const;
    const played = signedPayload({ response: { dispatched_nodetype: 'TESTNET' } });
    assert.equal(verify(onTestnet, played, transaction()), 'verified');
    assert.equal(verify(onTestnet, signedPayload(), transaction()), 'refused');
  });
});

describe('verify: a payment to an account with destination tag 7', () => {
  const tagged = { ...coffee, destinationTag: 7 };
  const tags: readonly (readonly [unknown, string])[] = [
    [7, 'verified'],
    [8, 'refused'],
    ['7', 'refused'],
    [undefined, 'refused'],
  ];
  for (const [destinationTag, expected] of tags) {
    it(`${title({ destinationTag })} → ${expected}`, () => {
      assert.equal(verify(tagged, signedPayload(), transaction({ destinationTag })), expected);
    });
  }
});

describe('verify: a sign-in', () => {
  const neverDispatched = { dispatched_nodetype: null, txid: null };
  const rows: readonly (readonly [string, Payload])[] = [
    ['pending', payload()],
    ['pending', payload({ meta: { app_opened: true, expired: true } })],
    ['refused', payload({ meta: { resolved: true } })],
    ['verified', signedPayload({ response: neverDispatched })],
    ['refused', signedPayload({ response: { ...neverDispatched, account: null } })],
  ];
  for (const [expected, given] of rows) {
    const { resolved, signed } = given.meta;
    it(`${title({ resolved, signed, account: given.response.account })} → ${expected}`, () => {
      assert.equal(verify(signIn, given, null), expected);
    });
  }
});
