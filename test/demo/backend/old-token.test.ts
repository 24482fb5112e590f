import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withEachStore } from './each-store.js';
import { CUSTOMER, SHOP } from './fixtures.js';

withEachStore((open, name) => {
  describe(`a sign-in changes the token while another tab asks with the old one (${name})`, () => {
    it('the question is answered, for seconds; the old token is signed in nowhere, and signs nobody in', async () => {
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

    it('the answer with the new token gets lost: the next one brings another, until one has been used', async () => {
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
      assert.ok(![old, lost].includes(visitor.cookie));
      assert.equal(await visitor.account(), CUSTOMER);

      for (const cookie of [lost, old]) {
        visitor.cookie = cookie;
        assert.equal((await visitor.status(uuid)).status, 404);
        assert.equal(await visitor.account(), null);
        assert.equal(visitor.cookie, cookie);
      }
    });
  });
});
