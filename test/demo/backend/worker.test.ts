import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryStore } from '../../../demo/backend/memory-store.js';
import { startWorker, sweep } from '../../../demo/backend/worker.js';
import { withEachStore } from './each-store.js';
import { FakeLedger } from './fake-ledger.js';
import { openShop } from './shop.js';

const HOUR_MS = 3_600_000;

withEachStore((open, name) => {
  it(`recent and older orders are asked about separately (${name})`, async () => {
    const shop = open();
    const old = await shop.visitor().buy('coffee');
    shop.pass(2 * HOUR_MS);
    const fresh = await shop.visitor().buy('coffee');
    for (const uuid of [old, fresh]) shop.platform.sign(uuid);
    const signed = async (): Promise<boolean[]> =>
      Promise.all([old, fresh].map(async (uuid) => (await shop.order(uuid)).isSigned));
    assert.equal(await sweep(shop.shop, 'recent'), 1);
    assert.deepEqual(await signed(), [false, true]);
    assert.equal(await sweep(shop.shop, 'older'), 1);
    assert.deepEqual(await signed(), [true, true]);
  });
});

describe('the worker', () => {
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 100; turn += 1) await new Promise(setImmediate);
  };
  /** What waits until it is released. */
  function gate() {
    let release = (): void => undefined;
    const opened = new Promise<void>((resolve) => (release = resolve));
    return { opened, release };
  }

  /** A shop whose search of the ledger from its first order on goes on until it is released. */
  function withLongSearch() {
    const ledger = new FakeLedger();
    const search = gate();
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (typeof init?.body === 'string' && init.body.includes('"ledger_index_min":1000'))
        await search.opened;
      return ledger.fetch(input, init);
    };
    return { shop: openShop({ fetch }), ledger, search };
  }

  it('asks about a recent order while the search for an older one goes on', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { shop, ledger, search } = withLongSearch();
    const old = await shop.visitor().buy('coffee');
    shop.pass(2 * HOUR_MS);
    ledger.pass();
    const worker = startWorker(shop.shop);
    await turns();
    const fresh = await shop.visitor().buy('coffee');
    shop.platform.sign(fresh);
    worker.wake();
    await turns();
    assert.deepEqual(
      [(await shop.order(old)).answeredAtMs, (await shop.order(fresh)).isSigned],
      [null, true],
    );
    search.release();
    await worker.stop();
  });

  it('asks about an older order with news while the search for another older one goes on', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { shop, ledger, search } = withLongSearch();
    const { store } = shop.shop;
    const oldest = await shop.visitor().buy('coffee');
    ledger.pass();
    const other = await shop.visitor().buy('coffee');
    await store.claimQuestions(9, shop.shop.now());
    shop.pass(2 * HOUR_MS);
    // Only the oldest is due.
    await store.claimQuestions(9, shop.shop.now() + HOUR_MS);
    await store.hurry(oldest);
    await store.claimQuestion((await shop.order(oldest)).id, shop.shop.now());
    const worker = startWorker(shop.shop);
    await turns();
    shop.platform.sign(other);
    await store.hurry(other);
    worker.wake();
    await turns();
    const [waiting, asked] = [await shop.order(oldest), await shop.order(other)];
    assert.deepEqual([waiting.answeredAtMs, asked.isSigned], [null, true]);
    search.release();
    await worker.stop();
  });

  it('forgets sessions that have ended and limits that nobody uses, once an hour', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let store = new MemoryStore();
    const shop = openShop({ makeStore: (now) => (store = new MemoryStore(now)) });
    await shop.visitor().buy('coffee');
    const forget = t.mock.method(store, 'forget');
    const worker = startWorker(shop.shop);
    const wake = async (): Promise<void> => {
      worker.wake();
      await turns();
    };
    await wake();
    assert.deepEqual([forget.mock.callCount(), store.memory().sessions.length], [1, 1]);
    shop.pass(25 * HOUR_MS);
    await wake();
    await wake();
    assert.deepEqual([forget.mock.callCount(), store.memory().sessions.length], [2, 0]);
    assert.equal(store.memory().orders.length, 1, 'orders stay');
    await worker.stop();
  });

  it('remembers that it was woken during a sweep', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const shop = openShop();
    const uuid = await shop.visitor().buy('coffee');
    const answer = gate();
    const get = shop.platform.get.bind(shop.platform);
    shop.platform.get = async (asked) => {
      const told = await get(asked);
      await answer.opened;
      return told;
    };
    const worker = startWorker(shop.shop);
    await turns();
    shop.platform.sign(uuid);
    await shop.shop.store.hurry(uuid);
    // The sweep after this one is not asked for by anybody else.
    worker.wake();
    answer.release();
    await turns();
    assert.equal(shop.platform.gets, 2);
    assert.equal((await shop.order(uuid)).isSigned, true);
    await worker.stop();
  });
});
