import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../../demo/backend/shop.js';
import { withEachStore } from './each-store.js';
import { CUSTOMER, SHOP } from './fixtures.js';
import { failure, openShop } from './shop.js';

const signedIn = { response: { txid: null, dispatched_nodetype: null } };

/** A sign-in that is signed on the phone, and two tabs of its visitor, with one cookie each. */
async function signedInTwoTabs(shop: ReturnType<typeof openShop>) {
  const [visitor, other] = [shop.visitor(), shop.visitor()];
  const uuid = await visitor.buy('sign-in');
  other.cookie = visitor.cookie;
  shop.platform.sign(uuid, signedIn);
  return { visitor, other, uuid };
}

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

  it('happens once: a tab that still asks does not sign in again a visitor who signed out', async () => {
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

  it('ends with a sign-out, also for copies of the cookie; other sites cannot cause it', async () => {
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

withEachStore((open, name) => {
  it(`a sign-in that was declined, then renewed and signed, signs in (${name})`, async () => {
    const shop = open();
    const visitor = shop.visitor();
    const declined = await visitor.buy('sign-in');
    shop.platform.sign(declined, { meta: { signed: false }, ...signedIn });
    // Nobody has asked about it before.
    const renewed = await visitor.buy('sign-in', { renew: true });
    assert.notEqual(renewed, declined);
    shop.platform.sign(renewed, signedIn);
    assert.equal(await visitor.verification(renewed), 'verified');
    assert.equal(await visitor.account(), CUSTOMER);
  });

  describe(`a sign-in changes the token while another tab asks with the old one (${name})`, () => {
    it('the question is still answered for seconds; the old token is not signed in, and signs nobody in', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const payment = await visitor.buy('coffee');
      const [first, second] = [
        await visitor.buy('sign-in'),
        await visitor.buy('sign-in', { cart: 'second' }),
      ];
      const old = shop.visitor();
      old.cookie = visitor.cookie;
      shop.platform.sign(first, { response: { txid: null } });
      assert.equal(await visitor.verification(first), 'verified');
      assert.notEqual(visitor.cookie, old.cookie);

      assert.equal((await visitor.status(payment)).status, 200);
      assert.equal((await old.status(payment)).status, 200);
      assert.equal(await old.account(), null);
      const { cookie } = old;
      shop.platform.sign(second, { response: { txid: null, account: SHOP } });
      assert.equal(await old.verification(second), 'verified');
      assert.equal(old.cookie, cookie);
      assert.notEqual(await visitor.account(), SHOP);

      shop.pass(15_000);
      assert.equal((await old.status(payment)).status, 404);
      assert.equal((await visitor.status(payment)).status, 200);
    });

    it('two questions at once get the same new token, whichever response arrives last', async () => {
      const { visitor, other: dropped, uuid } = await signedInTwoTabs(open());
      const { cookie: old } = visitor;
      await Promise.all([dropped.status(uuid), visitor.status(uuid)]);
      assert.notEqual(visitor.cookie, old);
      assert.equal(visitor.cookie, dropped.cookie);
      assert.equal(await visitor.account(), CUSTOMER);
    });

    it('an order with the old token is refused, because a new session would replace the sign-in', async () => {
      const { visitor, other, uuid } = await signedInTwoTabs(open());
      await visitor.status(uuid);
      const { cookie } = other;
      const refused = await other.ask('/api/payloads', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"product":"coffee"}',
      });
      assert.equal(await failure(refused), '409 session-changed');
      assert.equal(other.cookie, cookie);
    });

    it('the response with the new token gets lost: the next one brings it again, until it is used', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const uuid = await visitor.buy('sign-in');
      const { cookie: old } = visitor;
      shop.platform.sign(uuid, { response: { txid: null } });
      await visitor.status(uuid);
      const { cookie: lost } = visitor;
      visitor.cookie = old;
      shop.pass(60_000);
      assert.equal(await visitor.verification(uuid), 'verified');
      assert.equal(visitor.cookie, lost);
      assert.equal(await visitor.account(), CUSTOMER);

      visitor.cookie = old;
      assert.equal((await visitor.status(uuid)).status, 404);
      assert.equal(await visitor.account(), null);
      assert.equal(visitor.cookie, old);
    });
  });
});
