import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { readWebhook, WebhookError, type WebhookCall } from '../../src/server/webhook.js';

const secret = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
const uuid = 'f2c1b2a0-0000-4000-8000-00000000000a';
const now = 1_795_608_060_500;
const seconds = Math.floor(now / 1000);
const txid = 'AB'.repeat(32);
const content = {
  meta: { url: 'https://shop.example/api/webhook', payload_uuidv4: uuid, opened_by_deeplink: true },
  custom_meta: { identifier: 'order-1', blob: null, instruction: 'Größe: 1 ☕' },
  payloadResponse: {
    payload_uuidv4: uuid,
    signed: true,
    user_token: true,
    return_url: { app: null, web: null },
    txid,
  },
  userToken: null,
};

/** Signs like the platform. */
const sign = (timestamp: string, body: string): string =>
  createHmac('sha1', secret.replace('-', ''))
    .update(timestamp + body)
    .digest('hex');

function call(body: unknown = content, timestamp = String(seconds)): WebhookCall {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { body: text, timestamp, signature: sign(timestamp, text), secret, now };
}

const code = async (given: WebhookCall): Promise<string> => {
  const error = await readWebhook(given).then(
    () => null,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof WebhookError);
  return error.code;
};

describe('readWebhook', () => {
  it('reads what the platform signed', async () => {
    assert.deepEqual(await readWebhook(call()), {
      payloadUuid: uuid,
      signed: true,
      txid,
      identifier: 'order-1',
    });
  });

  it('takes the request’s headers as in fetch and as in Node', async () => {
    const { body, timestamp = '', signature = '' } = call();
    const headers = {
      'x-xumm-request-timestamp': String(timestamp),
      'x-xumm-request-signature': String(signature),
    };
    for (const given of [headers, new Headers(headers)])
      assert.equal((await readWebhook({ body, headers: given, secret, now })).payloadUuid, uuid);
    for (const given of [{}, new Headers(), { ...headers, 'x-xumm-request-signature': ['a', 'b'] }])
      assert.equal(await code({ body, headers: given, secret, now }), 'missing');
  });

  it('reads a decline, without transaction and identifier', async () => {
    const declined = {
      meta: { payload_uuidv4: uuid },
      custom_meta: { identifier: null },
      payloadResponse: { payload_uuidv4: uuid.toUpperCase(), signed: false, txid: '' },
    };
    assert.deepEqual(await readWebhook(call(declined)), {
      payloadUuid: uuid,
      signed: false,
      txid: null,
      identifier: null,
    });
  });

  it('takes the signature in either case, and uses the machine’s clock by default', async () => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const { body, signature, secret: key } = call(content, timestamp);
    assert.ok(await readWebhook({ body, timestamp, signature: signature?.toUpperCase(), secret: key }));
  });

  for (const ageSeconds of [-300, 300]) {
    it(`accepts a call that is ${ageSeconds} s old`, async () => {
      assert.ok(await readWebhook({ ...call(), now: (seconds + ageSeconds) * 1000 }));
    });
  }
  for (const ageSeconds of [-301, 301, NaN]) {
    it(`too-old: a call that is ${ageSeconds} s old`, async () => {
      assert.equal(await code({ ...call(), now: (seconds + ageSeconds) * 1000 }), 'too-old');
    });
  }

  for (const part of ['body', 'timestamp', 'signature', 'secret']) {
    for (const value of [undefined, null, '']) {
      it(`missing: ${part} is ${value === '' ? 'empty' : String(value)}`, async () => {
        assert.equal(await code({ ...call(), [part]: value }), 'missing');
      });
    }
  }

  const wrong: readonly (readonly [string, Partial<WebhookCall>])[] = [
    ['of another body', { body: JSON.stringify({ ...content, userToken: 'x' }) }],
    ['of the body with another white space', { body: JSON.stringify(content, null, 2) }],
    ['of another time', { timestamp: String(seconds + 1) }],
    ['with another secret', { secret: secret.replace('a', 'b') }],
    ['cut off', { signature: sign(String(seconds), JSON.stringify(content)).slice(0, 38) }],
    ['that is no hex', { signature: 'z'.repeat(40) }],
    ['of nothing, with a secret of one hyphen', { secret: '-' }],
  ];
  for (const [what, change] of wrong) {
    it(`bad-signature: one ${what}`, async () => {
      assert.equal(await code({ ...call(), ...change }), 'bad-signature');
    });
  }

  for (const body of [
    'not json',
    '[]',
    'null',
    {},
    { ...content, payloadResponse: null },
    { ...content, payloadResponse: { ...content.payloadResponse, signed: 'true' } },
    { ...content, payloadResponse: { ...content.payloadResponse, payload_uuidv4: '../admin' } },
    { ...content, meta: { payload_uuidv4: uuid.replace('a', 'b') } },
  ]) {
    it(`malformed: ${JSON.stringify(body).slice(0, 60)}`, async () => {
      assert.equal(await code(call(body)), 'malformed');
    });
  }
  for (const timestamp of ['yesterday', '1.5e9', '-5', ' 1795608060']) {
    it(`malformed: the time "${timestamp}", with a valid signature`, async () => {
      assert.equal(await code(call(content, timestamp)), 'malformed');
    });
  }
});
