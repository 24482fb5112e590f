import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { withEachStore } from '../each-store.js';
import { UUID } from '../fixtures.js';
import { failure, type TestShop } from '../shop.js';

const SECRET = '66666666-7777-8888-9999-aaaaaaaaaaaa';

withEachStore((open, name) => {
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

    it('makes the backend ask earlier, and proves nothing', async () => {
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

    it('recorded, and sent again and again: 204, and few questions', async () => {
      let woken = 0;
      const shop = open({ webhookSecret: SECRET, wake: () => (woken += 1) });
      const uuid = await shop.visitor().buy('coffee');
      await shop.work();
      const timestamp = Math.floor(shop.shop.now() / 1000);
      for (let time = 0; time < 100; time += 1) {
        assert.equal((await call(shop, uuid, { timestamp })).status, 204);
        await shop.work();
        shop.pass(1000);
      }
      assert.ok(woken <= 20, `${woken} questions`);
      assert.equal(shop.platform.gets, 1 + woken);
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

    it('is closed if no secret is set', async () => {
      assert.equal(await failure(await call(open(), UUID)), '405 method-not-allowed');
    });
  });
});
