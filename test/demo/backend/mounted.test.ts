import assert from 'node:assert/strict';
import { Hono } from 'hono';
import { describe, it } from 'node:test';
import { isBackendPath } from '../../../demo/backend/index.js';
import { DatabaseUnavailable } from '../../../demo/backend/errors.js';
import { MemoryStore } from '../../../demo/backend/memory-store.js';
import { failure, openShop } from './shop.js';

describe('mounted in another app', () => {
  it('that app’s pages keep their headers, and its limits are its own', async () => {
    const host = new Hono();
    host.route('/', openShop().app);
    host.get('/', (c) => c.html('<h1>Host</h1>'));
    host.post('/upload', async (c) => c.text(String((await c.req.text()).length)));
    host.get('/api/of-the-host', (c) => c.text('mine'));
    for (const path of ['/', '/api/of-the-host']) {
      const { status, headers } = await host.request(path);
      assert.equal(status, 200);
      for (const name of ['Content-Security-Policy', 'Cache-Control', 'X-Frame-Options'])
        assert.equal(headers.get(name), null, `${path} ${name}`);
    }
    const long = await host.request('/upload', { method: 'POST', body: 'x'.repeat(100_000) });
    assert.equal(await long.text(), '100000');
    const own = await host.request('/api/session');
    assert.match(own.headers.get('Content-Security-Policy') ?? '', /default-src 'none'/);
  });

  it('says which paths are its own', () => {
    const paths = [
      '/api/payloads',
      '/api/payloads/x/status',
      '/api/session',
      '/api/webhook',
      '/',
      '/api',
      '/api/orders',
      '/pay',
    ];
    assert.deepEqual(paths.filter(isBackendPath), paths.slice(0, 4));
  });
});

describe('the database goes away during work', () => {
  class Fragile extends MemoryStore {
    isAway = false;
    override findSession(token: string): ReturnType<MemoryStore['findSession']> {
      if (this.isAway) throw new DatabaseUnavailable('gone');
      return super.findSession(token);
    }
  }

  it('503 with Retry-After, and nothing is lost once it is back', async () => {
    let store = new Fragile();
    const shop = openShop({ makeStore: (now) => (store = new Fragile(now)) });
    const visitor = shop.visitor();
    const uuid = await visitor.buy('coffee');
    store.isAway = true;
    for (const answer of [
      await visitor.status(uuid),
      await visitor.post({ product: 'coffee' }),
      await visitor.ask('/api/session'),
    ]) {
      assert.equal(answer.headers.get('Retry-After'), '5');
      assert.equal(await failure(answer), '503 unavailable');
    }
    store.isAway = false;
    assert.equal((await visitor.status(uuid)).status, 200);
  });
});
