import { createClock } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { getRequestListener } from '@hono/node-server';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { TestContext } from 'node:test';
import type { Hono } from 'hono';
import type { XummTypes } from 'xumm-sdk';
import type { Clock } from '../../../demo/platform/clock.js';
import type { Subscriber } from '../../../demo/platform/connection.js';
import { createPlatformCore, type PlatformCore, type PlatformOptions } from '../../../demo/platform/core.js';
import { createPlatform, type Platform } from '../../../demo/platform/index.js';

export const NOW_MS = Date.parse('2030-01-01T00:00:00Z');
export const DAY_MS = 86_400_000;
/** A valid uuid of no payload. */
export const NO_PAYLOAD = '00000000-0000-4000-8000-000000000000';

export type FakeClock = Clock & { tick(ms: number): void };

export function fakeClock(): FakeClock {
  const fake = createClock(NOW_MS);
  return {
    now: () => fake.now,
    setTimeout: (run, delayMs) => fake.setTimeout(run, delayMs),
    clearTimeout: (handle) => {
      fake.clearTimeout(handle as ReturnType<typeof fake.setTimeout>);
    },
    tick: (ms) => {
      fake.tick(ms);
    },
  };
}

export type Json = Record<string, unknown>;

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const KEYS = {
  'X-API-Key': '11111111-1111-4111-8111-111111111111',
  'X-API-Secret': '22222222-2222-4222-8222-222222222222',
};

export const ORIGIN = 'https://platform.example';

/** Calls the platform's app without a network. A string is sent as it is, anything else as JSON. */
export async function call(
  app: Hono,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = KEYS,
): Promise<Answer> {
  const response = await app.request(ORIGIN + path, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

/** The same for a call that must fail. */
export async function fail(...of: Parameters<typeof call>): Promise<{ status: number } & Failure> {
  const { status, body } = await call(...of);
  assert.ok(status >= 400, `HTTP ${status}`);
  const { error } = body as { error: Failure };
  return { status, code: error.code, message: error.message, reference: error.reference };
}

interface Failure {
  readonly code: number;
  readonly message: string;
  /** Only errors of REST calls have it. */
  readonly reference: string;
}

export const PAYMENT = { TransactionType: 'Payment', Destination: 'rShop', Amount: '10000000' };
export const SIGN_IN = { TransactionType: 'SignIn' };

export async function createPayload(app: Hono, request: Json): Promise<XummTypes.XummPostPayloadResponse> {
  const { status, body } = await call(app, 'POST', '/api/v1/platform/payload', request);
  assert.equal(status, 200, JSON.stringify(body));
  return body as XummTypes.XummPostPayloadResponse;
}

/** Creates a payload, by default a payment, and returns its uuid. */
export async function create(app: Hono, request: Json = {}): Promise<string> {
  return (await createPayload(app, { txjson: PAYMENT, ...request })).uuid;
}

export async function getPayload(app: Hono, uuid: string): Promise<XummTypes.XummGetPayloadResponse> {
  const { status, body } = await call(app, 'GET', `/api/v1/platform/payload/${uuid}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body as XummTypes.XummGetPayloadResponse;
}

/** A control action, which must succeed. */
export async function act(app: Hono, uuid: string, action: string, body?: unknown): Promise<Json> {
  const answer = await call(app, 'POST', `/control/${uuid}/${action}`, body);
  assert.equal(answer.status, 200, `${action}: ${JSON.stringify(answer.body)}`);
  return answer.body as Json;
}

export interface CoreUnderTest {
  readonly clock: FakeClock;
  readonly core: PlatformCore;
  readonly app: Hono;
}

/** The platform without a network, on a fake clock. */
export function startCore(options: PlatformOptions = {}): CoreUnderTest {
  const clock = fakeClock();
  const core = createPlatformCore({ clock, ...options });
  return { clock, core, app: core.app };
}

/** A subscriber that records frames; `take` returns and forgets them. */
export class Recorder implements Subscriber {
  #frames: unknown[] = [];
  closed: { code: number; reason: string } | 'terminated' | null = null;

  take(): unknown[] {
    const frames = this.#frames;
    this.#frames = [];
    return frames;
  }

  send(data: string | Uint8Array): void {
    this.#frames.push(typeof data === 'string' ? (JSON.parse(data) as unknown) : data);
  }

  close(code: number, reason: string): void {
    this.closed = { code, reason };
  }

  terminate(): void {
    this.closed = 'terminated';
  }
}

export interface ServerUnderTest {
  readonly platform: Platform;
  readonly app: Hono;
  readonly clock: FakeClock;
  readonly httpOrigin: string;
  readonly wsOrigin: string;
  /** Resolves with the next log line of the platform that contains the text. */
  readonly logged: (text: string) => Promise<void>;
}

/** The platform on a real port, until the test ends. Only `clock.tick` moves its time. */
export async function startServer(t: TestContext, options: PlatformOptions = {}): Promise<ServerUnderTest> {
  const clock = fakeClock();
  const waiting = new Set<{ text: string; resolve: () => void }>();
  const log = (line: string): void => {
    for (const waiter of waiting) {
      if (!line.includes(waiter.text)) continue;
      waiting.delete(waiter);
      waiter.resolve();
    }
  };
  const platform = createPlatform({ clock, log, ...options });
  const listener = getRequestListener(platform.app.fetch);
  const server = createServer((request, response) => void listener(request, response));
  server.on('upgrade', (request, socket, head) => {
    if (!platform.upgrade(request, socket, head)) socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(async () => {
    await platform.close();
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const host = `127.0.0.1:${address.port}`;
  return {
    platform,
    app: platform.app,
    clock,
    httpOrigin: `http://${host}`,
    wsOrigin: `ws://${host}`,
    logged: (text) => new Promise((resolve) => waiting.add({ text, resolve })),
  };
}
