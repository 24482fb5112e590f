import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { checkOrder } from '../../../demo/backend/check-order.js';
import { openDatabase, type Database } from '../../../demo/backend/database.js';
import { MemoryStore } from '../../../demo/backend/memory-store.js';
import type { Store } from '../../../demo/backend/orders.js';
import { SqlStore } from '../../../demo/backend/sql-store.js';
import { SHOP, UUID } from './fixtures.js';
import { busy, down, failure, openShop, type TestShop } from './shop.js';

const SECRET = '66666666-7777-8888-9999-aaaaaaaaaaaa';
const MINUTE_MS = 60_000;

/** All of it holds for orders in memory as for those in Postgres. */
function suite(name: string, makeStore: (now: () => number) => Store): void {
  const open = (options: Parameters<typeof openShop>[0] = {}): TestShop =>
    openShop({ makeStore, ...options });

  describe(`nobody watches (${name})`, () => {
    it('signed, the tab closed: the sweep finds it, and it is delivered once', async () => {
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

    it('the platform never hears of the signature: the InvoiceID on the ledger is enough', async () => {
      const shop = open();
      const uuid = await shop.visitor().buy('coffee');
      await shop.pay(uuid);
      await shop.work();
      assert.equal((await shop.order(uuid)).verdict, 'paid');
      assert.equal(shop.delivered.length, 1);
    });

    it('the platform is silent altogether: the ledger decides', async () => {
      const shop = open();
      const uuid = await shop.visitor().buy('coffee');
      shop.platform.fails = down();
      await shop.pay(uuid);
      await shop.work();
      assert.equal(shop.delivered.length, 1);
    });

    for (const hint of [null, '', 'UNKNOWN NODE', 'TESTNET']) {
      it(`dispatched_nodetype ${JSON.stringify(hint)}: no more than a hint`, async () => {
        const shop = open();
        const visitor = shop.visitor();
        const uuid = await visitor.buy('coffee');
        shop.platform.sign(uuid, { response: { dispatched_nodetype: hint, dispatched_result: 'telFAILED' } });
        await shop.pay(uuid);
        assert.equal(await visitor.verification(uuid), 'verified');
      });
    }

    for (const delivered of [undefined, 'unavailable']) {
      it(`delivered_amount ${String(delivered)}: not understood is not no`, async () => {
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

    it('more than is due: delivered, and the surplus is kept for whoever pays it back', async () => {
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

    it('nobody answered, and it is over: asked ever more rarely, then never again', async () => {
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

    it('one order’s fault never stops the next', async () => {
      const shop = open();
      const first = await shop.visitor().buy('coffee');
      const second = await shop.visitor().buy('coffee');
      shop.platform.payloads.delete(first);
      await shop.pay(second);
      await shop.work();
      assert.equal((await shop.order(second)).delivery, 'delivered');
    });

    it('one search an account and sweep, however many orders', async () => {
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

    it('a delivery that fails is tried again after growing pauses, with the same key, and is dead at last', async () => {
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

    it('a process that ends amid a delivery leaves it to the next: at least once', async () => {
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

    it('two watchers and a sweep at once: delivered once', async () => {
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

  describe(`one open request an order (${name})`, () => {
    it('a double click, a second tab and a reload get the one that is open', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const uuid = await visitor.buy('coffee');
      const clicks = await Promise.all([
        visitor.buy('coffee'),
        visitor.buy('coffee'),
        visitor.buy('sign-in'),
      ]);
      assert.deepEqual(clicks.slice(0, 2), [uuid, uuid]);
      const { open: shown } = await visitor.session();
      assert.deepEqual(
        shown.map(({ product }) => product),
        ['sign-in', 'coffee'],
      );
      assert.equal(shown[1]?.payload.uuid, uuid);
      assert.equal(shop.platform.created.length, 2);
    });

    it('two clicks at the very same time make one request', async () => {
      const shop = open();
      const visitor = shop.visitor();
      await visitor.buy('sign-in');
      const [first, second] = await Promise.all([visitor.buy('coffee'), visitor.buy('coffee')]);
      assert.equal(first, second);
      assert.equal(shop.platform.created.length, 2);
    });

    it('renewed: the old one is cancelled first, and both belong to one order', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const old = await visitor.buy('coffee');
      const fresh = await visitor.buy('coffee', { renew: true });
      assert.notEqual(fresh, old);
      assert.deepEqual(shop.platform.cancelled, [old]);
      assert.equal((await shop.order(fresh)).id, (await shop.order(old)).id);
      const [first, second] = shop.platform.created as { txjson: { InvoiceID: string } }[];
      assert.equal(first?.txjson.InvoiceID, second?.txjson.InvoiceID);
      await shop.pay(old);
      shop.pass(MINUTE_MS);
      await shop.work();
      assert.equal(await visitor.verification(old), 'verified');
      assert.equal(await visitor.verification(fresh), 'verified');
      assert.equal(shop.delivered.length, 1);
    });

    it('opened in a wallet: the same one, and after its end a moment’s patience until it is final', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const uuid = await visitor.buy('coffee');
      shop.platform.change(uuid, { app_opened: true });
      assert.equal(await visitor.buy('coffee', { renew: true }), uuid);
      shop.platform.change(uuid, { expired: true });
      const refused = await visitor.post({ product: 'coffee', renew: true });
      assert.equal(refused.headers.get('Retry-After'), '60');
      assert.equal(await failure(refused), '409 still-open');
      shop.ledger.pass();
      assert.notEqual(await visitor.buy('coffee', { renew: true }), uuid);
    });

    it('declined: another try is allowed at once', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const uuid = await visitor.buy('coffee');
      shop.platform.change(uuid, { app_opened: true, resolved: true });
      assert.notEqual(await visitor.buy('coffee', { renew: true }), uuid);
    });

    it('signed meanwhile: no second request that could be paid, too', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const uuid = await visitor.buy('coffee');
      shop.platform.sign(uuid);
      assert.equal(await visitor.buy('coffee', { renew: true }), uuid);
    });

    it('the platform fails to make one: the next try does', async () => {
      const shop = open();
      const visitor = shop.visitor();
      await visitor.buy('sign-in');
      shop.platform.fails = down();
      assert.equal(await failure(await visitor.post({ product: 'coffee' })), '502 platform-unavailable');
      shop.platform.fails = null;
      assert.equal((await visitor.post({ product: 'coffee' })).status, 201);
    });
  });

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

    it('an answer is good for 3 s, and for 1 s once it is signed', async () => {
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

    it('that nothing has happened is good for no tab that was opened since: it waits until it may be asked', async () => {
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

    it('while a newer question is under way, wherever it is, its answer is waited for', async () => {
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

    it('all together have a budget, and signed orders the last of it', async () => {
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

    it('the platform’s 429 is kept: no call before its Retry-After is over', async () => {
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
      // What is left then is kept for signed orders at first.
      shop.pass(12_000);
      await visitor.status(uuid);
      assert.equal(shop.platform.gets, 2);
    });
  });

  describe(`POST /api/webhook (${name})`, () => {
    const call = async (
      shop: TestShop,
      uuid: string,
      more: { timestamp?: number; signature?: string; body?: string } = {},
    ) => {
      const body =
        more.body ??
        JSON.stringify({
          meta: { payload_uuidv4: uuid },
          custom_meta: { identifier: null, blob: null, instruction: null },
          payloadResponse: { payload_uuidv4: uuid, signed: true, txid: 'AB'.repeat(32) },
        });
      const timestamp = String(more.timestamp ?? Math.floor(shop.shop.now() / 1000));
      const mac = createHmac('sha1', SECRET.replace('-', ''))
        .update(timestamp + body)
        .digest('hex');
      return shop.app.request('http://shop.test/api/webhook', {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'x-xumm-request-timestamp': timestamp,
          'x-xumm-request-signature': more.signature ?? mac,
        },
        body,
      });
    };

    it('brings the question forward, and proves nothing', async () => {
      let woken = 0;
      const shop = open({ webhookSecret: SECRET, wake: () => (woken += 1) });
      const uuid = await shop.visitor().buy('coffee');
      await shop.work();
      assert.equal((await call(shop, uuid)).status, 204);
      assert.equal(woken, 1);
      await shop.work();
      assert.deepEqual([shop.platform.gets, (await shop.order(uuid)).verdict], [2, 'pending']);
      shop.platform.sign(uuid);
      await shop.pay(uuid);
      assert.equal((await call(shop, uuid)).status, 204);
      await shop.work();
      assert.equal(shop.delivered.length, 1);
      assert.equal((await call(shop, uuid)).status, 204, 'a replay');
      await shop.work();
      assert.deepEqual([shop.platform.gets, shop.delivered.length], [3, 1]);
    });

    it('without, with a wrong or an old signature: 401, and nothing changed', async () => {
      const shop = open({ webhookSecret: SECRET });
      const uuid = await shop.visitor().buy('coffee');
      await shop.work();
      const old = Math.floor(shop.shop.now() / 1000) - 301;
      for (const bad of [
        { signature: '' },
        { signature: '00'.repeat(20) },
        { timestamp: old },
        { body: '{}' },
      ])
        assert.equal(await failure(await call(shop, uuid, bad)), '401 unauthorized', JSON.stringify(bad));
      await shop.work();
      assert.equal(shop.platform.gets, 1);
    });

    it('too long: 413; an unknown uuid: 204, as if it were known', async () => {
      const shop = open({ webhookSecret: SECRET });
      assert.equal(await failure(await call(shop, UUID, { body: 'x'.repeat(70_000) })), '413 too-large');
      assert.equal((await call(shop, UUID)).status, 204);
    });

    it('is closed where no secret is set', async () => {
      assert.equal(await failure(await call(open(), UUID)), '405 method-not-allowed');
    });
  });
}

suite('in memory', (now) => new MemoryStore(now));

describe('in Postgres', () => {
  let database: Database;
  before(async () => {
    database = await openDatabase('memory://', () => undefined);
  });
  after(() => database.close());

  suite('PGlite', (now) => {
    // Each test has the tables for itself: its first statement empties them.
    const emptied = database.script(
      'TRUNCATE sessions, orders, payloads, payments, budgets, shipments CASCADE',
    );
    const db: Database = {
      ...database,
      query: async (text, params) => {
        await emptied;
        return database.query(text, params);
      },
    };
    return new SqlStore(db, now);
  });
});
