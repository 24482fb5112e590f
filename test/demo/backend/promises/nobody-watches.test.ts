import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { emptyOutbox } from '../../../../demo/backend/outbox.js';
import { sweep } from '../../../../demo/backend/worker.js';
import { withEachStore } from '../each-store.js';
import { SHOP } from '../fixtures.js';
import { down, type TestShop } from '../shop.js';

const MINUTE_MS = 60_000;

withEachStore((open, name) => {
  describe(`nobody watches (${name})`, () => {
    it('signed, and the tab closed: the sweep finds it, and it is delivered once', async () => {
      const shop = open();
      const uuid = await shop.visitor().buy('coffee');
      await shop.work();
      shop.platform.sign(uuid);
      await shop.pay(uuid);
      shop.pass(20_000);
      await shop.work();
      await shop.work();
      const { id, verdict, delivery } = await shop.order(uuid);
      assert.deepEqual([verdict, delivery], ['paid', 'delivered']);
      assert.deepEqual(shop.delivered, [id]);
    });

    it('the platform never learns of the signature: the InvoiceID on the ledger is enough', async () => {
      const shop = open();
      const uuid = await shop.visitor().buy('coffee');
      await shop.pay(uuid);
      await shop.work();
      assert.equal((await shop.order(uuid)).verdict, 'paid');
      assert.equal(shop.delivered.length, 1);
    });

    it('the platform does not answer at all: the ledger decides', async () => {
      const shop = open();
      const uuid = await shop.visitor().buy('coffee');
      shop.platform.fails = down();
      await shop.pay(uuid);
      await shop.work();
      assert.equal(shop.delivered.length, 1);
    });

    for (const hint of [null, '', 'UNKNOWN NODE', 'TESTNET']) {
      it(`dispatched_nodetype ${JSON.stringify(hint)}: only a hint`, async () => {
        const shop = open();
        const visitor = shop.visitor();
        const uuid = await visitor.buy('coffee');
        shop.platform.sign(uuid, { response: { dispatched_nodetype: hint, dispatched_result: 'telFAILED' } });
        await shop.pay(uuid);
        assert.equal(await visitor.verification(uuid), 'verified');
      });
    }

    for (const delivered of [undefined, 'unavailable']) {
      it(`delivered_amount ${String(delivered)}: what cannot be read is not a no`, async () => {
        const shop = open();
        const uuid = await shop.visitor().buy('coffee');
        shop.platform.sign(uuid);
        await shop.pay(uuid, { delivered });
        await shop.work();
        const { verdict, reason, isFinal } = await shop.order(uuid);
        assert.deepEqual([verdict, reason, isFinal], ['pending', 'delivered-unknown', false]);
        shop.ledger.entries = [];
        await shop.pay(uuid);
        shop.pass(10 * MINUTE_MS);
        await shop.work();
        assert.equal(shop.delivered.length, 1);
      });
    }

    it('more than is due: delivered, and the surplus is stored', async () => {
      const shop = open();
      const uuid = await shop.visitor().buy('coffee');
      await shop.pay(uuid, { delivered: '10000001' });
      await shop.work();
      const { verdict, surplus } = await shop.order(uuid);
      assert.deepEqual([verdict, surplus], ['overpaid', '1']);
      assert.equal(shop.delivered.length, 1);
    });

    it('an older payment of the same amount verifies nothing', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const uuid = await visitor.buy('coffee');
      shop.platform.sign(uuid);
      await shop.pay(uuid, { ledger: 900, tx: { InvoiceID: undefined } });
      assert.equal(await visitor.verification(uuid), 'pending');
      assert.equal((await shop.order(uuid)).verdict, 'mismatch');
    });

    it('an unanswered order that is over: asked about less and less often, then never again', async () => {
      const shop = open();
      const uuid = await shop.visitor().buy('coffee');
      shop.platform.change(uuid, { expired: true });
      for (let minutes = 0; minutes < 60; minutes += 1) {
        await shop.work();
        shop.pass(MINUTE_MS);
        shop.ledger.pass(15);
      }
      const { verdict, isFinal } = await shop.order(uuid);
      assert.deepEqual([verdict, isFinal], ['expired', true]);
      assert.ok(shop.platform.gets < 12, `${shop.platform.gets} questions`);
      const { gets } = shop.platform;
      shop.pass(24 * 60 * MINUTE_MS);
      await shop.work();
      assert.equal(shop.platform.gets, gets);
    });

    it('one order’s failure never stops the next', async () => {
      const shop = open();
      const first = await shop.visitor().buy('coffee');
      const second = await shop.visitor().buy('coffee');
      shop.platform.payloads.delete(first);
      await shop.pay(second);
      await shop.work();
      assert.equal((await shop.order(second)).delivery, 'delivered');
    });

    it('one search per account and sweep, however many orders', async () => {
      const shop = open();
      for (let count = 0; count < 10; count += 1) {
        await shop.visitor().buy('coffee');
        shop.ledger.pass(1);
      }
      await shop.work();
      assert.equal(shop.ledger.count('account_tx'), 1);
      assert.equal(shop.ledger.asked.find(({ method }) => method === 'account_tx')?.params['account'], SHOP);
    });
  });

  describe(`the outbox (${name})`, () => {
    async function paid(deliver: () => Promise<void>): Promise<[TestShop, string]> {
      const shop = open({ deliver });
      const uuid = await shop.visitor().buy('coffee');
      await shop.pay(uuid);
      await shop.work();
      return [shop, uuid];
    }

    it('a failed delivery is tried again after growing pauses, with the same key, and is dead at last', async () => {
      let attempts = 0;
      const [shop, uuid] = await paid(() => {
        attempts += 1;
        return Promise.reject(new Error('no stock'));
      });
      assert.deepEqual([attempts, (await shop.order(uuid)).delivery], [1, 'queued']);
      await shop.work();
      assert.equal(attempts, 1, 'not at once');
      for (let hours = 0; hours < 30; hours += 1) {
        shop.pass(60 * MINUTE_MS);
        await shop.work();
      }
      const { delivery, lastError } = await shop.order(uuid);
      assert.deepEqual([attempts, delivery, lastError], [12, 'dead', 'no stock']);
    });

    it('a delivery that hangs ends after 10 s, and stops no other', async (t) => {
      let hung: AbortSignal | undefined;
      const delivered: string[] = [];
      const shop = open({
        deliver: async ({ cart }, { key, signal }) => {
          if (cart === 'hangs') {
            hung = signal;
            await new Promise(() => undefined);
          }
          delivered.push(key);
        },
      });
      const visitor = shop.visitor();
      const [uuid, other] = [await visitor.buy('coffee', { cart: 'hangs' }), await visitor.buy('coffee')];
      await shop.pay(uuid);
      await shop.pay(other, { hash: 'CD'.repeat(32) });
      await sweep(shop.shop, 'recent');
      t.mock.timers.enable({ apis: ['setTimeout'] });
      const work = emptyOutbox(shop.shop);
      while (!hung || delivered.length === 0) await new Promise(setImmediate);
      t.mock.timers.tick(9999);
      assert.equal(hung.aborted, false);
      t.mock.timers.tick(1);
      await work;
      assert.equal(hung.aborted, true);
      const { delivery, lastError } = await shop.order(uuid);
      assert.deepEqual([delivery, lastError], ['queued', 'not delivered within 10000 ms']);
      assert.deepEqual(delivered, [(await shop.order(other)).id]);
    });

    it('a process that ends during a delivery leaves it to the next: at least once', async () => {
      const keys: string[] = [];
      const [shop, uuid] = await paid(() => Promise.reject(new Error('this process ended')));
      const { id } = await shop.order(uuid);
      shop.pass(5000);
      const [claimed] = await shop.shop.store.claimDeliveries(20, shop.shop.now() + MINUTE_MS);
      assert.equal(claimed?.id, id, 'claimed, and nothing more is heard');
      assert.deepEqual(await shop.shop.store.claimDeliveries(20, 0), [], 'nobody else has it meanwhile');
      shop.pass(MINUTE_MS);
      for (const order of await shop.shop.store.claimDeliveries(20, shop.shop.now() + MINUTE_MS))
        keys.push(order.id);
      assert.deepEqual(keys, [id]);
    });

    it('two questions and a sweep at once: delivered once', async () => {
      const shop = open();
      const [tab, uuid] = [shop.visitor(), await shop.visitor().buy('coffee')];
      const other = await tab.buy('coffee');
      shop.platform.sign(other);
      await shop.pay(other);
      await Promise.all([tab.status(other), tab.status(other), shop.work(), shop.work()]);
      await shop.work();
      assert.deepEqual(shop.delivered, [(await shop.order(other)).id]);
      assert.equal((await shop.order(uuid)).delivery, 'none');
    });
  });
});
