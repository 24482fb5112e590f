import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkOrder } from '../../../../demo/backend/check-order.js';
import { withEachStore } from '../each-store.js';
import { busy } from '../shop.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

withEachStore((open, name) => {
  describe(`limits (${name})`, () => {
    it('300 questions of one visitor in 30 s cost at most 12 calls, signed or not', async () => {
      for (const isSigned of [false, true]) {
        const shop = open({ isHeld: true });
        const visitor = shop.visitor();
        const uuid = await visitor.buy('coffee');
        if (isSigned) shop.platform.sign(uuid);
        let answered = 0;
        const question = async (): Promise<void> => {
          assert.equal((await visitor.status(uuid)).status, 200);
          answered += 1;
        };
        const questions: Promise<void>[] = [];
        while (questions.length < 300) {
          shop.pass(100);
          questions.push(question());
          while (shop.paused() === 0 && answered < questions.length) await new Promise(setImmediate);
        }
        shop.pass(3000);
        await Promise.all(questions);
        assert.ok(shop.platform.gets <= 12, `${shop.platform.gets} calls`);
        assert.ok(shop.platform.gets >= 6, 'and some are made');
      }
    });

    it('an answer is good for 3 s, after the signature for 1 s', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const uuid = await visitor.buy('coffee');
      shop.platform.change(uuid, { app_opened: true });
      const callsAfter = async (ms: number): Promise<number> => {
        shop.pass(ms);
        await visitor.status(uuid);
        return shop.platform.gets;
      };
      assert.deepEqual([await callsAfter(0), await callsAfter(2999), await callsAfter(1)], [1, 1, 2]);
      shop.platform.sign(uuid);
      assert.deepEqual([await callsAfter(3000), await callsAfter(999), await callsAfter(1)], [3, 3, 4]);
    });

    it('an answer without news is not good for a later tab, which waits until it may ask', async () => {
      const shop = open({ isHeld: true });
      const visitor = shop.visitor();
      const uuid = await visitor.buy('coffee');
      const told = async (): Promise<unknown> => (await visitor.status(uuid)).json();
      const nothing = { opened: false, expired: false, cancelled: false, resolved: false };
      assert.deepEqual(await told(), nothing);
      shop.pass(500);
      shop.platform.change(uuid, { app_opened: true });
      const answers = [told(), told()];
      while (shop.paused() === 0) await new Promise(setImmediate);
      shop.pass(2499);
      assert.equal(shop.platform.gets, 1);
      shop.pass(1);
      const opened = { ...nothing, opened: true };
      assert.deepEqual(await Promise.all(answers), [opened, opened]);
      assert.equal(shop.platform.gets, 2);
    });

    it('the answer of a process whose clock is ahead is not good for longer', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const uuid = await visitor.buy('coffee');
      shop.platform.change(uuid, { app_opened: true });
      shop.pass(HOUR_MS);
      await visitor.status(uuid);
      shop.pass(-HOUR_MS);
      await visitor.status(uuid);
      assert.equal(shop.platform.gets, 2);
      shop.pass(3000);
      await visitor.status(uuid);
      assert.equal(shop.platform.gets, 3);
    });

    it('while a newer question is under way in any process, its answer is awaited', async () => {
      const shop = open({ isHeld: true });
      const visitor = shop.visitor();
      const uuid = await visitor.buy('coffee');
      shop.platform.change(uuid, { app_opened: true });
      await visitor.status(uuid);
      shop.pass(3000);
      shop.platform.change(uuid, { resolved: true });
      await shop.shop.store.hurry(uuid);
      const [claimed] = await shop.shop.store.claimQuestions(1, shop.shop.now() + MINUTE_MS);
      assert.ok(claimed);
      const answer = visitor.status(uuid);
      while (shop.paused() === 0) await new Promise(setImmediate);
      await checkOrder(shop.shop, claimed, { isThorough: true });
      shop.pass(250);
      assert.equal(((await (await answer).json()) as { resolved: unknown }).resolved, true);
      assert.equal(shop.platform.gets, 2);
    });

    it('all visitors share a budget, whose last part is reserved for signed orders', async () => {
      const questions = { capacity: 4, perSecond: 0, reserve: 2 };
      const shop = open();
      const limited = open({ limits: { ...shop.shop.limits, questions }, platform: shop.platform });
      const visitors = await Promise.all(
        Array.from({ length: 5 }, async () => {
          const visitor = limited.visitor();
          return { visitor, uuid: await visitor.buy('coffee') };
        }),
      );
      const { gets } = shop.platform;
      for (const { visitor, uuid } of visitors) await visitor.status(uuid);
      assert.equal(shop.platform.gets - gets, 2);
    });

    it('the platform’s 429 is obeyed: no call before its Retry-After is over', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const uuid = await visitor.buy('coffee');
      shop.platform.fails = busy(60);
      assert.equal((await visitor.status(uuid)).headers.get('Retry-After'), '60');
      shop.platform.fails = null;
      shop.pass(59_000);
      await shop.work();
      await visitor.status(uuid);
      assert.equal(shop.platform.gets, 1);
      // The rest is reserved for signed orders.
      shop.pass(12_000);
      await visitor.status(uuid);
      assert.equal(shop.platform.gets, 2);
    });
  });
});
