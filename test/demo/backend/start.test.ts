import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { createDemo, ownOrigin } from '../../../demo/server.js';

describe('ownOrigin: the address at which the server was asked', () => {
  const v4 = { localAddress: '127.0.0.1', localPort: 8000 };
  const lan = { localAddress: '::ffff:192.168.1.5', localPort: 8000 };
  const v6 = { localAddress: '::1', localPort: 8000 };
  const rows = [
    ['http://localhost:8000', 'localhost:8000', v4],
    ['http://localhost:8000', 'LOCALHOST:8000', v6],
    ['http://127.0.0.1:8000', '127.0.0.1:8000', v4],
    ['http://192.168.1.5:8000', '192.168.1.5:8000', lan],
    ['http://[::1]:8000', '[::1]:8000', v6],
    ['http://localhost', 'localhost', { localAddress: '127.0.0.1', localPort: 80 }],
    ['http://127.0.0.1:8000', undefined, v4],
    ['http://127.0.0.1:8000', 'evil.example', v4],
    ['http://127.0.0.1:8000', 'localhost:22', v4],
    ['http://127.0.0.1:8000', 'user@localhost:8000', v4],
    ['http://127.0.0.1:80', undefined, {}],
  ] as const;
  for (const [expected, host, socket] of rows) {
    it(`Host ${String(host)} on ${JSON.stringify(socket)} → ${expected}`, () => {
      assert.equal(ownOrigin(host, socket), expected);
    });
  }
});

describe('the environment', () => {
  const keys = {
    XUMM_APIKEY: '11111111-2222-3333-4444-555555555555',
    XUMM_APISECRET: '66666666-7777-8888-9999-aaaaaaaaaaaa',
  };

  it('with real keys it starts without network, and is not simulated', async () => {
    const demo = createDemo({ env: { ...keys, SHOP_ACCOUNT: 'rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH' } });
    assert.equal(demo.simulated, false);
    await demo.close();
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
