import { getRequestListener } from '@hono/node-server';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { createPlatform, realClock, type PhoneView } from '../../../demo/platform/index.js';

/** A backend's call to the platform. */
export interface Call {
  readonly method: string;
  readonly key: string | null;
  readonly path: string;
  readonly body: unknown;
}

/** What the platform answers instead; null: its own answer. */
export type Interfere = (call: Call) => Response | null | Promise<Response | null>;

/** A question to one of the two ledger servers. */
export interface Question {
  /** Its address without the host: ends with `/a` for the first and `/b` for the second. */
  readonly server: string;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The `result` that a ledger server returns instead; null: its own. */
export type Answer = (question: Question) => unknown;

/** How the user signs and what follows, as in the simulator's control API. */
export interface Signing {
  readonly account?: string;
  readonly txid?: string;
  readonly node?: string;
  readonly result?: string;
  readonly delivered?: unknown;
  readonly validated?: boolean;
  /** `lost`: the platform never learns of it; only the ledger knows. */
  readonly report?: 'lost';
  readonly dispatch?: 'unknown-node';
}

export interface PlatformServer {
  readonly origin: string;
  /** All calls of the REST API so far. */
  readonly calls: readonly Call[];
  /** Changes answers from now on; null changes nothing. @returns a function that ends it */
  interfere(how: Interfere): () => void;
  /** The same for the ledger servers. */
  interfereLedger(how: Answer): () => void;
  /** Moves the clock of the platform and the ledger. */
  later(seconds: number): void;
  /** Sets what the ledger knows about an account. */
  setAccount(account: string, facts: { exists?: boolean; requireDestinationTag?: boolean }): Promise<void>;
  /** The user does something on the phone. */
  control(uuid: string, action: string, body?: unknown): Promise<PhoneView>;
  /** Opens and signs the payload; a payment is then on the ledger, unless `signing` says otherwise. */
  sign(uuid: string, signing?: Signing): Promise<PhoneView>;
  /** Opens and declines the payload. */
  decline(uuid: string): Promise<void>;
  /** A payload that another application created. */
  createForeign(txjson: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

/** The account that pays by default. */
export const PAYER = 'rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe';

export const newHash = (): string => randomBytes(32).toString('hex').toUpperCase();

/** The simulated platform and its ledger on their own port; a test can change their answers. */
export async function startPlatform(): Promise<PlatformServer> {
  let aheadMs = 0;
  const platform = createPlatform({ clock: { ...realClock, now: () => Date.now() + aheadMs } });
  const calls: Call[] = [];
  const ledgerInterferences = new Set<Answer>();
  const interferences = new Set<Interfere>();

  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/ledger/')) {
      const { method, params } = (await request.clone().json()) as {
        method: string;
        params: Question['params'][];
      };
      for (const how of ledgerInterferences) {
        const result = await how({ server: pathname, method, params: params[0] ?? {} });
        if (result !== null) return Response.json({ result });
      }
    }
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
    return platform.app.fetch(request);
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

  /** Waits until a backend can read the resolution; the sockets hear of it earlier. */
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
    interfereLedger(how) {
      ledgerInterferences.add(how);
      return () => ledgerInterferences.delete(how);
    },
    later(seconds) {
      aheadMs += seconds * 1000;
    },
    async setAccount(account, facts) {
      await post('/control/ledger/account', { account, ...facts });
    },
    control,
    async sign(uuid, signing = {}) {
      await control(uuid, 'open');
      const view = await control(uuid, 'sign', { account: PAYER, validateAfterMs: 0, ...signing });
      if (signing.report !== 'lost') await stored(uuid);
      return view;
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
