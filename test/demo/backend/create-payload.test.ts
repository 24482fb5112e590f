import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createPayloadBody } from '../../../demo/backend/create-payload.js';
import type { Order } from '../../../demo/backend/orders.js';
import type { Product } from '../../../demo/backend/products.js';
import { coffee, signIn, SHOP } from './fixtures.js';

const invoiceId = '5A'.repeat(32);
const wayBack = 'https://shop.example/pay?payload={id}';
const ask = async (product: Product, nowMs = 0): Promise<Record<string, Record<string, unknown>>> => {
  const body = await createPayloadBody(
    { id: 'order-1', product, invoiceId, firstLedger: 1, placedAtMs: 0 } as Order,
    wayBack,
    nowMs,
  );
  return body as Record<string, Record<string, unknown>>;
};

describe('createPayloadBody', () => {
  it('a payment: amount, receiver and network of the product, and the order’s InvoiceID', async () => {
    const { txjson, options, custom_meta } = await ask(coffee);
    assert.deepEqual(txjson, {
      TransactionType: 'Payment',
      Destination: SHOP,
      Amount: '10000000',
      InvoiceID: invoiceId,
    });
    assert.deepEqual(options, {
      return_url: { app: wayBack, web: wayBack },
      expire: 10,
      force_network: 'MAINNET',
    });
    assert.equal(custom_meta?.['instruction'], 'Pay 10 XRP');
    assert.match(String(custom_meta['identifier']), /^[0-9a-f]{32}$/);
  });

  it('a token, and a destination tag, including 0', async () => {
    const amount = { currency: 'USD', issuer: SHOP, value: '5' };
    const { txjson } = await ask({ ...coffee, amount, destinationTag: 0 });
    assert.deepEqual([txjson?.['Amount'], txjson?.['DestinationTag']], [amount, 0]);
  });

  it('a sign-in: the nonce is in a memo, no ledger, and the platform’s own expiry if the product has none', async () => {
    const { txjson, options } = await ask(signIn);
    assert.deepEqual(txjson, { TransactionType: 'SignIn', Memos: [{ Memo: { MemoData: invoiceId } }] });
    assert.deepEqual(options, { return_url: { app: wayBack, web: wayBack } });
  });

  it('with a deadline: open no longer than a payment would be in time', async () => {
    const product = { ...coffee, payWithinMinutes: 15 };
    const { options: first } = await ask(product);
    const { options: renewed } = await ask(product, 9.5 * 60_000);
    assert.deepEqual([first?.['expire'], renewed?.['expire']], [10, 5]);
  });

  it('each body has another identifier, because the platform accepts each only once', async () => {
    const [first, second] = [await ask(coffee), await ask(coffee)];
    assert.notDeepEqual(first['custom_meta'], second['custom_meta']);
  });

  it('a mistyped account is refused', async () => {
    await assert.rejects(ask({ ...coffee, destination: `${SHOP.slice(0, -1)}J` }), RangeError);
  });
});
