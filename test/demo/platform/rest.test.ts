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
  it('answers links on the origin that was asked', async () => {
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

  const bad: [string, unknown, RegExp][] = [
    ['no JSON', '{', /not JSON/],
    ['no object', [], /has to be a JSON object/],
    ['no transaction', {}, /either txjson or txblob/],
    ['two transactions', { txjson: PAYMENT, txblob: '120000' }, /either txjson or txblob/],
    ['txjson a string', { txjson: 'Payment' }, /txjson has to be a JSON object/],
    ['no TransactionType', { txjson: { Amount: '1' } }, /TransactionType/],
    ['txblob no hex', { txblob: 'xyz' }, /as hex/],
    ['txblob no string', { txblob: 12 }, /txblob in The payload has to be a string/],
    ['expire 0', { txjson: PAYMENT, options: { expire: 0 } }, /whole number from 1 to/],
    ['expire half a minute', { txjson: PAYMENT, options: { expire: 0.5 } }, /whole number/],
    ['expire in ten years', { txjson: PAYMENT, options: { expire: 5_256_000 } }, /whole number/],
    ['expire a string', { txjson: PAYMENT, options: { expire: '5' } }, /whole number/],
    ['options a list', { txjson: PAYMENT, options: [] }, /options has to be a JSON object/],
    ['submit "no"', { txjson: PAYMENT, options: { submit: 'no' } }, /true or false/],
    ['return_url a string', { txjson: PAYMENT, options: { return_url: '/' } }, /return_url has to be/],
    ['identifier too long', { txjson: PAYMENT, custom_meta: { identifier: 'x'.repeat(41) } }, /at most 40/],
    ['custom blob a string', { txjson: PAYMENT, custom_meta: { blob: 'x' } }, /blob in custom_meta/],
    ['user_token no uuid', { txjson: PAYMENT, user_token: 'x' }, /user_token has to be a uuid/],
  ];
  for (const [name, body, message] of bad) {
    it(`400 for ${name}`, async () => {
      const answer = await fail(startCore().app, 'POST', PAYLOAD, body);
      assert.deepEqual([answer.status, answer.code], [400, 400]);
      assert.match(answer.reference, /^[0-9a-f-]{36}$/);
      assert.match(answer.message, message);
    });
  }

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

  const keyless: [string, Record<string, string>][] = [
    ['without keys', {}],
    ['without a secret', { 'X-API-Key': TOKEN }],
    ['with keys that are no uuids', { 'X-API-Key': 'key', 'X-API-Secret': 'secret' }],
  ];
  for (const [name, headers] of keyless) {
    it(`${name} is 401`, async () => {
      const { app } = startCore();
      for (const path of ['/api/v1/platform/ping', NOTHING, '/api/v1/platform/what']) {
        const { status, code } = await fail(app, 'GET', path, undefined, headers);
        assert.deepEqual([status, code], [401, 401]);
      }
    });
  }

  it('ping answers pong and the application', async () => {
    const { body } = await call(startCore().app, 'GET', '/api/v1/platform/ping');
    const { pong, auth } = body as SdkTypes.Pong;
    assert.deepEqual([pong, auth.application.name], [true, 'Demo shop']);
  });

  it('what the platform does not have is 404', async () => {
    const { status, code } = await fail(startCore().app, 'PUT', PAYLOAD);
    assert.deepEqual([status, code], [404, 404]);
  });

  for (const path of [PAYLOAD, `/control/${NO_PAYLOAD}/open`, '/ledger', `/sign/${NO_PAYLOAD}_q.png`]) {
    it(`${path} is open to every origin, errors too`, async () => {
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
