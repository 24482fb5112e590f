import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { withEachStore } from '../each-store.js';
import { down, failure } from '../shop.js';

const MINUTE_MS = 60_000;
/** A click that waits for another one's payload pauses in real time here, because the database needs real time. */
const atOnce = { pause: (ms: number): Promise<void> => pause(ms) };

withEachStore((open, name) => {
  describe(`one open payload per order (${name})`, () => {
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

    it('two clicks at the same time make one payload', async () => {
      const shop = open(atOnce);
      const visitor = shop.visitor();
      await visitor.buy('sign-in');
      const [first, second] = await Promise.all([visitor.buy('coffee'), visitor.buy('coffee')]);
      assert.equal(first, second);
      assert.equal(shop.platform.created.length, 2);
    });

    it("the very first click, twice: the cookie from the session's request is enough", async () => {
      const shop = open(atOnce);
      const visitor = shop.visitor();
      await visitor.session();
      const [first, second] = await Promise.all([visitor.buy('coffee'), visitor.buy('coffee')]);
      assert.equal(first, second);
      assert.equal(shop.platform.created.length, 1);
      assert.equal((await visitor.status(first)).status, 200);
    });

    it('an ended session does not continue with its token', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const old = await visitor.buy('coffee');
      shop.pass(25 * 60 * MINUTE_MS);
      const fresh = await visitor.buy('coffee');
      assert.notEqual(fresh, old);
      assert.equal((await visitor.status(old)).status, 404);
      assert.equal((await visitor.status(fresh)).status, 200, 'and the new one does');
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

    it('opened in a wallet: the same one; after its end it waits a moment until that is final', async () => {
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

    it('signed meanwhile: no second payload that could be paid too', async () => {
      const shop = open();
      const visitor = shop.visitor();
      const uuid = await visitor.buy('coffee');
      shop.platform.sign(uuid);
      assert.equal(await visitor.buy('coffee', { renew: true }), uuid);
    });

    it('no ledger server answers: it begins at the newest ledger of an order on the same network', async () => {
      const shop = open();
      shop.ledger.indexes.set('http://testnet.test/', 50_000_000);
      await shop.visitor().buy('coffee-testnet');
      shop.ledger.isDown = true;
      assert.equal(await failure(await shop.visitor().post({ product: 'coffee' })), '503 unavailable');
      shop.ledger.isDown = false;
      await shop.visitor().buy('coffee');
      const other = shop.visitor();
      for (const product of ['coffee-testnet', 'sign-in']) await other.buy(product);
      shop.ledger.isDown = true;
      assert.equal((await shop.order(await other.buy('coffee'))).firstLedger, 1000);
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
});
