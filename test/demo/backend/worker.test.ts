import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
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

  it('asks about a recent order while the search for an older one goes on', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const ledger = new FakeLedger();
    const search = gate();
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (typeof init?.body === 'string' && init.body.includes('"ledger_index_min":1000'))
        await search.opened;
      return ledger.fetch(input, init);
    };
    const shop = openShop({ fetch });
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
