import assert from 'node:assert/strict';
import type { Hono } from 'hono';
import {
  createBackend,
  createShop,
  demoProducts,
  MemoryStore,
  trustPlatform,
  type BackendOptions,
  type PlatformClient,
  type Shop,
} from '../../../demo/backend/index.js';
import { ApiError, payloadNotFound } from '../../../demo/backend/errors.js';
import type { Order } from '../../../demo/backend/orders.js';
import { emptyOutbox } from '../../../demo/backend/outbox.js';
import type { Store } from '../../../demo/backend/store.js';
import { sweep } from '../../../demo/backend/worker.js';
import { FakeLedger, entry, type Entry } from './fake-ledger.js';
import { SHOP, payload, signedPayload, type PayloadAnswer, type PayloadParts } from './fixtures.js';

export const ORIGIN = 'http://shop.test';
export const NO_LIMIT = { capacity: 1e6, perSecond: 1e6, reserve: 0 };

/** A platform in memory, whose answers a test can change. */
export class FakePlatform implements PlatformClient {
  readonly created: Record<string, unknown>[] = [];
  readonly payloads = new Map<string, PayloadAnswer>();
  /** How often "get payload" was called. */
  gets = 0;
  readonly cancelled: string[] = [];
  /** If set, every call fails like this. */
  fails: Error | null = null;

  create(body: object): ReturnType<PlatformClient['create']> {
    if (this.fails) return Promise.reject(this.fails);
    this.created.push(body as Record<string, unknown>);
    const uuid = crypto.randomUUID();
    this.payloads.set(uuid, payload({ meta: { uuid } }));
    const created = {
      uuid,
      next: { always: `https://xumm.app/sign/${uuid}`, hex: 'DEADBEEF' },
      refs: {
        qr_png: `https://xumm.app/sign/${uuid}_q.png`,
        qr_matrix: `https://xumm.app/sign/${uuid}_q.json`,
        qr_uri_quality_opts: ['m', 'q', 'h'],
        websocket_status: `wss://xumm.app/sign/${uuid}`,
      },
      pushed: false,
      issued_user_token: 'c0ffee00-secret-push-token',
    };
    return Promise.resolve(created);
  }

  get(uuid: string): ReturnType<PlatformClient['get']> {
    this.gets += 1;
    if (this.fails) return Promise.reject(this.fails);
    const found = this.payloads.get(uuid);
    return found ? Promise.resolve({ ...found }) : Promise.reject(payloadNotFound());
  }

  /** Like the platform: a resolved, expired or opened payload is not cancelled. */
  cancel(uuid: string): Promise<void> {
    if (this.fails) return Promise.reject(this.fails);
    const meta = this.payloads.get(uuid)?.meta;
    if (!meta) return Promise.reject(payloadNotFound());
    this.cancelled.push(uuid);
    if (!meta['resolved'] && !meta['expired'] && !meta['app_opened'])
      this.change(uuid, { cancelled: true, expired: true });
    return Promise.resolve();
  }

  change(uuid: string, meta: object, response: object = {}): void {
    const found = this.payloads.get(uuid);
    assert.ok(found);
    this.payloads.set(uuid, {
      ...found,
      meta: { ...found.meta, ...meta },
      response: { ...found.response, ...response },
    });
  }

  sign(uuid: string, parts: PayloadParts = {}): void {
    this.payloads.set(uuid, signedPayload({ ...parts, meta: { uuid, ...parts.meta } }));
  }
}

export interface TestShop {
  readonly app: Hono;
  readonly shop: Shop;
  readonly platform: FakePlatform;
  readonly ledger: FakeLedger;
  readonly logged: string[];
  /** The orders handed to the delivery, by their key. */
  readonly delivered: string[];
  /** Moves the clock, and ends the pauses that are then over. */
  pass(ms: number): void;
  /** How many pauses wait for the clock. */
  paused(): number;
  visitor(origin?: string): Visitor;
  order(uuid: string): Promise<Order>;
  /** Puts a payment of the order on the ledger. */
  pay(uuid: string, parts?: Partial<Entry>): Promise<void>;
  /** One run of the worker. */
  work(): Promise<void>;
}

interface TestOptions {
  readonly makeStore?: (now: () => number) => Store;
  /** Only `pass` moves the clock. By default each pause moves it too. */
  readonly isHeld?: boolean;
}

