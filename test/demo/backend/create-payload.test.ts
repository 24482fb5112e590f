import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createPayloadBody } from '../../../demo/backend/create-payload.js';
import type { Order } from '../../../demo/backend/orders.js';
import { demoProducts, isLarge, shopProducts, type Product } from '../../../demo/backend/products.js';
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
  it('a payment: amount, receiver and ledger are those of the product, and the InvoiceID is the order’s', async () => {
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

  it('a token, and a destination tag, 0 included', async () => {
    const amount = { currency: 'USD', issuer: SHOP, value: '5' };
    const { txjson } = await ask({ ...coffee, amount, destinationTag: 0 });
    assert.deepEqual([txjson?.['Amount'], txjson?.['DestinationTag']], [amount, 0]);
  });

  it('a sign-in: the nonce is in a memo, no ledger, and the platform’s own expiry if the product has none', async () => {
    const { txjson, options } = await ask(signIn);
    assert.deepEqual(txjson, { TransactionType: 'SignIn', Memos: [{ Memo: { MemoData: invoiceId } }] });
    assert.deepEqual(options, { return_url: { app: wayBack, web: wayBack } });
  });

  it('with a deadline: open no longer than a payment is in time', async () => {
    const product = { ...coffee, payWithinMinutes: 15 };
    const { options: first } = await ask(product);
    const { options: renewed } = await ask(product, 9.5 * 60_000);
    assert.deepEqual([first?.['expire'], renewed?.['expire']], [10, 5]);
  });

  it('each body has an identifier of its own: the platform takes one once', async () => {
    const [first, second] = [await ask(coffee), await ask(coffee)];
    assert.notDeepEqual(first['custom_meta'], second['custom_meta']);
  });

  it('an account with a slip is no receiver', async () => {
    await assert.rejects(ask({ ...coffee, destination: `${SHOP.slice(0, -1)}J` }), RangeError);
  });
});

describe('products', () => {
  const shop = { destination: SHOP };
  it('have names of their own, and those of a real shop are no tests', () => {
    const ids = demoProducts(shop).map(({ id }) => id);
    assert.deepEqual(ids, ['coffee', 'sign-in', 'coffee-one-minute', 'coffee-testnet', 'coffee-rlusd']);
    assert.deepEqual(
      shopProducts(shop).map(({ id }) => id),
      ['coffee', 'sign-in'],
    );
  });

  it('two ledger servers must agree from a limit on, however the amount is spelled', () => {
    const rlusd = (value: string) => ({
      currency: '524C555344000000000000000000000000000000',
      issuer: SHOP,
      value,
    });
    const small = ['10000000', '999999999', rlusd('499.99'), rlusd('4.9999e2'), rlusd('5e-3')];
    const large = ['1000000000', rlusd('500'), rlusd('1.5e9'), rlusd('1e9'), rlusd('5E2')];
    assert.deepEqual(small.filter(isLarge), []);
    assert.deepEqual(
      [...large, { ...rlusd('1'), currency: 'USD' }, rlusd('much')].filter((amount) => !isLarge(amount)),
      [],
    );
  });

  it('fit the platform: instruction 280 characters at most', () => {
    for (const { instruction } of demoProducts(shop)) assert.ok(instruction.length <= 280, instruction);
  });

  it('a shop whose account is shared is paid with its tag', () => {
    const [first] = shopProducts({ destination: SHOP, destinationTag: 7 });
    assert.equal(first?.kind === 'payment' && first.destinationTag, 7);
  });
});
