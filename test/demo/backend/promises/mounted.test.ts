import assert from 'node:assert/strict';
import { Hono } from 'hono';
import { describe, it } from 'node:test';
import { isBackendPath } from '../../../../demo/backend/index.js';
import { openShop } from '../shop.js';

describe('mounted in another app', () => {
  it('that app’s pages keep their headers and its limits', async () => {
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