/** @param options those of the backend, and parts of the shop */
export function openShop(options: Partial<BackendOptions> & Partial<Shop> & TestOptions = {}): TestShop {
  const { shopOrigin, sessionKeeper, webhookSecret, wake, makeStore, isHeld = false, ...parts } = options;
  let nowMs = Date.parse('2026-01-01T00:00:00Z');
  const now = (): number => nowMs;
  let pauses: { readonly untilMs: number; readonly end: () => void }[] = [];
  const pass = (ms: number): void => {
    nowMs += ms;
    for (const { end } of pauses.filter(({ untilMs }) => untilMs <= nowMs)) end();
    pauses = pauses.filter(({ untilMs }) => untilMs > nowMs);
  };
  const pause = (ms: number): Promise<void> =>
    new Promise((end) => {
      pauses.push({ untilMs: nowMs + ms, end });
      // Lets other work go on first.
      if (!isHeld) setImmediate(pass, ms);
    });
  const platform = new FakePlatform();
  const ledger = new FakeLedger();
  const logged: string[] = [];
  const delivered: string[] = [];
  const shop = createShop({
    store: makeStore?.(now) ?? new MemoryStore(now),
    platform,
    products: demoProducts({ destination: SHOP }),
    ledgers: { MAINNET: ['http://ledger.test/'], TESTNET: ['http://testnet.test/'] },
    verifySignIn: trustPlatform,
    fetch: ledger.fetch,
    now,
    pause,
    deliver: (_order, { key }) => {
      delivered.push(key);
      return Promise.resolve();
    },
    log: (message) => logged.push(message),
    ...parts,
  });
  const app = createBackend(shop, {
    ...(shopOrigin ? { shopOrigin } : {}),
    ...(sessionKeeper ? { sessionKeeper } : {}),
    ...(webhookSecret === undefined ? {} : { webhookSecret }),
    ...(wake ? { wake } : {}),
  });
  const order = async (uuid: string): Promise<Order> => {
    const current = await shop.store.find(uuid);
    assert.ok(current);
    return current.order;
  };
  return {
    app,
    shop,
    platform,
    ledger,
    logged,
    delivered,
    pass,
    paused: () => pauses.length,
    visitor: (origin = ORIGIN) => new Visitor(app, origin),
    order,
    async pay(uuid, parts = {}) {
      const paid = entry((await order(uuid)).invoiceId, parts);
      ledger.entries.push(paid);
      ledger.index = Math.max(ledger.index, paid.ledger);
    },
    async work() {
      await Promise.all([sweep(shop, 'recent'), sweep(shop, 'older')]);
      await emptyOutbox(shop);
    },
  };
}

/** A browser as this backend sees it: it keeps its cookie. */
export class Visitor {
  cookie: string | null = null;

  constructor(
    private readonly app: Hono,
    private readonly origin: string,
  ) {}

  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookie !== null) headers.set('Cookie', this.cookie);
    const response = await this.app.request(`${this.origin}${path}`, { ...init, headers });
    const setCookie = response.headers.get('Set-Cookie');
    if (setCookie !== null) this.cookie = setCookie.split(';')[0] ?? null;
    return response;
  }

  post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.ask('/api/payloads', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: this.origin, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  /** @returns the uuid of a payload for what is wanted */
  async buy(product: string, more: object = {}): Promise<string> {
    const response = await this.post({ product, ...more });
    const { uuid } = (await response.json()) as { uuid: string };
    return uuid;
  }

  status(uuid: string): Promise<Response> {
    return this.ask(`/api/payloads/${uuid}/status`);
  }

  async verification(uuid: string): Promise<unknown> {
    return ((await (await this.status(uuid)).json()) as { verification?: unknown }).verification;
  }

  async session(): Promise<{ account: unknown; open: { product: string; payload: { uuid: string } }[] }> {
    return (await (await this.ask('/api/session')).json()) as Awaited<ReturnType<Visitor['session']>>;
  }

  async account(): Promise<unknown> {
    return (await this.session()).account;
  }
}

export const busy = (seconds: number): ApiError =>
  new ApiError('rate-limited', 'Busy.', { 'Retry-After': String(seconds) });
export const down = (): ApiError => new ApiError('platform-unavailable', 'Down.');

/** @returns `<HTTP status> <error code>`, for an answer that has to be `{error: {code, message}}` and nothing else */
export async function failure(response: Response): Promise<string> {
  const body = (await response.json()) as { error: { code: string; message: string } };
  const shape = [Object.keys(body), Object.keys(body.error), typeof body.error.message];
  if (JSON.stringify(shape) !== '[["error"],["code","message"],"string"]') return JSON.stringify(body);
  return `${response.status} ${body.error.code}`;
}
