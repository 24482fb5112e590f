import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';

const MAIN = join(import.meta.dirname, '../../../demo/backend/main.ts');
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

describe('npm start', () => {
  const running: ChildProcess[] = [];
  /** Platform and ledger in one. The ledger answers once it is released. */
  let platform: Server;
  let asked = (): void => undefined;
  let released = Promise.resolve();

  before(async () => {
    platform = createServer((req, res) => {
      if (req.url === '/api/v1/platform/payload') {
        const uuid = crypto.randomUUID();
        const refs = { qr_png: '', qr_matrix: '', qr_uri_quality_opts: [], websocket_status: 'wss://x' };
        res.end(JSON.stringify({ uuid, next: { always: 'https://x' }, refs, pushed: false }));
        return;
      }
      asked();
      void released.then(() => res.end('{"result":{"validated":true,"ledger_index":1000}}'));
    }).listen(0, '127.0.0.1');
    await once(platform, 'listening');
  });
  after(() => {
    for (const child of running) child.kill('SIGKILL');
    platform.close();
    platform.closeAllConnections();
  });

  function start(env: Record<string, string>) {
    const child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
      env: {
        PATH: process.env['PATH'],
        PLATFORM_URL: `http://127.0.0.1:${portOf(platform)}`,
        DATABASE_URL: 'memory:',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    return {
      child,
      lines: createInterface(child.stdout),
      said: text(child.stderr),
      exit: once(child, 'exit'),
    };
  }

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`${signal}: the request that is under way gets its response, and nothing fails`, async () => {
      let release = (): void => undefined;
      released = new Promise((resolve) => (release = resolve));
      const begun = new Promise<void>((resolve) => (asked = resolve));
      const { child, lines, said, exit } = start({ PORT: '0' });
      const [line] = (await once(lines, 'line')) as [string];
      const response = fetch(`${/http:.*/.exec(line)?.[0] ?? ''}/api/payloads`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"product":"coffee"}',
      });
      await begun;
      child.kill(signal);
      release();
      assert.equal((await response).status, 201);
      assert.deepEqual(await exit, [0, null]);
      assert.equal(await said, '');
    });
  }

  const faults: readonly (readonly [RegExp, () => Record<string, string>])[] = [
    [
      /^The shop cannot listen: [^\n]*EADDRINUSE[^\n]*\. Set PORT to another port\.\n$/,
      () => ({ PORT: String(portOf(platform)) }),
    ],
    [/^PORT must be a number [^\n]+\.\n$/, () => ({ PORT: '80a' })],
    [/^Set XUMM_APIKEY, [^\n]+\.\n$/, () => ({ PLATFORM_URL: '' })],
  ];
  for (const [sentence, env] of faults) {
    it(`one sentence: ${sentence.source}`, async () => {
      const { said, exit } = start(env());
      assert.match(await said, sentence);
      assert.deepEqual(await exit, [1, null]);
    });
  }
});
