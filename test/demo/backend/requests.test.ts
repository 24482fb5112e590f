import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UUID } from './fixtures.js';
import { ORIGIN, busy, down, failure, openShop } from './shop.js';

const short = (body: unknown): string => JSON.stringify(body).slice(0, 70);

describe('POST /api/payloads refuses bodies', () => {
  const bodies: readonly (readonly [expected: string, body: unknown])[] = [
    ['400 bad-request', { product: 'coffee', amount: '1' }],
    ['400 bad-request', { product: 'coffee', Amount: '1' }],
    ['400 bad-request', { product: 'coffee', destination: 'rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe' }],
    ['400 bad-request', { product: 'coffee', txjson: { TransactionType: 'SignIn' } }],
    ['400 bad-request', { product: 'coffee', txblob: '00' }],
    ['400 bad-request', { product: 'coffee', options: { expire: 1 } }],
    ['400 bad-request', { product: 'coffee', expireMinutes: 1 }],
    ['400 bad-request', { product: 'coffee', user_token: UUID }],
    ['400 bad-request', '{"product": "coffee", "__proto__": {"amount": "1"}}'],
    ['400 bad-request', { product: 'coffee', cart: 7 }],
    ['400 bad-request', { product: 'coffee', cart: '../../etc' }],
    ['400 bad-request', { product: 'coffee', cart: 'x'.repeat(65) }],
    ['400 bad-request', { product: 'coffee', renew: 'yes' }],
    ['400 bad-request', { product: 'coffee', invoiceId: '00'.repeat(32) }],
    ['400 bad-request', '{"__proto__": {"product": "coffee"}}'],
    ['400 bad-request', {}],
    ['400 bad-request', []],
    ['400 bad-request', ['coffee']],
    ['400 bad-request', null],
    ['400 bad-request', '"coffee"'],
    ['400 bad-request', { product: { id: 'coffee' } }],
    ['400 bad-request', { product: ['coffee'] }],
    ['400 bad-request', { product: null }],
    ['400 bad-request', ''],
    ['400 bad-request', '{'],
    ['400 bad-request', '{"product":"coffee"}}'],
    ['400 bad-request', '\u0000'],
    ['400 unknown-product', { product: 'tea' }],
    ['400 unknown-product', { product: '' }],
    ['400 unknown-product', { product: 'constructor' }],
    ['400 unknown-product', { product: '__proto__' }],
    ['413 too-large', { product: 'x'.repeat(4096) }],
    ['413 too-large', `{"product":"coffee"}${' '.repeat(4096)}`],
    ['413 too-large', '['.repeat(1_000_000)],
  ];
  for (const [expected, body] of bodies) {
    it(`${short(body)} → ${expected}`, async () => {
      const shop = openShop();
      assert.equal(await failure(await shop.visitor().post(body)), expected);
      assert.deepEqual(shop.platform.created, []);
    });
  }
});

