import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { createDemo, listen } from '../../../demo/server.js';
import { SHOP } from './fixtures.js';
import { failure } from './shop.js';

describe('the environment', () => {
  const keys = {
    XUMM_APIKEY: '11111111-2222-3333-4444-555555555555',
    XUMM_APISECRET: '66666666-7777-8888-9999-aaaaaaaaaaaa',
  };

  it('with real keys: no test products, and nothing of the simulated platform answers', async () => {
    const demo = createDemo({
      env: { ...keys, SHOP_ACCOUNT: SHOP, SHOP_ORIGIN: 'https://shop.example' },
      fetch: () => Promise.reject(new TypeError('no network')),
      log: () => undefined,
    });
    const server = await listen(demo);
    assert.equal(demo.simulated, false);
    for (const path of ['/control/x', '/ledger', '/api/v1/platform/ping'])
      assert.equal((await fetch(`${server.origin}${path}`)).status, 404, path);
    const response = await fetch(`${server.origin}/api/payloads`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: 'https://shop.example' },
      body: '{"product":"coffee-testnet"}',
    });
    assert.equal(await failure(response), '400 unknown-product');
    await server.close();
  });

  it('with one key of two: one sentence, exit code 1', async () => {
    const start = `import('./demo/server.ts').then(({ createDemoOrExit }) => createDemoOrExit())`;
    const child = spawn(process.execPath, ['--import', 'tsx', '-e', start], {
      env: { PATH: process.env['PATH'], XUMM_APIKEY: keys.XUMM_APIKEY },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [said, exit] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    assert.equal(exit[0], 1);
    assert.match(said, /^XUMM_APIKEY is set but XUMM_APISECRET is not: [^\n]+\.\n$/);
  });
});
