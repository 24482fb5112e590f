import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { run } from './support/processes.js';
import { SHOP } from './support/world.js';

const TXID = 'AB'.repeat(32);
const PHP = join(import.meta.dirname, 'site/verify.php');

interface Case {
  readonly order?: Record<string, unknown>;
  readonly meta?: Record<string, unknown>;
  readonly response?: Record<string, unknown>;
  /** null: the ledger does not know it. */
  readonly transaction?: Record<string, unknown> | null;
  readonly ledgerMeta?: Record<string, unknown>;
}

const ROWS: readonly (readonly [verdict: string, what: string, given: Case])[] = [
  ['verified', 'a payment as it should be', {}],
  [
    'verified',
    'a network and hash in other letters',
    { response: { dispatched_nodetype: 'Mainnet', txid: TXID.toLowerCase() } },
  ],
  ['verified', 'the tag that is due', { order: { destination_tag: 7 }, transaction: { DestinationTag: 7 } }],
  ['verified', 'a tag that nobody asked for', { transaction: { DestinationTag: 7 } }],
  ['pending', 'not resolved', { meta: { resolved: false } }],
  ['refused', 'not signed', { meta: { signed: false } }],
  ['pending', 'not dispatched yet', { response: { dispatched_nodetype: null } }],
  ['pending', 'dispatched to nowhere', { response: { dispatched_nodetype: '' } }],
  ['refused', 'dispatched to TESTNET', { response: { dispatched_nodetype: 'TESTNET' } }],
  [
    'refused',
    'dispatched to TESTNET, not on the ledger',
    { response: { dispatched_nodetype: 'TESTNET' }, transaction: null },
  ],
  ['refused', 'dispatched to MAINNET for a TESTNET order', { order: { network: 'TESTNET' } }],
  ['pending', 'not on the ledger', { transaction: null }],
  ['pending', 'not validated', { transaction: { validated: false } }],
  ['pending', 'validated, says a string', { transaction: { validated: 'true' } }],
  [
    'pending',
    'failed, but not validated',
    { transaction: { validated: false }, ledgerMeta: { TransactionResult: 'tecPATH_DRY' } },
  ],
  ['refused', 'another transaction', { transaction: { hash: 'CD'.repeat(32) } }],
  ['refused', 'no payment', { transaction: { TransactionType: 'TrustSet' } }],
  ['refused', 'a payment that failed', { ledgerMeta: { TransactionResult: 'tecPATH_DRY' } }],
  ['refused', 'another destination', { transaction: { Destination: 'rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe' } }],
  ['refused', 'no destination', { transaction: { Destination: null } }],
  ['refused', 'no tag where one is due', { order: { destination_tag: 7 } }],
  ['refused', 'another tag', { order: { destination_tag: 7 }, transaction: { DestinationTag: 8 } }],
  ['refused', 'the tag as a string', { order: { destination_tag: 7 }, transaction: { DestinationTag: '7' } }],
  ['refused', 'less delivered', { ledgerMeta: { delivered_amount: '9999999' } }],
  ['refused', 'more delivered', { ledgerMeta: { delivered_amount: '10000001' } }],
  ['refused', 'delivered as a number', { ledgerMeta: { delivered_amount: 10000000 } }],
  ['refused', 'delivered in another way of writing', { ledgerMeta: { delivered_amount: '10000000.0' } }],
  ['refused', 'delivered: unavailable', { ledgerMeta: { delivered_amount: 'unavailable' } }],
  [
    'refused',
    'nothing said of what was delivered, Amount or not',
    { transaction: { Amount: '10000000' }, ledgerMeta: { delivered_amount: null } },
  ],
  [
    'refused',
    'another currency',
    { ledgerMeta: { delivered_amount: { currency: 'USD', issuer: SHOP, value: '10000000' } } },
  ],
  [
    'verified',
    'a sign-in with an account',
    {
      order: { type: 'sign-in', drops: '' },
      response: { dispatched_nodetype: null, account: SHOP },
      transaction: null,
    },
  ],
  [
    'refused',
    'a sign-in without an account',
    { order: { type: 'sign-in', drops: '' }, response: { account: null }, transaction: null },
  ],
  [
    'refused',
    'a sign-in that was declined',
    { order: { type: 'sign-in' }, meta: { signed: false }, response: { account: SHOP } },
  ],
  [
    'pending',
    'a sign-in that is open',
    { order: { type: 'sign-in' }, meta: { resolved: false, signed: false }, response: { account: SHOP } },
  ],
];

const inFull = ({ order, meta, response, transaction, ledgerMeta }: Case) => ({
  order: {
    type: 'payment',
    drops: '10000000',
    destination: SHOP,
    destination_tag: null,
    network: 'MAINNET',
    ...order,
  },
  payload: {
    meta: { resolved: true, signed: true, ...meta },
    response: {
      txid: TXID,
      dispatched_nodetype: 'MAINNET',
      account: 'rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe',
      ...response,
    },
  },
  transaction:
    transaction === null
      ? null
      : {
          hash: TXID,
          validated: true,
          TransactionType: 'Payment',
          Destination: SHOP,
          meta: { TransactionResult: 'tesSUCCESS', delivered_amount: '10000000', ...ledgerMeta },
          ...transaction,
        },
});

let verdicts: readonly string[] = [];

before(async () => {
  verdicts = JSON.parse(
    await run('php', [PHP, JSON.stringify(ROWS.map(([, , given]) => inFull(given)))]),
  ) as string[];
});

ROWS.forEach(([verdict, what], row) => {
  test(`${what}: ${verdict}`, () => {
    assert.equal(verdicts[row], verdict);
  });
});
