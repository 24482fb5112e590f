import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../../demo/backend/shop.js';
import { CUSTOMER, SHOP } from './fixtures.js';
import { down, failure, openShop } from './shop.js';

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
    shop.platform.payloads.delete(uuid);
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

    const { cookie } = ann;
    assert.equal(await ann.verification(uuid), 'verified');
    assert.notEqual(ann.cookie, cookie, 'whoever knew the cookie of before is not signed in');
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

  it('is done once: who signed out is not signed in again by the tab that still asks', async () => {
    const shop = openShop();
    const visitor = shop.visitor();
    const first = await visitor.buy('sign-in');
    shop.platform.sign(first, signedIn);
    await visitor.status(first);
    const second = await visitor.buy('sign-in');
    assert.notEqual(second, first);
    shop.platform.sign(second, { response: { ...signedIn.response, account: SHOP } });
    await visitor.status(second);
    assert.equal(await visitor.account(), SHOP);
    assert.equal(await visitor.verification(first), 'verified');
    assert.equal(await visitor.account(), SHOP);
  });

  it('ends with a sign-out, here and for whoever copied the cookie; other sites can’t ask for it', async () => {
    const shop = openShop();
    const visitor = shop.visitor();
    const uuid = await visitor.buy('sign-in');
    shop.platform.sign(uuid, signedIn);
    await visitor.status(uuid);
    const signOut = (headers: Record<string, string>): Promise<Response> =>
      visitor.ask('/api/session', { method: 'DELETE', headers });
    assert.equal(await failure(await signOut({ Origin: 'https://evil.example' })), '403 forbidden');
    assert.equal(await visitor.account(), CUSTOMER);
    const { cookie } = visitor;
    assert.equal((await signOut({})).status, 204);
    assert.equal(visitor.cookie, 'shop_session=');
    visitor.cookie = cookie;
    assert.equal(await visitor.account(), null);
  });

  it('ends with the session', async () => {
    const shop = openShop({ limits: { ...LIMITS, sessionMaxAgeMs: 1000 } });
    const visitor = shop.visitor();
    const uuid = await visitor.buy('sign-in');
    shop.platform.sign(uuid, signedIn);
    await visitor.status(uuid);
    assert.equal(await visitor.account(), CUSTOMER);
    shop.pass(1000);
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

  it('is given with a payload, and to a page that asks who is signed in', async () => {
    const shop = openShop();
    const visitor = shop.visitor();
    await visitor.status(crypto.randomUUID());
    await visitor.post({ product: 'tea' });
    shop.platform.fails = down();
    await visitor.post({ product: 'coffee' });
    assert.equal(visitor.cookie, null);
    await visitor.account();
    const { cookie } = visitor;
    assert.match(String(cookie), /^shop_session=[0-9a-f]{32}$/);
    await visitor.account();
    shop.platform.fails = null;
    await visitor.buy('coffee');
    assert.equal(visitor.cookie, cookie);
  });

  it('is one that this backend could have made, or none', async () => {
    const shop = openShop();
    const visitor = shop.visitor();
    for (const made of ['', 'short', 'Z'.repeat(32), `${'0'.repeat(32)}1`]) {
      visitor.cookie = `shop_session=${made}`;
      await visitor.buy('coffee');
      assert.notEqual(visitor.cookie, `shop_session=${made}`);
    }
  });
});
