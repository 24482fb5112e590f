import { serve, type ServerType } from '@hono/node-server';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { ConfigurationError, readEnvironment, readPort } from './environment.js';
import { startShop } from './start.js';

/** `npm start` in this folder: the backend, and one page that sells and to which the wallet leads back. */
const DEFAULT_PORT = 3000;
/** A request takes at most this long; a process manager waits for about as long before it kills. */
const CLOSE_WITHIN_MS = 10_000;

const page = { file: new URL('./page.html', import.meta.url), type: 'text/html; charset=utf-8' };
const script = {
  get file() {
    return new URL(
      'dist/xumm-payload-status.min.js',
      import.meta.resolve('xumm-payload-status/package.json'),
    );
  },
  type: 'text/javascript; charset=utf-8',
};
const FILES = new Map([
  ['/', page],
  ['/pay', page],
  ['/xumm-payload-status.js', script],
]);

async function answerFile(path: string): Promise<Response> {
  const found = FILES.get(path);
  if (!found) return new Response('Not found', { status: 404 });
  return new Response(await readFile(found.file), { headers: { 'Content-Type': found.type } });
}

async function main(): Promise<void> {
  const settings = readEnvironment(process.env);
  const wanted = readPort(process.env, DEFAULT_PORT);
  if (settings.platform === 'simulated' && settings.endpoint === null) {
    throw new ConfigurationError(
      'Set XUMM_APIKEY, XUMM_APISECRET, SHOP_ACCOUNT and SHOP_ORIGIN; or start "npx xumm-payload-status platform" and set PLATFORM_URL to its address.',
    );
  }
  const shop = await startShop(settings);
  const answer = (request: Request): Response | Promise<Response> => {
    const { pathname } = new URL(request.url);
    return shop.isOwn(pathname) ? shop.fetch(request) : answerFile(pathname);
  };
  const server = serve({ fetch: answer, port: wanted }, ({ port }) => {
    console.log(`The shop is open: http://localhost:${port}`);
  });
  await once(server, 'listening').catch(async (error: unknown) => {
    await shop.close();
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`The shop cannot listen: ${why}. Set PORT to another port.`);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void closed(server)
        .then(() => shop.close())
        .then(() => process.exit(0));
    });
  }
}

/** Resolves when every request has its response, or after the limit: the database must not close before. */
async function closed(server: ServerType): Promise<void> {
  const limit = new AbortController();
  await Promise.race([
    new Promise((resolve) => server.close(resolve)),
    setTimeout(CLOSE_WITHIN_MS, null, { signal: limit.signal }).catch(() => undefined),
  ]);
  limit.abort();
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
