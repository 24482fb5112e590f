import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SESSION_LIMITS } from '../../../demo/backend/sessions.js';
import { CUSTOMER } from './fixtures.js';
import { failure, openShop } from './shop.js';

const signedIn = { response: { txid: null, dispatched_nodetype: null } };

describe('a payload belongs to the session that created it', () => {
  it('another visitor, one without a cookie and one with a made-up cookie get the answer for an unknown uuid', async () => {
    const shop = openShop();
    const [ann, bob, eve] = [shop.visitor(), shop.visitor(), shop.visitor()];
    const uuid = await ann.buy('coffee');
    await bob.buy('coffee');
    eve.cookie = `shop_session=${'0'.repeat(32)}`;
    assert.equal((await ann.status(uuid)).status, 200);

    const unknown = await (await bob.status(crypto.randomUUID())).text();
    for (const visitor of [bob, eve, shop.visitor()]) {
      const response = await visitor.status(uuid);
      assert.equal(response.status, 404);
      assert.equal(await response.text(), unknown);
    }
    assert.equal(shop.platform.gets, 1, 'the platform was not even asked');
  });

  it('a payload that the platform has lost gets the same answer', async () => {
    const shop = openShop();
    const visitor = shop.visitor();
    const uuid = await visitor.buy('coffee');
    shop.platform.fails = new Error('Error code 404, see XUMM Dev Console, reference: abc');
    const lost = await visitor.status(uuid);
    assert.equal(lost.status, 404);
    assert.equal(await lost.text(), await (await visitor.status(crypto.randomUUID())).text());
  });

  it('a session’s payloads survive another visit, with the same cookie', async () => {
    const shop = openShop();
    const visitor = shop.visitor();
    const first = await visitor.buy('coffee');
    const { cookie } = visitor;
    const second = await visitor.buy('sign-in');
    assert.equal(visitor.cookie, cookie);
    assert.equal((await visitor.status(first)).status, 200);
    assert.equal((await visitor.status(second)).status, 200);
  });
});

describe('sign-in', () => {
  it('signs in the visitor who asked, once the backend has seen the signature', async () => {
    const shop = openShop();
    const [ann, bob] = [shop.visitor(), shop.visitor()];
    assert.equal(await ann.account(), null);
    const uuid = await ann.buy('sign-in');
    await bob.buy('sign-in');
    shop.platform.sign(uuid, signedIn);
    assert.equal(await ann.account(), null);
    assert.equal((await bob.status(uuid)).status, 404);

    const { verification } = (await (await ann.status(uuid)).json()) as { verification: unknown };
    assert.equal(verification, 'verified');
    assert.equal(await ann.account(), CUSTOMER);
    assert.equal(await bob.account(), null);
    assert.equal(await shop.visitor().account(), null);
  });

  it('a payment signs nobody in, and neither does a declined sign-in', async () => {
    const shop = openShop();
    const visitor = shop.visitor();
    const [payment, declined] = [await visitor.buy('coffee'), await visitor.buy('sign-in')];
    shop.platform.sign(payment);
    shop.platform.sign(declined, { meta: { signed: false }, ...signedIn });
    await visitor.status(payment);
    await visitor.status(declined);
    assert.equal(await visitor.account(), null);
  });

  it('ends with the session', async () => {
    let nowMs = 0;
    const shop = openShop({ now: () => nowMs, limits: { ...SESSION_LIMITS, maxAgeMs: 1000 } });
    const visitor = shop.visitor();
    const uuid = await visitor.buy('sign-in');
    shop.platform.sign(uuid, signedIn);
    await visitor.status(uuid);
    assert.equal(await visitor.account(), CUSTOMER);
    nowMs = 1000;
    assert.equal(await visitor.account(), null);
    assert.equal(await failure(await visitor.status(uuid)), '404 not-found');
  });
});

describe('the session cookie', () => {
  it('http: HttpOnly, Lax, the whole site, a day', async () => {
    const response = await openShop().visitor().post({ product: 'coffee' });
    assert.match(
      response.headers.get('Set-Cookie') ?? '',
      /^shop_session=[0-9a-f]{32}; Max-Age=86400; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  it('https: Secure too, and bound to this host', async () => {
    const response = await openShop().visitor('https://shop.example').post({ product: 'coffee' });
    assert.match(
      response.headers.get('Set-Cookie') ?? '',
      /^__Host-shop_session=[0-9a-f]{32}; Max-Age=86400; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it('https: one without the prefix, as another subdomain could plant, does not count', async () => {
    const shop = openShop();
    const visitor = shop.visitor('https://shop.example');
    const uuid = await visitor.buy('coffee');
    visitor.cookie = visitor.cookie?.replace('__Host-', '') ?? null;
    assert.equal(await failure(await visitor.status(uuid)), '404 not-found');
  });

  it('is given with a payload only', async () => {
    const shop = openShop();
    const visitor = shop.visitor();
    await visitor.account();
    await visitor.status(crypto.randomUUID());
    await visitor.post({ product: 'tea' });
    shop.platform.fails = new Error('down');
    await visitor.post({ product: 'coffee' });
    assert.equal(visitor.cookie, null);
  });
});
