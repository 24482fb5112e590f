import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { act, call, create, fail, startCore, type Json } from './support.js';

const URL_OF_SHOP = 'http://localhost:3000/api/webhook';
const SECRET = '22222222-2222-4222-8222-222222222222';

interface Received {
  readonly headers: Headers;
  readonly body: string;
}

/** A platform whose webhook calls are recorded, and answered with these statuses in turn; the last one repeats. */
function receiving(...statuses: readonly number[]) {
  const received: Received[] = [];
  const answer = (_url: unknown, init: RequestInit = {}): Promise<Response> => {
    received.push({
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? init.body : '',
    });
    const status = statuses[Math.min(received.length, statuses.length) - 1] ?? 204;
    return status === 0
      ? Promise.reject(new Error('no answer'))
      : Promise.resolve(new Response(null, { status }));
  };
  const under = startCore({ webhookUrl: URL_OF_SHOP, fetch: answer });
  const resolve = async (how: Json = {}): Promise<string> => {
    const uuid = await create(under.app, { custom_meta: { identifier: crypto.randomUUID() } });
    await act(under.app, uuid, 'open');
    await act(under.app, uuid, 'sign', how);
    return uuid;
  };
  /** Lets time pass, and the answers arrive. */
  const pass = async (ms: number): Promise<void> => {
    under.clock.tick(ms);
    await new Promise((done) => setImmediate(done));
  };
  return { ...under, received, resolve, pass };
}

const expected = ({ headers, body }: Received): string =>
  createHmac('sha1', SECRET.replace('-', ''))
    .update(`${headers.get('x-xumm-request-timestamp') ?? ''}${body}`)
    .digest('hex');

describe('the webhook', () => {
  it('is called when the resolution can be read, signed as documented', async () => {
    const { received, resolve, pass } = receiving(204);
    const uuid = await resolve();
    await pass(299);
    assert.equal(received.length, 0);
    await pass(1);
    const [call0] = received;
    assert.ok(call0);
    assert.equal(call0.headers.get('x-xumm-request-signature'), expected(call0));
    assert.equal(call0.headers.get('x-xumm-request-timestamp'), String(Date.parse('2030-01-01') / 1000));
    assert.deepEqual([call0.headers.get('x-xumm-attempt'), call0.headers.get('x-xumm-payload')], ['1', uuid]);
    const { meta, custom_meta, payloadResponse, userToken } = JSON.parse(call0.body) as Record<string, Json>;
    assert.deepEqual(meta, {
      url: URL_OF_SHOP,
      application_uuidv4: '11111111-1111-4111-8111-111111111111',
      payload_uuidv4: uuid,
      opened_by_deeplink: true,
    });
    assert.deepEqual(Object.keys(custom_meta ?? {}), ['identifier', 'blob', 'instruction']);
    assert.deepEqual(Object.keys(payloadResponse ?? {}).sort(), [
      ...['payload_uuidv4', 'reference_call_uuidv4', 'return_url', 'signed', 'txid', 'user_token'],
    ]);
    assert.equal(typeof userToken?.['user_token'], 'string');
    await pass(3_600_000);
    assert.equal(received.length, 1);
  });

  it('is called again after 10, 60, 600 and 600 s, with a new signature, and then no more', async () => {
    const { received, resolve, pass } = receiving(0, 500, 404, 302, 500);
    await resolve();
    const counts: number[] = [];
    for (const seconds of [0.3, 10, 60, 600, 600, 6000]) {
      await pass(seconds * 1000);
      counts.push(received.length);
    }
    assert.deepEqual(counts, [1, 2, 3, 4, 5, 5]);
    assert.equal(new Set(received.map(({ headers }) => headers.get('x-xumm-request-signature'))).size, 5);
    for (const each of received) assert.equal(each.headers.get('x-xumm-request-signature'), expected(each));
  });

  it('skips an address that answered 404 to the last attempt ten times within an hour, for the rest of it', async () => {
    const { received, resolve, pass } = receiving(404);
    const playOut = async (): Promise<void> => {
      for (const seconds of [0.3, 10, 60, 600, 600]) await pass(seconds * 1000);
    };
    for (let index = 0; index < 9; index++) await resolve();
    await playOut();
    assert.equal(received.length, 45);
    await resolve();
    await playOut();
    assert.equal(received.length, 50);
    await resolve();
    await pass(300);
    assert.equal(received.length, 50, 'skipped');
    await pass(3_600_000);
    await resolve();
    await pass(300);
    assert.equal(received.length, 51, 'called again');
  });

  for (const status of [200, 201, 204])
    it(`is not repeated after ${status}`, async () => {
      const { received, resolve, pass } = receiving(status);
      await resolve();
      for (let index = 0; index < 5; index++) await pass(600_000);
      assert.equal(received.length, 1);
    });

  const conducts: [Json, number, (calls: readonly Received[]) => unknown, unknown][] = [
    [{ copies: 3 }, 1, (calls) => calls.length, 3],
    [{ lose: 1 }, 2, (calls) => calls.length, 1],
    [{ signature: 'missing' }, 1, ([one]) => one?.headers.get('x-xumm-request-signature'), null],
    [
      { signature: 'wrong' },
      1,
      ([one]) => one && one.headers.get('x-xumm-request-signature') === expected(one),
      false,
    ],
    [
      { signature: 'old' },
      1,
      ([one]) => one?.headers.get('x-xumm-request-timestamp'),
      String(Date.parse('2029-12-31T23:00:00Z') / 1000),
    ],
  ];
  for (const [conduct, resolutions, pick, result] of conducts)
    it(`set to ${JSON.stringify(conduct)}`, async () => {
      const { app, received, resolve, pass } = receiving(204);
      assert.equal((await call(app, 'POST', '/control/webhook', conduct)).status, 200);
      for (let index = 0; index < resolutions; index++) await resolve();
      await pass(300);
      assert.deepEqual(pick(received), result);
    });

  it('gets two calls in reverse order', async () => {
    const { app, received, resolve, pass } = receiving(204);
    await call(app, 'POST', '/control/webhook', { hold: 2 });
    const first = await resolve();
    await pass(300);
    assert.equal(received.length, 0);
    const second = await resolve();
    await pass(300);
    assert.deepEqual(
      received.map(({ headers }) => headers.get('x-xumm-payload')),
      [second, first],
    );
    const { body } = await call(app, 'GET', '/control/webhook');
    assert.equal((body as { deliveries: unknown[] }).deliveries.length, 2);
  });

  for (const url of [
    'https://shop.example/hook',
    'http://10.0.0.1/',
    'http://localhost.evil.example/',
    'ftp://localhost/',
  ])
    it(`cannot be set to ${url} by the control API`, async () => {
      assert.equal((await fail(startCore().app, 'POST', '/control/webhook', { url })).status, 400);
    });

  it('is not called after the platform is closed', async () => {
    const { core, received, resolve, pass } = receiving(500);
    await resolve();
    core.close();
    await pass(3_600_000);
    assert.equal(received.length, 0);
  });
});
