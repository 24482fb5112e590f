import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SdkTypes } from 'xumm-sdk';
import {
  call,
  createPayload,
  fail,
  getPayload,
  NO_PAYLOAD,
  ORIGIN,
  PAYMENT,
  SIGN_IN,
  startCore,
} from './support.js';

const PAYLOAD = '/api/v1/platform/payload';
const TOKEN = '33333333-3333-4333-8333-333333333333';

describe('creating a payload', () => {
  it('returns links on the origin of the request', async () => {
    const { app } = startCore();
    const body = await createPayload(app, { txjson: PAYMENT });
    const sign = `${ORIGIN}/sign/${body.uuid}`;
    assert.match(body.uuid, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.deepEqual(body, {
      uuid: body.uuid,
      next: { always: sign },
      refs: {
        qr_png: `${sign}_q.png`,
        qr_matrix: `${sign}_q.json`,
        qr_uri_quality_opts: ['m', 'q', 'h'],
        websocket_status: sign.replace('https:', 'wss:'),
      },
      pushed: false,
    });
  });

  it('pushes to a user token, and says where to go if nothing came', async () => {
    const body = await createPayload(startCore().app, { txjson: SIGN_IN, user_token: TOKEN });
    assert.equal(body.pushed, true);
    assert.equal(body.next.no_push_msg_received, `${body.next.always}/qr`);
  });

  it('takes a transaction as a blob', async () => {
    const { app } = startCore();
    const { uuid } = await createPayload(app, { txblob: '1200002400000003' });
    assert.equal((await getPayload(app, uuid)).payload.tx_type, 'Payment');
  });

  const bad: [number, string, unknown, RegExp][] = [
    [599, 'no JSON', '{', /not JSON/],
    [599, 'no object', [], /has to be a JSON object/],
    [602, 'no transaction', {}, /either txjson or txblob/],
    [602, 'two transactions', { txjson: PAYMENT, txblob: '120000' }, /either txjson or txblob/],
    [602, 'txjson a string', { txjson: 'Payment' }, /txjson has to be a JSON object/],
    [602, 'no TransactionType', { txjson: { Amount: '1' } }, /TransactionType/],
    [602, 'txblob no hex', { txblob: 'xyz' }, /as hex/],
    [602, 'txblob no string', { txblob: 12 }, /txblob in The payload has to be a string/],
    [604, 'expire 0', { txjson: PAYMENT, options: { expire: 0 } }, /whole number from 1 to/],
    [604, 'expire half a minute', { txjson: PAYMENT, options: { expire: 0.5 } }, /whole number/],
    [604, 'expire in ten years', { txjson: PAYMENT, options: { expire: 5_256_000 } }, /whole number/],
    [604, 'expire a string', { txjson: PAYMENT, options: { expire: '5' } }, /whole number/],
    [604, 'options a list', { txjson: PAYMENT, options: [] }, /options has to be a JSON object/],
    [604, 'submit "no"', { txjson: PAYMENT, options: { submit: 'no' } }, /true or false/],
    [605, 'return_url a string', { txjson: PAYMENT, options: { return_url: '/' } }, /return_url has to be/],
    [
      607,
      'identifier too long',
      { txjson: PAYMENT, custom_meta: { identifier: 'x'.repeat(41) } },
      /at most 40/,
    ],
    [607, 'custom blob a string', { txjson: PAYMENT, custom_meta: { blob: 'x' } }, /blob in custom_meta/],
    [
      607,
      'a custom blob of 1,501 characters',
      { txjson: PAYMENT, custom_meta: { blob: { x: 'x'.repeat(1493) } } },
      /at most 1500/,
    ],
    [609, 'user_token no uuid', { txjson: PAYMENT, user_token: 'x' }, /user_token has to be a uuid/],
  ];
  for (const [code, name, body, message] of bad) {
    it(`400, code ${code}, for ${name}`, async () => {
      const answer = await fail(startCore().app, 'POST', PAYLOAD, body);
      assert.deepEqual([answer.status, answer.code], [400, code]);
      assert.match(answer.reference, /^[0-9a-f-]{36}$/);
      assert.match(answer.message, message);
    });
  }

  it('409 for an identifier that the application has used before', async () => {
    const { app } = startCore();
    const body = { txjson: PAYMENT, custom_meta: { identifier: 'order-1' } };
    await createPayload(app, body);
    const { status, code, message } = await fail(app, 'POST', PAYLOAD, body);
    assert.deepEqual([status, code], [409, 409]);
    assert.match(message, /order-1/);
    const others = { 'X-API-Key': TOKEN, 'X-API-Secret': TOKEN };
    assert.equal((await call(app, 'POST', PAYLOAD, body, others)).status, 200);
  });

  it('413 for more than 64 KiB', async () => {
    const body = { txjson: { ...PAYMENT, Memos: 'x'.repeat(65_536) } };
    const answer = await fail(startCore().app, 'POST', PAYLOAD, body);
    assert.deepEqual([answer.status, answer.code], [413, 413]);
  });
});

describe('every call', () => {
  const NOTHING = `${PAYLOAD}/${NO_PAYLOAD}`;
  for (const method of ['GET', 'DELETE']) {
    it(`${method} of an unknown payload is 404, and says that memory is lost on a restart`, async () => {
      const { status, code, message, reference } = await fail(startCore().app, method, NOTHING);
      assert.deepEqual([status, code], [404, 404]);
      assert.match(reference, /^[0-9a-f-]{36}$/);
      assert.match(message, /does not exist.*restart/);
    });
  }

  const keyless: [number, string, Record<string, string>][] = [
    [811, 'without keys', {}],
    [811, 'without a secret', { 'X-API-Key': TOKEN }],
    [812, 'with a key that is no uuid', { 'X-API-Key': 'key', 'X-API-Secret': TOKEN }],
    [813, 'with a secret that is no uuid', { 'X-API-Key': TOKEN, 'X-API-Secret': 'secret' }],
  ];
  for (const [expected, name, headers] of keyless) {
    it(`${name} is 403, code ${expected}`, async () => {
      const { app } = startCore();
      for (const path of ['/api/v1/platform/ping', NOTHING, '/api/v1/platform/what']) {
        const { status, code } = await fail(app, 'GET', path, undefined, headers);
        assert.deepEqual([status, code], [403, expected]);
      }
    });
  }

  it('ping answers pong and the application', async () => {
    const { body } = await call(startCore().app, 'GET', '/api/v1/platform/ping');
    const { pong, auth } = body as SdkTypes.Pong;
    assert.deepEqual([pong, auth.application.name], [true, 'Morning Roast']);
  });

  it('unknown paths are 404', async () => {
    const { status, code } = await fail(startCore().app, 'PUT', PAYLOAD);
    assert.deepEqual([status, code], [404, 404]);
  });

  for (const path of [PAYLOAD, `/control/${NO_PAYLOAD}/open`, '/ledger', `/sign/${NO_PAYLOAD}_q.png`]) {
    it(`${path} is open to every origin, with errors too`, async () => {
      const { app } = startCore();
      const preflight = await app.request(ORIGIN + path, {
        method: 'OPTIONS',
        headers: { Origin: 'https://elsewhere.example', 'Access-Control-Request-Headers': 'x-api-key' },
      });
      assert.equal(preflight.headers.get('access-control-allow-origin'), '*');
      assert.equal(preflight.headers.get('access-control-allow-headers'), 'x-api-key');
      const refused = await app.request(ORIGIN + path, { method: 'DELETE' });
      assert.ok(refused.status >= 400);
      assert.equal(refused.headers.get('access-control-allow-origin'), '*');
    });
  }
});
