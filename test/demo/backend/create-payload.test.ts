import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createPayloadBody } from '../../../demo/backend/create-payload.js';
import { demoProducts, shopProducts } from '../../../demo/backend/products.js';
import { coffee, signIn, SHOP } from './fixtures.js';

const order = { identifier: 'order-1', shopOrigin: 'https://shop.example' };
const wayBack = 'https://shop.example/pay?payload={id}';

describe('createPayloadBody', () => {
  it('a payment: amount, receiver and ledger are those of the product', () => {
    assert.deepEqual(createPayloadBody(coffee, order), {
      txjson: { TransactionType: 'Payment', Destination: SHOP, Amount: '10000000' },
      options: { return_url: { app: wayBack, web: wayBack }, expire: 10, force_network: 'MAINNET' },
      custom_meta: { identifier: 'order-1', instruction: 'Pay 10 XRP' },
    });
  });

  it('a destination tag goes along, 0 included', () => {
    assert.equal(createPayloadBody({ ...coffee, destinationTag: 0 }, order).txjson['DestinationTag'], 0);
  });

  it('a sign-in: no ledger, and the platform’s own expiry if the product has none', () => {
    assert.deepEqual(createPayloadBody(signIn, order), {
      txjson: { TransactionType: 'SignIn' },
      options: { return_url: { app: wayBack, web: wayBack } },
      custom_meta: { identifier: 'order-1', instruction: 'Sign in' },
    });
  });
});

describe('products', () => {
  it('have names of their own', () => {
    const ids = demoProducts(SHOP).map(({ id }) => id);
    assert.deepEqual(ids, ['coffee', 'sign-in', 'coffee-one-minute', 'coffee-testnet']);
    assert.deepEqual(
      shopProducts(SHOP).map(({ id }) => id),
      ['coffee', 'sign-in'],
    );
  });

  it('fit the platform: instruction 280 characters at most', () => {
    for (const { instruction } of demoProducts(SHOP)) assert.ok(instruction.length <= 280, instruction);
  });
});