describe('POST /api/payloads refuses origins', () => {
  const requests: readonly (readonly [expected: string, headers: Record<string, string>])[] = [
    ['403 forbidden', { Origin: 'https://evil.example' }],
    ['403 forbidden', { Origin: 'https://shop.test' }],
    ['403 forbidden', { Origin: `${ORIGIN}.evil.example` }],
    ['403 forbidden', { Origin: `${ORIGIN}:8080` }],
    ['403 forbidden', { Origin: 'null' }],
    ['403 forbidden', { Origin: '' }],
    ['403 forbidden', { 'Sec-Fetch-Site': 'cross-site' }],
    ['403 forbidden', { 'Sec-Fetch-Site': 'same-site' }],
    ['403 forbidden', { 'Sec-Fetch-Site': 'none' }],
    ['403 forbidden', { Origin: 'https://evil.example', 'Content-Type': 'text/plain' }],
    ['415 unsupported-media-type', { 'Content-Type': 'text/plain' }],
    ['415 unsupported-media-type', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    ['415 unsupported-media-type', { 'Content-Type': 'text/plain; application/json' }],
    ['415 unsupported-media-type', { 'Content-Type': '' }],
  ];
  for (const [expected, headers] of requests) {
    it(`${JSON.stringify(headers)} → ${expected}`, async () => {
      const shop = openShop();
      assert.equal(await failure(await shop.visitor().post({ product: 'coffee' }, headers)), expected);
      assert.deepEqual(shop.platform.created, []);
    });
  }

  const welcome: readonly Record<string, string>[] = [
    { 'Sec-Fetch-Site': 'same-origin' },
    { 'Content-Type': 'application/json; charset=utf-8' },
    { 'Content-Type': 'Application/JSON' },
  ];
  for (const headers of welcome) {
    it(`${JSON.stringify(headers)} → 201`, async () => {
      assert.equal((await openShop().visitor().post({ product: 'coffee' }, headers)).status, 201);
    });
  }

  it('behind a proxy the configured origin counts', async () => {
    const shop = openShop({ shopOrigin: () => 'https://shop.example' });
    const visitor = shop.visitor('http://10.0.0.5:3000');
    const post = (Origin: string): Promise<Response> => visitor.post({ product: 'coffee' }, { Origin });
    assert.equal((await post('https://shop.example')).status, 201);
    assert.equal(await failure(await post('http://10.0.0.5:3000')), '403 forbidden');
    assert.match(visitor.cookie ?? '', /^__Host-/);
  });
});

describe('everything else', () => {
  const requests: readonly (readonly [expected: string, method: string, path: string])[] = [
    ['400 bad-uuid', 'GET', '/api/payloads/1/status'],
    ['400 bad-uuid', 'GET', `/api/payloads/${UUID}0/status`],
    ['400 bad-uuid', 'GET', `/api/payloads/${UUID.replaceAll('-', '')}/status`],
    ['400 bad-uuid', 'GET', '/api/payloads/__proto__/status'],
    ['400 bad-uuid', 'GET', '/api/payloads/..%2F..%2Fping/status'],
    ['404 not-found', 'GET', `/api/payloads/${UUID}/status`],
    ['404 not-found', 'GET', `/api/payloads/${UUID}`],
    ['404 not-found', 'GET', '/api/orders'],
    ['404 not-found', 'GET', '/'],
    ['405 method-not-allowed', 'GET', '/api/payloads'],
    ['405 method-not-allowed', 'PUT', '/api/payloads'],
    ['405 method-not-allowed', 'OPTIONS', '/api/payloads'],
    ['405 method-not-allowed', 'POST', `/api/payloads/${UUID}/status`],
    ['405 method-not-allowed', 'DELETE', `/api/payloads/${UUID}/status`],
    ['405 method-not-allowed', 'PUT', '/api/session'],
    ['405 method-not-allowed', 'POST', '/api/webhook'],
    ['405 method-not-allowed', 'GET', '/api/webhook'],
  ];
  for (const [expected, method, path] of requests) {
    it(`${method} ${path} → ${expected}`, async () => {
      const response = await openShop().visitor().ask(path, { method });
      assert.equal(response.headers.has('Allow'), response.status === 405);
      assert.equal(await failure(response), expected);
    });
  }
});

describe('the platform fails', () => {
  const failures = [
    ['502 platform-unavailable', down(), null],
    ['503 rate-limited', busy(42), '42'],
  ] as const;
  for (const [expected, error, retryAfter] of failures) {
    it(`${expected}, Retry-After ${String(retryAfter)}, and then it works again`, async () => {
      const shop = openShop();
      const visitor = shop.visitor();
      const uuid = await visitor.buy('coffee');
      shop.platform.fails = error;
      for (const response of [await visitor.status(uuid), await visitor.post({ product: 'sign-in' })]) {
        assert.equal(response.headers.get('Retry-After'), retryAfter);
        assert.equal(await failure(response), expected);
      }
      shop.platform.fails = null;
      shop.pass(42_000);
      assert.equal((await visitor.status(uuid)).status, 200);
    });
  }
});

describe('headers', () => {
  it('every response: not stored, not sniffed, not framed, no CORS', async () => {
    const visitor = openShop().visitor();
    const answers = [
      await visitor.post({ product: 'coffee' }),
      await visitor.post({}),
      await visitor.post({ product: 'x'.repeat(5000) }),
      await visitor.ask('/api/session'),
      await visitor.ask('/api/payloads', { method: 'PUT' }),
      await visitor.status(UUID),
    ];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201, 400, 413, 200, 405, 404],
    );
    for (const { status, headers } of answers) {
      const about = `HTTP ${status}`;
      assert.match(headers.get('Content-Type') ?? '', /^application\/json/, about);
      assert.equal(headers.get('Cache-Control'), 'no-store', about);
      assert.equal(headers.get('X-Content-Type-Options'), 'nosniff', about);
      assert.equal(headers.get('Cross-Origin-Resource-Policy'), 'same-origin', about);
      assert.match(
        headers.get('Content-Security-Policy') ?? '',
        /default-src 'none'; frame-ancestors 'none'/,
        about,
      );
      assert.equal(headers.get('Access-Control-Allow-Origin'), null, about);
    }
  });
});
