import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withEachStore } from '../each-store.js';
import { coffee } from '../fixtures.js';
import { down, failure } from '../shop.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

withEachStore((open, name) => {
  describe(`paid, and the platform does not know (${name})`, () => {
    it('the payload is cancelled there; a second payment by it is noticed, and not delivered again', async () => {
      const shop = open();
      const uuid = await shop.visitor().buy('coffee');
      shop.platform.change(uuid, { app_opened: true });
      await shop.pay(uuid);
      await shop.work();
      assert.deepEqual([(await shop.order(uuid)).verdict, shop.platform.cancelled], ['paid', [uuid]]);

      await shop.pay(uuid, { hash: 'CD'.repeat(32), ledger: 1020 });
      shop.platform.change(uuid, { expired: true });
      shop.pass(30 * MINUTE_MS);
      await shop.work();
      const { verdict, surplus, txids } = await shop.order(uuid);
      assert.deepEqual([verdict, surplus, txids.length], ['overpaid', '10000000', 2]);
      assert.equal(shop.delivered.length, 1);

      const { gets } = shop.platform;
      shop.pass(24 * HOUR_MS);
      await shop.work();
      assert.deepEqual([shop.platform.gets, shop.platform.cancelled.length], [gets, 1], 'then it is over');
    });

    it('found by the visitor’s question first: the next sweep cancels the payload', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const uuid = await visitor.buy('coffee');
      shop.platform.change(uuid, { app_opened: true });
      await shop.pay(uuid);
      assert.equal(await visitor.verification(uuid), 'verified');
      await shop.work();
      assert.deepEqual(shop.platform.cancelled, [uuid]);
    });

    it('works if the platform cannot be reached', async () => {
      const shop = open();
      const uuid = await shop.visitor().buy('coffee');
      await shop.pay(uuid);
      shop.platform.fails = down();
      await shop.work();
      assert.deepEqual([(await shop.order(uuid)).verdict, shop.delivered.length], ['paid', 1]);
      assert.match(shop.logged.join(), /could not be cancelled/);
    });

    it('known to the platform: nothing is cancelled, and nothing asked again', async () => {
      const shop = open();
      const uuid = await shop.visitor().buy('coffee');
      shop.platform.sign(uuid);
      await shop.pay(uuid);
      await shop.work();
      shop.pass(HOUR_MS);
      await shop.work();
      assert.deepEqual([shop.platform.gets, shop.platform.cancelled], [1, []]);
    });
  });

  describe(`no second payload while money may still arrive (${name})`, () => {
    it('failed, and the shop’s account not yet searched', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const uuid = await visitor.buy('coffee');
      shop.platform.sign(uuid);
      await shop.pay(uuid, { result: 'tecPATH_DRY', delivered: undefined });
      shop.ledger.isSearchDown = true;
      const refused = await visitor.post({ product: 'coffee', renew: true });
      assert.equal(await failure(refused), '409 still-open');
      assert.equal((await shop.order(uuid)).verdict, 'failed');
      shop.ledger.isSearchDown = false;
      assert.notEqual(await visitor.buy('coffee', { renew: true }), uuid, 'final: another one');
    });

    it('signed for another network, as the wallet says', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const uuid = await visitor.buy('coffee');
      shop.platform.sign(uuid, { response: { dispatched_nodetype: 'TESTNET' } });
      const refused = await visitor.post({ product: 'coffee', renew: true });
      assert.equal(await failure(refused), '409 still-open');
      assert.equal((await shop.order(uuid)).verdict, 'wrong-network');
      assert.equal(shop.platform.created.length, 1);
    });
  });

  describe(`an order with a deadline (${name})`, () => {
    const products = [{ ...coffee, payWithinMinutes: 15 }];

    it('in time it is renewed; afterwards there is another order, and a payment for the old one is late', async () => {
      const shop = open({ products });
      const visitor = shop.visitor();
      const first = await visitor.buy('coffee');
      shop.pass(5 * MINUTE_MS);
      const renewed = await visitor.buy('coffee', { renew: true });
      const old = await shop.order(renewed);
      assert.equal(old.id, (await shop.order(first)).id);

      shop.pass(9.5 * MINUTE_MS);
      const next = await visitor.buy('coffee', { renew: true });
      const order = await shop.order(next);
      assert.notEqual(order.id, old.id);
      assert.notEqual(order.invoiceId, old.invoiceId);
      assert.equal(await visitor.buy('coffee'), next, 'from now on this is the one');

      await shop.pay(renewed, { ledger: 2000 });
      shop.pass(HOUR_MS);
      await shop.work();
      assert.equal((await shop.order(renewed)).verdict, 'late');
      assert.deepEqual(shop.delivered, []);
    });
  });

  describe(`the search of the shop’s account (${name})`, () => {
    const ledgers = {
      MAINNET: ['http://ahead.test/', 'http://behind.test/', 'http://down.test/'],
      TESTNET: [],
    };

    it('begins at the lowest of the servers’ newest ledgers', async () => {
      const shop = open({ ledgers });
      shop.ledger.indexes.set('http://ahead.test/', 5_000_000).set('http://down.test/', Number.NaN);
      const uuid = await shop.visitor().buy('coffee');
      assert.equal((await shop.order(uuid)).firstLedger, 1000);
    });

    it('is separate for old orders, so that today’s stay short, and neither uses the other’s calls', async () => {
      const shop = open();
      const limits = { ...shop.shop.limits, ledgerCallsPerSweep: 3 };
      const limited = open({ limits, platform: shop.platform });
      const old = await limited.visitor().buy('coffee');
      await limited.work();
      limited.pass(2 * HOUR_MS);
      limited.ledger.pass(1800);
      const fresh = await limited.visitor().buy('coffee');
      await limited.pay(old, { hash: 'CD'.repeat(32), ledger: 1500 });
      await limited.pay(fresh, { ledger: 2801 });
      limited.ledger.asked.length = 0;
      await limited.work();
      const starts = limited.ledger.asked
        .filter(({ method }) => method === 'account_tx')
        .map(({ params }) => params['ledger_index_min']);
      assert.deepEqual(starts.toSorted(), [1000, 2800]);
      assert.equal(limited.delivered.length, 2);
    });
  });

  describe(`the visitor’s question and the ledger (${name})`, () => {
    it('unopened: the platform alone; opened, or the platform silent: the ledger too, within a budget', async () => {
      const shop = open();
      const unsignedLedgerQuestions = { capacity: 2, perSecond: 0, reserve: 0 };
      const limited = open({ limits: { ...shop.shop.limits, unsignedLedgerQuestions } });
      const visitor = limited.visitor();
      const uuid = await visitor.buy('coffee');
      const searches = async (): Promise<number> => {
        limited.pass(5000);
        await visitor.status(uuid);
        return limited.ledger.count('account_tx');
      };
      assert.equal(await searches(), 0);
      limited.platform.fails = down();
      assert.equal(await searches(), 1);
      limited.platform.fails = null;
      limited.platform.change(uuid, { app_opened: true });
      assert.deepEqual([await searches(), await searches()], [2, 2]);
    });
  });
});
