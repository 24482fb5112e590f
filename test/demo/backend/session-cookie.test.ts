import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { down, failure, openShop } from './shop.js';

describe('the session cookie', () => {
  it('http: HttpOnly, Lax, for the whole site and a day', async () => {
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

  it('https: a cookie without the prefix, as another subdomain could plant, does not count', async () => {
    const shop = openShop();
    const visitor = shop.visitor('https://shop.example');
    const uuid = await visitor.buy('coffee');
    visitor.cookie = visitor.cookie?.replace('__Host-', '') ?? null;
    assert.equal(await failure(await visitor.status(uuid)), '404 not-found');
  });

  it('is set with a payload, and for a page that asks who is signed in', async () => {
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

  it('counts only if this backend could have made it', async () => {
    const shop = openShop();
    const visitor = shop.visitor();
    for (const made of ['', 'short', 'Z'.repeat(32), `${'0'.repeat(32)}1`]) {
      visitor.cookie = `shop_session=${made}`;
      await visitor.buy('coffee');
      assert.notEqual(visitor.cookie, `shop_session=${made}`);
    }
  });
});
