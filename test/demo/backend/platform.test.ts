import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { ApiError } from '../../../demo/backend/errors.js';
import { platformClient } from '../../../demo/backend/platform.js';
import { payload, UUID } from './fixtures.js';

type Answer = (response: ServerResponse) => unknown;

const json =
  (value: unknown, status = 200): Answer =>
  (response) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));

const busy =
  (retryAfter: string | null): Answer =>
  (response) =>
    response.writeHead(429, retryAfter === null ? {} : { 'Retry-After': retryAfter }).end();

const created = {
  uuid: UUID,
  next: { always: `https://xumm.app/sign/${UUID}` },
  refs: { websocket_status: `wss://xumm.app/sign/${UUID}` },
};

/** Responses that no call can use. */
const BROKEN: Readonly<Record<string, Answer>> = {
  'a page of HTML': (response) =>
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Sorry</title>'),
  'HTTP 204': (response) => response.writeHead(204).end(),
  'an empty body': (response) => response.writeHead(200).end(),
  'JSON that breaks off': (response) => response.end('{"uuid":"0f8fad5b-d9cb-46'),
  'a body that is shorter than it says': (response) => {
    response.writeHead(200, { 'Content-Length': '500' }).write('{"uuid":');
    response.destroy();
  },
  'HTTP 500': json({ error: true }, 500),
  'HTTP 403, as for wrong keys': json({ error: { code: 813 } }, 403),
  'a connection that is closed': (response) => response.destroy(),
  'a redirect to elsewhere': (response) => response.writeHead(302, { Location: '/elsewhere' }).end(),
  'no answer at all': () => undefined,
  'a body that never ends': (response) => response.writeHead(200).write('{"uuid":'),
  null: json(null),
  'a text': json('created'),
  'a list': json([created]),
};

const UNUSABLE = {
  create: {
    'no uuid': { ...created, uuid: undefined },
    'a uuid that is none': { ...created, uuid: '../ping' },
    'no next': { ...created, next: null },
    'a link that is no text': { ...created, next: { always: 7 } },
    'no socket': { ...created, refs: {} },
    'refs that are a text': { ...created, refs: 'https://xumm.app' },
  },
  get: {
    'no meta': { ...payload(), meta: undefined },
    'meta that is a list': { ...payload(), meta: [] },
    'another payload': payload({ meta: { uuid: crypto.randomUUID() } }),
    'a uuid that is a number': payload({ meta: { uuid: 7 } }),
  },
} as const;

describe('the platform’s client', () => {
  let server: Server;
  let origin = '';
  let answer: Answer = () => undefined;
  const asked: IncomingMessage[] = [];
  before(async () => {
    server = createServer((request, response) => {
      asked.push(request);
      answer(response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });

  const client = () =>
    platformClient({ apiKey: 'key', apiSecret: 'secret', endpoint: origin, timeoutMs: 300 });
  const calls = {
    create: () => client().create({}),
    get: () => client().get(UUID),
    cancel: () => client().cancel(UUID),
  };

  async function failureOf(call: () => Promise<unknown>): Promise<ApiError> {
    try {
      await call();
    } catch (error) {
      assert.ok(error instanceof ApiError, String(error));
      return error;
    }
    assert.fail('It was taken for an answer.');
  }

  for (const [name, broken] of Object.entries(BROKEN)) {
    it(`${name}: unavailable, for each of the three calls`, async () => {
      answer = broken;
      for (const call of Object.values(calls)) {
        const { code, message, cause } = await failureOf(call);
        assert.equal(code, 'platform-unavailable');
        assert.ok(!`${message} ${String(cause)}`.includes('secret'));
      }
    });
  }

  for (const call of ['create', 'get'] as const) {
    for (const [name, value] of Object.entries(UNUSABLE[call])) {
      it(`${call}, ${name}: unavailable`, async () => {
        answer = json(value);
        assert.equal((await failureOf(calls[call])).code, 'platform-unavailable');
      });
    }
  }

  it('keys are sent only to the platform: redirects are not followed', async () => {
    asked.length = 0;
    answer = BROKEN['a redirect to elsewhere'] ?? json({});
    await failureOf(calls.get);
    assert.deepEqual(
      asked.map(({ url, headers }) => [url, headers['x-api-secret']]),
      [[`/api/v1/platform/payload/${UUID}`, 'secret']],
    );
  });

  it('404: not found', async () => {
    answer = json({ error: { code: 404 } }, 404);
    assert.equal((await failureOf(calls.get)).code, 'not-found');
  });

  const inAMinute = new Date(Date.now() + 60_000).toUTCString();
  for (const [retryAfter, expected] of [
    ['42', /^42$/],
    ['0', /^1$/],
    ['-5', /^1$/],
    ['1e9', /^3600$/],
    ['Infinity', /^20$/],
    ['soon', /^20$/],
    ['', /^20$/],
    [null, /^20$/],
    [inAMinute, /^(5[0-9]|60)$/],
    ['Thu, 01 Jan 1970 00:00:00 GMT', /^1$/],
  ] as const) {
    it(`429 with Retry-After ${JSON.stringify(retryAfter)}: ${expected.source} s`, async () => {
      answer = busy(retryAfter);
      const { code, headers } = await failureOf(calls.get);
      assert.equal(code, 'rate-limited');
      assert.match(headers['Retry-After'] ?? '', expected);
    });
  }

  it('a complete response is accepted, whatever else is in it', async () => {
    answer = json({ ...created, more: 1 });
    assert.equal((await calls.create()).uuid, UUID);
    answer = json(payload({ meta: { uuid: UUID.toUpperCase() } }));
    assert.ok(await calls.get());
    answer = json({ result: { cancelled: false, reason: 'ALREADY_OPENED' } });
    await calls.cancel();
  });
});
