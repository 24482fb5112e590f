import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { XummSdk } from 'xumm-sdk';
import { act, DAY_MS, NO_PAYLOAD, startServer, type Json, type ServerUnderTest } from './support.js';

// The official, unmodified SDK from npm works with the simulated platform as with the real one.

const payment = {
  txjson: { TransactionType: 'Payment', Destination: 'rShop', Amount: '10000000' },
  options: { expire: 5, return_url: { web: 'https://shop.example/?{id}' } },
} as const;

async function start(t: TestContext): Promise<ServerUnderTest & { sdk: XummSdk }> {
  t.mock.method(console, 'log', () => undefined); // the SDK logs each socket
  const server = await startServer(t);
  const sdk = new XummSdk('11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222');
  assert.ok(sdk.setEndpoint(server.httpOrigin)); // sets the field `endpoint` of its Meta object
  return { ...server, sdk };
}

async function created(sdk: XummSdk): Promise<string> {
  const payload = await sdk.payload.create(payment, true);
  assert.ok(payload !== null);
  return payload.uuid;
}

describe('xumm-sdk', () => {
  it('pings', async (t) => {
    const { sdk } = await start(t);
    const { application } = await sdk.ping();
    assert.deepEqual(application, {
      uuidv4: '11111111-1111-4111-8111-111111111111',
      name: 'Morning Roast',
      webhookurl: '',
      disabled: 0,
    });
  });

  it('creates', async (t) => {
    const { sdk, httpOrigin, wsOrigin } = await start(t);
    const payload = await sdk.payload.create({ TransactionType: 'SignIn' }, true);
    assert.equal(payload?.next.always, `${httpOrigin}/sign/${payload?.uuid ?? ''}`);
    assert.equal(payload.refs.websocket_status, `${wsOrigin}/sign/${payload.uuid}`);
    assert.equal(payload.pushed, false);
  });

  it('learns why it could not create', async (t) => {
    const { sdk } = await start(t);
    const wrong = { ...payment, options: { expire: -1 } };
    assert.equal(await sdk.payload.create(wrong), null);
    await assert.rejects(sdk.payload.create(wrong, true), /Error code 604/);
  });

  it('gets, and gets null for what does not exist', async (t) => {
    const { sdk } = await start(t);
    const payload = await sdk.payload.get(await created(sdk), true);
    assert.equal(payload?.payload.tx_type, 'Payment');
    assert.equal(payload.meta.resolved, false);
    assert.equal(await sdk.payload.get(NO_PAYLOAD), null);
    await assert.rejects(sdk.payload.get(NO_PAYLOAD, true), /Error code 404/);
  });

  const endings = [
    { action: 'sign', steps: ['pre-sign', 'dispatch'], signed: true },
    { action: 'decline', steps: [], signed: false },
  ];
  for (const { action, steps, signed } of endings) {
    it(`subscribes through opened and ${signed ? 'signed' : 'declined'}`, async (t) => {
      const { sdk, app, logged } = await start(t);
      const uuid = await created(sdk);
      const frames: Json[] = [];
      const connected = logged('opened');
      const subscription = await sdk.payload.subscribe(uuid, ({ data }) => {
        frames.push(data);
        return 'signed' in data ? data : undefined;
      });
      await connected;
      for (const step of ['open', ...steps, action]) await act(app, uuid, step);
      const ended = logged('ended'); // the SDK closes its socket when it is done, and does not reconnect
      const resolution = (await subscription.resolved) as Json;
      await ended;
      assert.deepEqual([resolution['payload_uuidv4'], resolution['signed']], [uuid, signed]);
      assert.deepEqual(
        frames.map((frame) => Object.keys(frame)[0]),
        [
          'message',
          'expires_in_seconds',
          'opened',
          ...(signed ? ['opened', 'pre_signed', 'dispatched'] : []),
          'payload_uuidv4',
        ],
      );
    });
  }

  type Before = (server: ServerUnderTest & { sdk: XummSdk }, uuid: string) => unknown;
  const reasons: [string, Before][] = [
    ['OK', () => undefined],
    ['ALREADY_CANCELLED', ({ sdk }, uuid) => sdk.payload.cancel(uuid)],
    [
      'ALREADY_RESOLVED',
      async ({ app, clock }, uuid) => {
        await act(app, uuid, 'open');
        await act(app, uuid, 'decline');
        clock.tick(300); // until then the platform has not stored it
      },
    ],
    ['ALREADY_OPENED', ({ app }, uuid) => act(app, uuid, 'open')],
    [
      'ALREADY_EXPIRED',
      ({ clock }) => {
        clock.tick(DAY_MS);
      },
    ],
  ];
  for (const [reason, before] of reasons) {
    it(`cancels: ${reason}`, async (t) => {
      const server = await start(t);
      const uuid = await created(server.sdk);
      await before(server, uuid);
      const answer = await server.sdk.payload.cancel(uuid, true);
      assert.deepEqual(answer?.result, { cancelled: reason === 'OK', reason });
      assert.equal(
        answer.meta.cancelled,
        reason === 'ALREADY_CANCELLED',
        'it says so from the next answer on',
      );
      if (reason === 'OK') assert.equal(answer.meta.expired, true);
    });
  }
});
