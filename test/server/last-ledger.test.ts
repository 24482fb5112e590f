import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { encode } from 'ripple-binary-codec';
import { lastLedgerSequence } from '../../src/server/last-ledger.js';

const payment = {
  TransactionType: 'Payment',
  Account: 'rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe',
  Destination: 'rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH',
  Amount: '10000000',
  Fee: '12',
  Flags: 0x8000_0000,
  Sequence: 96_000_001,
  SigningPubKey: '',
  TxnSignature: 'AB'.repeat(70),
};

const rows: readonly (readonly [string, object, number | null])[] = [
  ['a payment', { ...payment, LastLedgerSequence: 108_500_068 }, 108_500_068],
  ['the largest', { ...payment, LastLedgerSequence: 0xffff_ffff }, 0xffff_ffff],
  [
    'with NetworkID, tags and a ticket',
    {
      ...payment,
      NetworkID: 21_337,
      SourceTag: 27,
      DestinationTag: 7,
      TicketSequence: 5,
      LastLedgerSequence: 108,
    },
    108,
  ],
  ['with an InvoiceID', { ...payment, InvoiceID: '201B'.repeat(16), LastLedgerSequence: 5 }, 5],
  ['without one', payment, null],
  [
    'without one, and bytes that look like one',
    { ...payment, DestinationTag: 0x201b_0001, InvoiceID: '201B'.repeat(16) },
    null,
  ],
  [
    'a transfer fee',
    {
      ...payment,
      TransactionType: 'NFTokenMint',
      NFTokenTaxon: 0,
      TransferFee: 10,
      LastLedgerSequence: 9,
      Destination: undefined,
      Amount: undefined,
    },
    9,
  ],
  [
    'a sign-in',
    { Account: payment.Account, SigningPubKey: 'ED'.repeat(33), TxnSignature: 'AB'.repeat(64) },
    null,
  ],
];

describe('LastLedgerSequence of a signed transaction', () => {
  for (const [what, transaction, expected] of rows) {
    it(`${what}: ${expected ?? 'none'}`, () => {
      const fields = Object.fromEntries(
        Object.entries(transaction).filter(([, value]) => value !== undefined),
      );
      const hex = encode(fields);
      assert.equal(lastLedgerSequence(hex), expected);
      assert.equal(lastLedgerSequence(hex.toLowerCase()), expected);
    });
  }

  it('is null if the blob is cut off, and never a part of the number', () => {
    const hex = encode({ ...payment, LastLedgerSequence: 108_500_068 });
    for (let length = 0; length < hex.length; length += 1) {
      assert.ok([null, 108_500_068].includes(lastLedgerSequence(hex.slice(0, length))), String(length));
    }
  });

  for (const junk of [null, undefined, 5, '', 'xyz', '1', '12', '20', '201B', '201B0677', '00', '2000']) {
    it(`${String(junk)}: none`, () => {
      assert.equal(lastLedgerSequence(junk), null);
    });
  }
});
