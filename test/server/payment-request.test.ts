import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { encode } from 'ripple-binary-codec';
import { invoiceId } from '../../src/server/invoice-id.js';
import { paymentRequest } from '../../src/server/payment-request.js';
import type { Order } from '../../src/server/types.js';

const shop = 'rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH';
const issuer = 'rMxCKbEDwqr76QuheSUMdEGf4B9xJ8m5De';
const order: Order = {
  id: 'order-1',
  network: 'mainnet',
  destination: shop,
  amount: '10000000',
  invoiceId: '5a'.repeat(32),
  firstLedger: 108_499_000,
};

describe('invoiceId', () => {
  it('is 64 upper-case hex digits, different each time', () => {
    const ids = new Set(Array.from({ length: 1000 }, invoiceId));
    assert.equal(ids.size, 1000);
    for (const id of ids) assert.match(id, /^[0-9A-F]{64}$/);
  });
});

describe('paymentRequest', () => {
  it('is the whole body of "create payload"', async () => {
    const body = await paymentRequest(
      { ...order, destinationTag: '7' },
      { expire: 10, return_url: 'https://shop.example/pay?payload={id}', instruction: 'One coffee' },
    );
    assert.deepEqual(body, {
      txjson: {
        TransactionType: 'Payment',
        Destination: shop,
        DestinationTag: 7,
        Amount: '10000000',
        InvoiceID: '5A'.repeat(32),
      },
      options: {
        force_network: 'MAINNET',
        expire: 10,
        return_url: {
          app: 'https://shop.example/pay?payload={id}',
          web: 'https://shop.example/pay?payload={id}',
        },
      },
      custom_meta: { identifier: 'order-1', instruction: 'One coffee' },
    });
  });

  it('takes another identifier, and separate return URLs for app and web', async () => {
    const { custom_meta, options } = await paymentRequest(order, {
      identifier: 'order-1-b',
      return_url: { web: 'https://shop.example/' },
    });
    assert.deepEqual(custom_meta, { identifier: 'order-1-b' });
    assert.deepEqual(options.return_url, { web: 'https://shop.example/' });
  });

  for (const amount of [
    '1',
    '100000000000000000',
    { currency: 'USD', issuer, value: '10.50' },
    { currency: 'USD', issuer, value: '1e95' },
    { currency: 'USD', issuer, value: '1e-81' },
    { currency: '524c555344000000000000000000000000000000', issuer, value: '0.1' },
  ]) {
    it(`${JSON.stringify(amount)} is an amount that the ledger's codec takes`, async () => {
      const { txjson } = await paymentRequest({ ...order, amount });
      assert.ok(encode({ ...txjson, Account: shop, Fee: '10', Sequence: 1 }));
    });
  }

  const wrong: readonly (readonly [string, Record<string, unknown>])[] = [
    ...['', '0', '-1', '+1', '1.5', '007', '1e3', ' 1', '100000000000000001', 'ten', 10, null, [], {}].map(
      (amount) => [`amount ${JSON.stringify(amount)}`, { amount }] as const,
    ),
    ...['0', '-1', '1.', 'x', '12345678901234567', '1e96', '1e-82', 5].map(
      (value) => [`a token's value ${value}`, { amount: { currency: 'USD', issuer, value } }] as const,
    ),
    ...['XRP', 'US', 'U D', 'U"D', '0'.repeat(40), `${'0'.repeat(24)}585250${'0'.repeat(10)}`].map(
      (currency) => [`currency ${currency}`, { amount: { currency, issuer, value: '1' } }] as const,
    ),
    [
      'an issuer with a wrong checksum',
      { amount: { currency: 'USD', issuer: `${issuer.slice(0, -1)}f`, value: '1' } },
    ],
    ['a destination with a wrong checksum', { destination: `${shop.slice(0, -1)}J` }],
    ['an X-address', { destination: 'XVDRzcTbNA6v2WnbxjKp1CHmyyYrKJsdUuSJgVoH8PmKkLW' }],
    ['no destination', { destination: undefined }],
    ...[-1, 7.5, 4_294_967_296, 'seven'].map(
      (destinationTag) => [`tag ${destinationTag}`, { destinationTag }] as const,
    ),
    ['an InvoiceID that is none', { invoiceId: 'order-1' }],
    ['no network', { network: ' ' }],
  ];
  for (const [what, change] of wrong) {
    it(`rejects with a RangeError: ${what}`, async () => {
      await assert.rejects(paymentRequest({ ...order, ...change }), RangeError);
    });
  }

  it('says for a number what an amount has to be, although it is no token either', async () => {
    for (const amount of [10_000_000, 10_000_000n, null, []])
      await assert.rejects(paymentRequest({ ...order, amount: amount as never }), /drops of XRP as a text/);
  });
});
