import assert from 'node:assert/strict';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { createAtPlatform, getFromPlatform } from '../../../demo/backend/ask-platform.js';
import { createPayloadBody } from '../../../demo/backend/create-payload.js';
import { ApiError } from '../../../demo/backend/errors.js';
import { platformClient } from '../../../demo/backend/platform-client.js';
import { coffee, payload, UUID } from './fixtures.js';

const keys = { apiKey: UUID, apiSecret: UUID };
const order = { identifier: 'order-1', shopOrigin: 'https://shop.example' };

type Answer = (response: ServerResponse) => void;

const json =
  (status: number, body: unknown): Answer =>
  (response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  };
const html =
  (status: number): Answer =>
  (response) => {
    response.writeHead(status, { 'Content-Type': 'text/html' }).end('<h1>Oh no</h1>');
  };
const error = (code: number): unknown => ({ error: { reference: UUID, code } });

/** What became of the call: `<code> <Retry-After>`. */
async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (thrown) {
    assert.ok(thrown instanceof ApiError, String(thrown));
    assert.ok(!thrown.message.includes(UUID), 'the platform’s reference is not for visitors');
    return [thrown.code, thrown.headers['Retry-After']].join(' ').trim();
  }
}

describe('the official SDK against a platform that fails', () => {
  let answer: Answer = html(500);
  let server: Server;
  let endpoint = '';

  before(async () => {
    server = createServer((_, response) => {
      answer(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    assert.ok(typeof address === 'object' && address);
    endpoint = `http://127.0.0.1:${address.port}`;
  });

  after(async () => {
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  });

  const rows: readonly (readonly [name: string, answer: Answer, onGet: string, onCreate: string])[] = [
    ['404 with its error', json(404, error(404)), 'not-found', 'platform-unavailable'],
    ['429 with its error', json(429, error(429)), 'rate-limited 20', 'rate-limited 20'],
    [
      '429 with a sentence',
      json(429, { message: 'Too Many Requests' }),
      'rate-limited 20',
      'rate-limited 20',
    ],
    ['a wrong key', json(403, error(813)), 'platform-unavailable', 'platform-unavailable'],
    ['500 with its error', json(500, error(500)), 'platform-unavailable', 'platform-unavailable'],
    ['502 of a proxy', html(502), 'platform-unavailable', 'platform-unavailable'],
    ['200 and null', json(200, null), 'platform-unavailable', 'platform-unavailable'],
    ['200 and {}', json(200, {}), 'platform-unavailable', 'platform-unavailable'],
    ['a broken connection', (response) => response.destroy(), 'platform-unavailable', 'platform-unavailable'],
    ['no answer', () => undefined, 'platform-unavailable', 'platform-unavailable'],
    [
      'another payload than was asked for',
      json(200, payload({ meta: { uuid: 'other' } })),
      'platform-unavailable',
      'platform-unavailable',
    ],
    [
      'half a payload',
      json(200, { meta: { uuid: UUID, resolved: true } }),
      'platform-unavailable',
      'platform-unavailable',
    ],
    ['a payload', json(200, payload()), 'ok', 'platform-unavailable'],
    ['a created payload', json(200, { uuid: UUID, next: {} }), 'platform-unavailable', 'ok'],
    [
      'a created payload without uuid',
      json(200, { uuid: 1, next: {} }),
      'platform-unavailable',
      'platform-unavailable',
    ],
  ];
  for (const [name, given, onGet, onCreate] of rows) {
    const timeoutMs = name === 'no answer' ? 5 : 5000;
    it(`get: ${name} → ${onGet}`, async () => {
      answer = given;
      assert.equal(
        await outcome(getFromPlatform(platformClient({ ...keys, endpoint }), UUID, timeoutMs)),
        onGet,
      );
    });
    it(`create: ${name} → ${onCreate}`, async () => {
      answer = given;
      const client = platformClient({ ...keys, endpoint: `${endpoint}/` });
      assert.equal(
        await outcome(createAtPlatform(client, createPayloadBody(coffee, order), timeoutMs)),
        onCreate,
      );
    });
  }
});

describe('platformClient', () => {
  it('refuses keys that are no uuids, and an endpoint that is no http address', () => {
    assert.throws(() => platformClient({ ...keys, apiKey: 'mine' }), /Invalid API Key/);
    assert.throws(() => platformClient({ ...keys, endpoint: 'ftp://xumm.app' }), /http/);
  });
});
