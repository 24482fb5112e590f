import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demoProducts, isLarge, shopProducts } from '../../../demo/backend/products.js';
import { SHOP } from './fixtures.js';

describe('products', () => {
  const shop = { destination: SHOP };
  it('have unique names, and a real shop sells no test products', () => {
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
