import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkOrder } from '../../../../demo/backend/check-order.js';
import { withEachStore } from '../each-store.js';
import type { TestShop } from '../shop.js';

/** A check of the payload whose answer from the platform is as of now, and arrives when it is released. */
async function slowCheck({ shop, platform }: TestShop, uuid: string) {
  const current = await shop.store.find(uuid);
  assert.ok(current);
  const { gets } = platform;
  const get = platform.get.bind(platform);
  let release = (): void => undefined;
  const isReleased = new Promise<void>((resolve) => (release = resolve));
  platform.get = async (asked) => {
    const answer = await get(asked);
    await isReleased;
    return answer;
  };
  const check = checkOrder(shop, current, { isThorough: true });
  while (platform.gets === gets) await new Promise(setImmediate);
  platform.get = get;
  return {
    end: () => {
      release();
      return check;
    },
  };
}

withEachStore((open, name) => {
  describe(`checks of an order at the same time (${name})`, () => {
    it('a question about a new payload does not join one that waits, about the old', async () => {
      const shop = open({ isHeld: true });
      const visitor = shop.visitor();
      const told = async (uuid: string): Promise<unknown> => (await visitor.status(uuid)).json();
      const old = await visitor.buy('coffee');
      await told(old);
      shop.pass(500);
      const waiting = told(old);
      while (shop.paused() === 0) await new Promise(setImmediate);
      const fresh = await visitor.buy('coffee', { renew: true });
      assert.notEqual(fresh, old);
      const question = told(fresh);
      shop.pass(3000);
      assert.deepEqual(await question, { opened: false, expired: false, cancelled: false, resolved: false });
      assert.equal(((await waiting) as { cancelled: unknown }).cancelled, true);
    });

    it('one that began before the signature ends after it: "signed" stays, and is asked about soon', async () => {
      const shop = open();
      const uuid = await shop.visitor().buy('coffee');
      shop.platform.change(uuid, { app_opened: true });
      await shop.work();
      const early = await slowCheck(shop, uuid);
      shop.pass(1000);
      shop.platform.sign(uuid);
      await shop.shop.store.hurry(uuid);
      await shop.work();
      assert.equal((await early.end()).status.signed, true);
      const current = await shop.shop.store.find(uuid);
      assert.deepEqual([current?.payload?.status.signed, current?.order.isSigned], [true, true]);
      const { gets } = shop.platform;
      shop.pass(2000);
      await shop.work();
      assert.equal(shop.platform.gets, gets + 1);
    });

    it('one that ends between a webhook and its question does not delay that question', async () => {
      const shop = open();
      const uuid = await shop.visitor().buy('coffee');
      await shop.work();
      const early = await slowCheck(shop, uuid);
      await shop.shop.store.hurry(uuid);
      await early.end();
      const { gets } = shop.platform;
      await shop.work();
      assert.equal(shop.platform.gets, gets + 1);
    });

    it('one about the old payload ends when there is a new one, which stays open', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const old = await visitor.buy('coffee');
      shop.platform.change(old, { expired: true });
      const late = await slowCheck(shop, old);
      const fresh = await visitor.buy('coffee', { renew: true });
      assert.equal((await late.end()).status.expired, true);
      assert.equal((await shop.order(fresh)).verdict, 'pending');
      const { open: shown } = await visitor.session();
      assert.deepEqual(
        shown.map(({ payload }) => payload.uuid),
        [fresh],
      );
      assert.equal(await visitor.buy('coffee'), fresh);
    });

    it('one about the old payload finds the payment: paid, and the new payload is cancelled', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const old = await visitor.buy('coffee');
      shop.platform.change(old, { app_opened: true, resolved: true });
      const late = await slowCheck(shop, old);
      const fresh = await visitor.buy('coffee', { renew: true });
      await shop.pay(old);
      assert.equal((await late.end()).isPaid, true);
      await shop.work();
      assert.deepEqual(shop.platform.cancelled, [old, fresh]);
      assert.equal(await visitor.verification(fresh), 'verified');
      assert.deepEqual(shop.delivered, [(await shop.order(old)).id]);
    });

    it('the first question after the signature comes after 2 s, however many came before', async () => {
      const shop = open();
      const uuid = await shop.visitor().buy('coffee');
      shop.platform.change(uuid, { app_opened: true });
      for (let minutes = 0; minutes < 60; minutes += 10) {
        await shop.work();
        shop.pass(600_000);
      }
      shop.platform.sign(uuid);
      await shop.work();
      const { gets } = shop.platform;
      shop.pass(1999);
      await shop.work();
      assert.equal(shop.platform.gets, gets);
      shop.pass(1);
      await shop.work();
      assert.equal(shop.platform.gets, gets + 1);
    });
  });
});
