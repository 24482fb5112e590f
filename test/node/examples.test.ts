import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import type { PayloadStatus } from 'xumm-payload-status/server';
import { createPlatform, type Platform } from '../../demo/platform/index.js';

const SECRET = '00000000-0000-4000-8000-000000000002';

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

async function listen(answer: Answer): Promise<{ origin: string; server: Server }> {
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

const environment = (platform: string) => ({
  XUMM_APIKEY: '00000000-0000-4000-8000-000000000001',
  XUMM_APISECRET: SECRET,
  XUMM_ENDPOINT: platform,
  SHOP_ACCOUNT: 'rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH',
  SHOP_ORIGIN: 'https://shop.example',
  LEDGERS: `${platform}/ledger/mainnet/a ${platform}/ledger/mainnet/b`,
});

/** A key-value store like a worker's: text in, text out. */
function keyValues() {
  const values = new Map<string, string>();
  return {
    get: (key: string) => Promise.resolve(values.get(key) ?? null),
    put: (key: string, value: string) => Promise.resolve(void values.set(key, value)),
  };
}

/** The backends of the docs. Each reads its environment when it is loaded. */
const backends: Readonly<Record<string, (env: ReturnType<typeof environment>) => Promise<Answer>>> = {
  Express: async () => (await import('../../examples/express.js')).app,
  Fastify: async () => {
    const { app } = await import('../../examples/fastify.js');
    await app.ready();
    return (request, response) => {
      app.routing(request, response);
    };
  },
  Hono: async () => getRequestListener((await import('../../examples/hono.js')).app.fetch),
  'Next route handlers': async () => {
    const route = await import('../../examples/next/app/api/[...path]/route.js');
    return getRequestListener((request) => route[request.method === 'GET' ? 'GET' : 'POST'](request));
  },
  'a worker': async (env) => {
    const { default: worker } = await import('../../examples/worker.js');
    const ORDERS = keyValues();
    return getRequestListener((request) => worker.fetch(request, { ...env, ORDERS }));
  },
};

describe('a backend of the docs reaches "verified" against the simulated platform', () => {
  let platform: Platform;
  let at: { origin: string; server: Server };
  before(async () => {
    platform = createPlatform();
    at = await listen(getRequestListener(platform.app.fetch));
    Object.assign(process.env, environment(at.origin));
  });
  after(async () => {
    at.server.close();
    at.server.closeAllConnections();
    await platform.close();
  });

  for (const [name, start] of Object.entries(backends)) {
    it(name, async () => {
      const { origin, server } = await listen(await start(environment(at.origin)));
      const ask = async (path: string, init?: RequestInit) => fetch(`${origin}/api${path}`, init);
      const play = (path: string, body: unknown) =>
        fetch(`${at.origin}/control/${path}`, { method: 'POST', body: JSON.stringify(body) });
      try {
        const { uuid } = (await (await ask('/payloads', { method: 'POST' })).json()) as { uuid: string };
        const status = async () => (await (await ask(`/payloads/${uuid}/status`)).json()) as PayloadStatus;
        assert.deepEqual(await status(), {
          opened: false,
          expired: false,
          cancelled: false,
          resolved: false,
        });

        assert.equal((await play(`${uuid}/open`, {})).status, 200);
        assert.equal((await play(`${uuid}/sign`, { validateAfterMs: 0 })).status, 200);
        let last = await status();
        while (last.verification !== 'verified') last = await status();
        assert.match(String(last.txid), /^[0-9A-F]{64}$/);

        const body = JSON.stringify({ payloadResponse: { payload_uuidv4: uuid, signed: true } });
        const timestamp = String(Math.floor(Date.now() / 1000));
        const signature = createHmac('sha1', SECRET.replace('-', ''))
          .update(timestamp + body)
          .digest('hex');
        const webhook = async (headers: Record<string, string>) =>
          (
            await ask('/webhook', {
              method: 'POST',
              body,
              headers: { 'Content-Type': 'application/json', ...headers },
            })
          ).status;
        const time = { 'x-xumm-request-timestamp': timestamp };
        assert.equal(await webhook({ ...time, 'x-xumm-request-signature': signature }), 204);
        assert.equal(await webhook({ ...time, 'x-xumm-request-signature': '0'.repeat(40) }), 401);
        assert.equal(await webhook({}), 401);
        assert.equal((await ask('/payloads/00000000-0000-4000-8000-000000000000/status')).status, 404);
      } finally {
        server.close();
        server.closeAllConnections();
      }
    });
  }
});
