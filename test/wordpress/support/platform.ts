import { getRequestListener } from '@hono/node-server';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPlatform, type PhoneView } from '../../../demo/platform/index.js';

/** One call of a backend at the platform. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** What the platform is to answer instead; null: what it would. */
export type Interfere = (call: Call) => Response | null | Promise<Response | null>;

export interface PlatformServer {
  readonly origin: string;
  /** All calls of the REST API so far. */
  readonly calls: readonly Call[];
  /** From now on; as long as it answers null nothing is different. @returns ends it */
  interfere(how: Interfere): () => void;
  /** The person with the phone does something. */
  control(uuid: string, action: string, body?: unknown): Promise<PhoneView>;
  /** Opens the request and signs it. `signing`: see `readSigning`. */
  sign(uuid: string, signing?: Record<string, unknown>): Promise<PhoneView>;
  /** A payload that another application created. */
  createForeign(txjson: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

/** The simulated platform on a port of its own, whose answers a test can change. */
export async function startPlatform(): Promise<PlatformServer> {
  const platform = createPlatform();
  const calls: Call[] = [];
  const interferences = new Set<Interfere>();

  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith('/api/')) return platform.app.fetch(request);
    const text = await request.clone().text();
    const call = {
      method: request.method,
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

  return {
    origin,
    calls,
    interfere(how) {
      interferences.add(how);
      return () => interferences.delete(how);
    },
    control,
    async sign(uuid, signing = {}) {
      await control(uuid, 'open');
      return control(uuid, 'sign', { validateAfterMs: 0, ...signing });
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
