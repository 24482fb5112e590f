import { getRequestListener } from '@hono/node-server';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPlatform, type PhoneView } from '../../../demo/platform/index.js';
import { newHash, type Entry, type Ledger } from './ledger.js';

/** One call of a backend at the platform. */
export interface Call {
  readonly method: string;
  readonly key: string | null;
  readonly path: string;
  readonly body: unknown;
}

/** What the platform is to answer instead; null: what it would. */
export type Interfere = (call: Call) => Response | null | Promise<Response | null>;

/** Who signs, for which network, and what the ledger makes of it. `lost`: the ledger never hears of it. */
export interface Signing extends Partial<Pick<Entry, 'hash' | 'validated' | 'result' | 'delivered'>> {
  readonly account?: string;
  readonly node?: string;
  readonly lost?: boolean;
  /** The wallet's report is lost: the platform never hears of it. */
  readonly unheard?: boolean;
}

export interface PlatformServer {
  readonly origin: string;
  /** All calls of the REST API so far. */
  readonly calls: readonly Call[];
  /** From now on; as long as it answers null nothing is different. @returns ends it */
  interfere(how: Interfere): () => void;
  /** The person with the phone does something. */
  control(uuid: string, action: string, body?: unknown): Promise<PhoneView>;
  /** Opens the request and signs it; a payment is then on the ledger, unless `fate` says otherwise. */
  sign(uuid: string, fate?: Signing): Promise<PhoneView>;
  /** Opens the request and declines it. */
  decline(uuid: string): Promise<void>;
  /** A payload that another application created. */
  createForeign(txjson: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

/** Who pays, where a test does not say. */
export const PAYER = 'rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe';

/** The simulated platform on a port of its own, whose answers a test can change. */
export async function startPlatform(ledger: Ledger): Promise<PlatformServer> {
  const platform = createPlatform();
  const calls: Call[] = [];
  const requested = new Map<string, Record<string, unknown>>();
  const interferences = new Set<Interfere>();

  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith('/api/')) return platform.app.fetch(request);
    const text = await request.clone().text();
    const call = {
      method: request.method,
      key: request.headers.get('x-api-key'),
      path: pathname,
      body: text ? (JSON.parse(text) as unknown) : null,
    };
    calls.push(call);
    for (const how of interferences) {
      const instead = await how(call);
      if (instead !== null) return instead;
    }
    const response = await platform.app.fetch(request);
    if (request.method === 'POST' && response.ok) {
      const { uuid } = (await response.clone().json()) as { uuid: string };
      requested.set(uuid, (call.body as { txjson: Record<string, unknown> }).txjson);
    }
    return response;
  };
  const listener = getRequestListener(answer);
  const server = createServer((request, response) => void listener(request, response));
  server.on(
    'upgrade',
    (request, socket, head) => platform.upgrade(request, socket, head) || socket.destroy(),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const post = async (path: string, body: unknown, headers = {}): Promise<unknown> => {
    const response = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const read: unknown = await response.json();
    if (!response.ok) throw new Error(`${path}: HTTP ${response.status} ${JSON.stringify(read)}`);
    return read;
  };
  const control: PlatformServer['control'] = async (uuid, action, body = {}) =>
    (await post(`/control/${uuid}/${action}`, body)) as PhoneView;

  /** The platform tells the sockets of a resolution before a backend can read it. */
  const stored = async (uuid: string): Promise<void> => {
    const keys = { 'X-API-Key': crypto.randomUUID(), 'X-API-Secret': crypto.randomUUID() };
    const request = new Request(`${origin}/api/v1/platform/payload/${uuid}`, { headers: keys });
    let isResolved = false;
    while (!isResolved) {
      const response = await platform.app.fetch(request.clone());
      isResolved = ((await response.json()) as { meta: { resolved: boolean } }).meta.resolved;
    }
  };

  return {
    origin,
    calls,
    interfere(how) {
      interferences.add(how);
      return () => interferences.delete(how);
    },
    control,
    async sign(uuid, { account = PAYER, node, lost, unheard, ...fate } = {}) {
      const tx = requested.get(uuid) ?? {};
      const hash = fate.hash ?? newHash();
      if (tx['TransactionType'] !== 'SignIn' && !lost)
        ledger.record({ ...tx, Account: account }, { ...fate, hash });
      const view = await control(uuid, 'open');
      if (unheard) return view;
      const signed = await control(uuid, 'sign', {
        account,
        txid: hash,
        ...(node === undefined ? {} : { node }),
      });
      await stored(uuid);
      return signed;
    },
    async decline(uuid) {
      await control(uuid, 'open');
      await control(uuid, 'decline');
      await stored(uuid);
    },
    async createForeign(txjson) {
      const keys = { 'X-API-Key': crypto.randomUUID(), 'X-API-Secret': crypto.randomUUID() };
      return ((await post('/api/v1/platform/payload', { txjson }, keys)) as { uuid: string }).uuid;
    },
    async close() {
      await platform.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}
