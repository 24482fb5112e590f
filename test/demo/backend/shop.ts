import type { Hono } from 'hono';
import { createBackend, type BackendOptions } from '../../../demo/backend/backend.js';
import type { PlatformClient } from '../../../demo/backend/ask-platform.js';
import type { LedgerTransaction } from '../../../demo/backend/ledger.js';
import { demoProducts } from '../../../demo/backend/products.js';
import type { Payload } from '../../../demo/backend/verify.js';
import { SHOP, payload, signedPayload, type PayloadParts } from './fixtures.js';

export const ORIGIN = 'http://shop.test';

/** A platform in a variable: what was asked of it, and what it is to answer. */
export class FakePlatform implements PlatformClient {
  readonly created: unknown[] = [];
  readonly payloads = new Map<string, Payload>();
  /** How often "get payload" was called. */
  gets = 0;
  /** If set, every call fails like this. */
  fails: Error | null = null;

  readonly payload: PlatformClient['payload'] = {
    create: (body) => {
      if (this.fails) return Promise.reject(this.fails);
      this.created.push(body);
      const uuid = crypto.randomUUID();
      this.payloads.set(uuid, payload({ meta: { uuid } }));
      const created = {
        uuid,
        next: { always: `https://xumm.app/sign/${uuid}`, hex: 'DEADBEEF' },
        refs: {
          qr_png: `https://xumm.app/sign/${uuid}_q.png`,
          qr_matrix: `https://xumm.app/sign/${uuid}_q.json`,
          qr_uri_quality_opts: ['m' as const, 'q' as const, 'h' as const],
          websocket_status: `wss://xumm.app/sign/${uuid}`,
        },
        pushed: false,
        issued_user_token: 'c0ffee00-secret-push-token',
      };
      return Promise.resolve(created);
    },
    get: (uuid) => {
      this.gets += 1;
      if (this.fails) return Promise.reject(this.fails);
      return Promise.resolve(this.payloads.get(uuid) ?? null);
    },
  };

  sign(uuid: string, { meta, response }: PayloadParts = {}): void {
    this.payloads.set(
      uuid,
      signedPayload({ meta: { uuid, ...meta }, ...(response === undefined ? {} : { response }) }),
    );
  }
}

export interface Shop {
  readonly app: Hono;
  readonly platform: FakePlatform;
  /** What the ledger knows, by txid. */
  readonly ledger: Map<string, LedgerTransaction>;
  readonly logged: string[];
  visitor(origin?: string): Visitor;
}

export function openShop(options: Partial<BackendOptions> = {}): Shop {
  const platform = new FakePlatform();
  const ledger = new Map<string, LedgerTransaction>();
  const logged: string[] = [];
  const app = createBackend({
    platform,
    lookUpTransaction: (txid) => Promise.resolve(ledger.get(txid) ?? null),
    products: demoProducts(SHOP),
    log: (message) => logged.push(message),
    ...options,
  });
  return { app, platform, ledger, logged, visitor: (origin = ORIGIN) => new Visitor(app, origin) };
}

/** A browser, as far as this backend can tell: it keeps the cookie it is given. */
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

  /** @returns the uuid of a new payload */
  async buy(product: string): Promise<string> {
    const { uuid } = (await (await this.post({ product })).json()) as { uuid: string };
    return uuid;
  }

  status(uuid: string): Promise<Response> {
    return this.ask(`/api/payloads/${uuid}/status`);
  }

  async account(): Promise<unknown> {
    return ((await (await this.ask('/api/session')).json()) as { account: unknown }).account;
  }
}

/** @returns `<HTTP status> <error code>`, for an answer that has to be `{error: {code, message}}` and nothing else */
export async function failure(response: Response): Promise<string> {
  const body = (await response.json()) as { error: { code: string; message: string } };
  const shape = [Object.keys(body), Object.keys(body.error), typeof body.error.message];
  if (JSON.stringify(shape) !== '[["error"],["code","message"],"string"]') return JSON.stringify(body);
  return `${response.status} ${body.error.code}`;
}
