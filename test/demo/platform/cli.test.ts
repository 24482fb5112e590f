import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, it, type TestContext } from 'node:test';
import { describeListenError, readCliOptions } from '../../../demo/platform/cli-options.js';
import { startServer } from './support.js';

describe('the command line', () => {
  const good: [string[], object][] = [
    [['platform'], { port: 4000, host: '127.0.0.1', unknownUuid: 'message-then-close', webhookUrl: null }],
    [
      ['platform', '--port', '0', '--host', '::', '--unknown-uuid', 'silence'],
      { port: 0, host: '::', unknownUuid: 'silence', webhookUrl: null },
    ],
  ];
  for (const [args, options] of good) {
    it(`"${args.join(' ')}" is read`, () => {
      assert.deepEqual(readCliOptions(args), options);
    });
  }

  for (const args of [[], ['--help'], ['platform', '-h']]) {
    it(`"${args.join(' ')}" asks for help`, () => {
      assert.equal(readCliOptions(args), null);
    });
  }

  const bad: [string[], RegExp][] = [
    [['platform', '--port', 'web'], /^--port has to be a whole number from 0 to 65535, not "web"\.$/],
    [['platform', '--port', '65536'], /not "65536"/],
    [['platform', '--port=-1'], /not "-1"/],
    [['platform', '--webhook', 'shop'], /http address, not "shop"/],
    [
      ['platform', '--unknown-uuid', 'shout'],
      /one of message-then-close, welcome-message-close, silence, not "shout"/,
    ],
    [['platform', '--prot', '1'], /^Unknown option '--prot'; see --help\.$/],
    [['platform', '--port'], /^Option '--port <value>' argument missing; see --help\.$/],
    [['--port', '1'], /^A command is missing: /],
    [['plattform'], /^There is no command "plattform", only "platform"; see --help\.$/],
    [['platform', 'now'], /no command "now"/],
  ];
  for (const [args, message] of bad) {
    it(`"${args.join(' ')}" is refused`, () => {
      assert.throws(() => readCliOptions(args), { message });
    });
  }

  const errors: [string, RegExp][] = [
    ['EADDRINUSE', /^Port 80 of localhost is in use: .*--port\.$/],
    ['EACCES', /^Port 80 is not open to this user: .*--port\.$/],
    ['ENOTFOUND', /^The simulated platform can't listen on localhost, port 80: no such host\.$/],
  ];
  for (const [code, sentence] of errors) {
    it(`describes ${code} in a sentence`, () => {
      const options = { port: 80, host: 'localhost', unknownUuid: 'silence', webhookUrl: null } as const;
      assert.match(
        describeListenError(Object.assign(new Error('no such host'), { code }), options),
        sentence,
      );
    });
  }
});

/** Runs the platform as a process of its own. */
function run(t: TestContext, ...args: string[]): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', 'demo/platform/cli.ts', 'platform', ...args]);
  t.after(() => child.kill('SIGKILL'));
  return child;
}

function linesOf(stream: NodeJS.ReadableStream | null): AsyncIterator<string> {
  assert.ok(stream !== null);
  return createInterface(stream)[Symbol.asyncIterator]();
}

describe('the platform started alone', () => {
  it('prints its address, serves there, and says at the end what is lost', async (t) => {
    const child = run(t, '--port', '0');
    const lines = linesOf(child.stdout);
    const { value: first } = (await lines.next()) as { value: string };
    const origin = /^The simulated platform listens on (http:\/\/127\.0\.0\.1:\d+)$/.exec(first)?.[1];
    assert.ok(origin !== undefined, first);
    const created = await fetch(`${origin}/api/v1/platform/payload`, {
      method: 'POST',
      headers: {
        'X-API-Key': '11111111-1111-4111-8111-111111111111',
        'X-API-Secret': '22222222-2222-4222-8222-222222222222',
      },
      body: JSON.stringify({ txjson: { TransactionType: 'SignIn' } }),
    });
    assert.equal(created.status, 200);
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    assert.deepEqual(await lines.next(), {
      done: false,
      value: 'Lost with this process: 1 payload, 1 of them unresolved (they are kept in memory only).',
    });
    assert.deepEqual(await exited, [0, null]);
  });

  it('ends with one sentence when its port is in use', async (t) => {
    const { httpOrigin } = await startServer(t);
    const { port } = new URL(httpOrigin);
    const child = run(t, '--port', port);
    const lines = linesOf(child.stderr);
    assert.match(
      String((await lines.next()).value),
      new RegExp(`^Port ${port} of 127\\.0\\.0\\.1 is in use: `),
    );
    assert.deepEqual(await lines.next(), { done: true, value: undefined });
    assert.deepEqual(await once(child, 'close'), [1, null]);
  });
});
