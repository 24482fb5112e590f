import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import { XummSdk } from 'xumm-sdk';
import { installed, type Installed } from '../support/tarball.js';

const KEYS = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'] as const;

/** Resolves with the first frame that has this key. */
const frameWith = (socket: WebSocket, key: string): Promise<Record<string, unknown>> =>
  new Promise((resolve) => {
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as Record<string, unknown>;
      if (key in frame) resolve(frame);
    });
  });

describe('npx xumm-payload-status, from the packed tarball', () => {
  let install: Installed;
  before(() => {
    install = installed();
  });
  after(() => {
    install.remove();
  });

  /** Runs it like npx, but in a folder where it finds neither lit nor the SDK. */
  const run = (...args: readonly string[]): ChildProcess =>
    spawn(process.execPath, [join(install.folder, 'dist/cli.js'), ...args], { cwd: install.project });

  async function ended(child: ChildProcess): Promise<{ code: unknown; out: string; err: string }> {
    const said = { out: '', err: '' };
    child.stdout?.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
    const [code] = (await once(child, 'close')) as unknown[];
    return { code, ...said };
  }

  async function started(...args: readonly string[]): Promise<{ child: ChildProcess; origin: string }> {
    const child = run('platform', ...args);
    assert.ok(child.stdout);
    const { value } = (await createInterface(child.stdout)[Symbol.asyncIterator]().next()) as {
      value: string;
    };
    const origin = /http:\/\/127\.0\.0\.1:\d+$/.exec(value)?.[0];
    assert.ok(origin !== undefined, value);
    return { child, origin };
  }

  test('xumm-sdk creates a payload there, the phone signs it, and socket and SDK report it', async () => {
    const { child, origin } = await started('--port', '0');
    try {
      const sdk = new XummSdk(...KEYS);
      sdk.setEndpoint(origin);
      const created = await sdk.payload.create({ TransactionType: 'SignIn' });
      assert.ok(created);
      const { uuid, refs } = created;
      assert.ok(refs.websocket_status.startsWith(origin.replace('http', 'ws')));
      const act = (action: string) => fetch(`${origin}/control/${uuid}/${action}`, { method: 'POST' });
      assert.equal((await act('open')).status, 200);
      const socket = new WebSocket(refs.websocket_status);
      const resolution = frameWith(socket, 'signed');
      await frameWith(socket, 'message');
      assert.equal((await act('sign')).status, 200);
      assert.equal((await resolution)['signed'], true);
      socket.terminate();
      // Like the real platform, it publishes a resolution a moment before it can be read.
      const isSigned = async () => (await sdk.payload.get(uuid))?.meta.signed === true;
      while (!(await isSigned())) await new Promise(setImmediate);
    } finally {
      child.kill('SIGTERM');
      await once(child, 'close');
    }
  });

  test('says in one sentence that its port is taken', async () => {
    const { child, origin } = await started('--port', '0');
    const { port } = new URL(origin);
    assert.deepEqual(await ended(run('platform', '--port', port)), {
      code: 1,
      out: '',
      err: `Port ${port} of 127.0.0.1 is in use: stop what is running there, or choose another with --port.\n`,
    });
    child.kill('SIGTERM');
    await once(child, 'close');
  });

  test('says in one sentence which option or command it does not know', async () => {
    assert.deepEqual(await ended(run('platform', '--prot', '1')), {
      code: 1,
      out: '',
      err: "Unknown option '--prot'; see --help.\n",
    });
    const { err } = await ended(run('plattform'));
    assert.equal(err, 'There is no command "plattform", only "platform"; see --help.\n');
  });

  test('explains its use', async () => {
    const { code, out, err } = await ended(run('--help'));
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /^Usage: xumm-payload-status platform \[options\]\n[^]*--port <number>/);
  });
});
