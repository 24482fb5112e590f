import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withEachStore } from '../each-store.js';
import { down, type TestShop } from '../shop.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The shop's hours, with a look at the orders every ten minutes. */
async function workFor(shop: TestShop, hours: number): Promise<void> {
  for (let step = 0; step < hours * 6; step += 1) {
    shop.pass(10 * MINUTE_MS);
    shop.ledger.pass(150);
    await shop.work();
  }
}

withEachStore((open, name) => {
  describe(`the platform does not know the payload, after a change of the API key (${name})`, () => {
    it('paid on the ledger: it is delivered, and its visitor is told', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const uuid = await visitor.buy('coffee');
      shop.platform.payloads.delete(uuid);
      assert.equal(await visitor.verification(uuid), 'pending');
      await shop.pay(uuid);
      shop.pass(20_000);
      await shop.work();
      assert.equal(shop.delivered.length, 1);
      assert.equal(await visitor.verification(uuid), 'verified');
    });

    it('not paid: the operator sees why, its visitor may go on waiting, and then it is over', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const uuid = await visitor.buy('coffee');
      await shop.work();
      shop.platform.payloads.delete(uuid);
      shop.pass(MINUTE_MS);
      const waiting = { opened: false, expired: false, cancelled: false, resolved: false };
      assert.deepEqual(await (await visitor.status(uuid)).json(), waiting);
      const { verdict, reason } = await shop.order(uuid);
      assert.deepEqual([verdict, reason], ['pending', 'unknown-payload']);
      assert.equal(await visitor.buy('coffee', { renew: true }), uuid, 'it may still be signed');

      await workFor(shop, 1);
      const over = await shop.order(uuid);
      assert.deepEqual([over.verdict, over.reason, over.isFinal], ['expired', 'expired', true]);
      assert.deepEqual(await (await visitor.status(uuid)).json(), { ...waiting, expired: true });
      const { gets } = shop.platform;
      assert.ok(gets < 12, `${gets} questions`);
      await workFor(shop, 24);
      assert.equal(shop.platform.gets, gets);
      assert.notEqual(await visitor.buy('coffee'), uuid);
    });

    it('unknown from the start: nothing is said to be resolved, and it ends too', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const uuid = await visitor.buy('coffee');
      shop.platform.payloads.delete(uuid);
      assert.deepEqual(await (await visitor.status(uuid)).json(), { verification: 'pending' });
      await workFor(shop, 1);
      assert.equal((await shop.order(uuid)).isFinal, true);
      const told = (await (await visitor.status(uuid)).json()) as object;
      assert.deepEqual(told, { opened: false, expired: true, cancelled: false });
    });

    it('its end was never told: the shop asked for one itself', async () => {
      const shop = open();
      const uuid = await shop.visitor().buy('coffee');
      const made = shop.platform.payloads.get(uuid);
      assert.ok(made);
      shop.platform.payloads.set(uuid, { ...made, payload: { ...made.payload, expires_at: '' } });
      await shop.work();
      shop.platform.payloads.delete(uuid);
      await workFor(shop, 1);
      assert.equal((await shop.order(uuid)).isFinal, true);
    });

    it('signed before, as the platform said then: a person looks', async () => {
      const shop = open();
      const uuid = await shop.visitor().buy('coffee');
      shop.platform.sign(uuid, { response: { resolved_at: '2026-01-01T00:01:00Z' } });
      await shop.work();
      shop.platform.payloads.delete(uuid);
      await workFor(shop, 1);
      const { verdict, reason } = await shop.order(uuid);
      assert.deepEqual([verdict, reason], ['review', 'no-trace']);
    });

    it('renewed an hour later: what counts is the end of the newest payload', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const old = await visitor.buy('coffee');
      shop.ledger.isSearchDown = true;
      shop.platform.change(old, { expired: true });
      shop.pass(HOUR_MS);
      await shop.work();
      shop.ledger.isSearchDown = false;
      const uuid = await visitor.buy('coffee', { renew: true });
      assert.equal((await shop.order(uuid)).id, (await shop.order(old)).id);
      shop.platform.payloads.delete(uuid);
      shop.ledger.pass();
      await shop.work();
      assert.equal((await shop.order(uuid)).verdict, 'pending');
    });

    it('a sign-in that the platform knows a moment later signs in', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const uuid = await visitor.buy('sign-in');
      const made = shop.platform.payloads.get(uuid);
      assert.ok(made);
      shop.platform.payloads.delete(uuid);
      assert.equal(await visitor.verification(uuid), 'pending');
      shop.platform.payloads.set(uuid, made);
      shop.platform.sign(uuid, { payload: { tx_type: 'SignIn' } });
      shop.pass(3000);
      assert.equal(await visitor.verification(uuid), 'verified');
    });

    it('a sign-in is over at once: another one may begin', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const uuid = await visitor.buy('sign-in');
      shop.platform.payloads.delete(uuid);
      assert.equal((await visitor.status(uuid)).status, 200);
      assert.equal((await shop.order(uuid)).verdict, 'expired');
      assert.notEqual(await visitor.buy('sign-in'), uuid);
    });
  });

  it(`a platform that never answers again: the ledger ends the order a day after its payload (${name})`, async () => {
    const shop = open();
    const uuid = await shop.visitor().buy('coffee');
    shop.platform.fails = down();
    await workFor(shop, 24);
    assert.equal((await shop.order(uuid)).isFinal, false);
    await workFor(shop, 2);
    const { verdict, isFinal } = await shop.order(uuid);
    assert.deepEqual([verdict, isFinal], ['expired', true]);
    const { gets } = shop.platform;
    await workFor(shop, 3);
    assert.equal(shop.platform.gets, gets);
  });

  it(`renewed a day later: asked about as often as a new order (${name})`, async () => {
    const shop = open();
    const visitor = shop.visitor();
    const old = await visitor.buy('coffee');
    shop.platform.change(old, { expired: true });
    shop.ledger.isSearchDown = true;
    shop.pass(24 * HOUR_MS - 5 * MINUTE_MS);
    await shop.work();
    const uuid = await visitor.buy('coffee', { renew: true });
    assert.equal((await shop.order(uuid)).id, (await shop.order(old)).id);
    shop.pass(10 * MINUTE_MS);
    await shop.work();
    const { gets } = shop.platform;
    shop.pass(MINUTE_MS);
    await shop.work();
    assert.equal(shop.platform.gets, gets + 1);
  });
});
