import { getRequestListener } from '@hono/node-server';
import { once } from 'node:events';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import type { Duplex } from 'node:stream';
import {
  ConfigurationError,
  demoProducts,
  platformClient,
  readEnvironment,
  SIMULATED,
  SIMULATED_LIMITS,
  simulatedLedgers,
  startShop,
  type PlatformClient,
  type RunningShop,
  type Shop,
  type World,
} from './backend/index.js';
import {
  createPlatform,
  inProcess,
  realClock,
  type Platform,
  type PlatformMemory,
  type PlatformOptions,
} from './platform/index.js';

/** What the simulated platform answers: its API, control, ledger and QR pictures. */
const PLATFORM_PATH =
  /^\/(?:api\/v1(?:\/|$)|control(?:\/|$)|ledger(?:\/|$)|sign\/[^/]+_[a-z]\.(?:png|json)$)/;

/** Never really asked, because shop and simulated platform are in one process. */
const IN_PROCESS = 'http://platform.invalid';

export interface DemoOptions {
  /** Default `process.env`; see `readEnvironment`. */
  readonly env?: Record<string, string | undefined>;
  /** Continues where the last one stopped. Default: starts empty, and everything is gone with this process. */
  readonly isKept?: boolean;
  readonly platform?: PlatformOptions;
  /** Replacements for what the demo itself would use. */
  readonly shop?: Partial<Shop>;
  /** How real servers are reached. */
  readonly fetch?: typeof fetch;
  readonly log?: (line: string) => void;
}

export interface Demo {
  /** Answers the request if the path is the demo's; else resolves to false and does not touch it. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
  /** Takes the upgrade if it is a payload's status socket; else returns false and does not touch it. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  readonly platform: Platform;
  /** False with real keys: then a real wallet must sign, and nothing of the simulated platform answers. */
  readonly simulated: boolean;
  /** Rejects with a `ConfigurationError`: one sentence for whoever starts it. */
  readonly started: Promise<RunningShop>;
  /** Resolves when no request is under way, and 10 s from now at the latest. A server must not end connections before. */
  idle(): Promise<void>;
  /** Waits for that, too: no request finds the database closed. */
  close(): Promise<void>;
}

/** A process manager waits for about as long before it kills. */
const IDLE_WITHIN_MS = 10_000;

/**
 * All servers of the demo behind one port: use `handle` as a middleware (vite, koa, `node:http`), and `upgrade` for the
 * server's `upgrade` event.
 *
 * @throws {ConfigurationError} one sentence for whoever starts it
 */
export function createDemo(options: DemoOptions = {}): Demo {
  const { env = process.env, isKept = false, log = console.error } = options;
  const settings = readEnvironment(isKept ? env : { ...env, DATABASE_URL: 'memory:' });
  const isSimulated = settings.platform === 'simulated';
  const shelf =
    isKept && settings.database !== 'memory:' ? platformShelf(join(settings.dataDir, 'platform.json')) : null;
  const platform = createPlatform({
    ...(shelf ? { memory: shelf.read() } : {}),
    webhookUrl: `${IN_PROCESS}/api/webhook`,
    fetch: inProcess(async (request) => (await started).fetch(request)),
    ...options.platform,
  });
  const started = startShop(settings, {
    ...(options.fetch ? { fetch: options.fetch } : {}),
    ...(isSimulated ? { world: { ...simulatedWorld(platform, options), ...options.shop } } : {}),
    log: (message, cause) => {
      log(`${message}: ${cause instanceof Error ? cause.message : String(cause)}`);
    },
  });
  // Whoever waits for it gets the error; an unhandled rejection would end the process.
  started.catch(() => undefined);
  const isOfPlatform = (path: string): boolean => isSimulated && PLATFORM_PATH.test(path);
  const answer = getRequestListener(async (request) => {
    if (!isOfPlatform(new URL(request.url).pathname)) return (await started).fetch(request);
    const response = await platform.app.fetch(request);
    if (request.method !== 'GET') shelf?.write(platform.memory());
    return response;
  });
  const underWay = new Set<Promise<unknown>>();
  const idle = async (): Promise<void> => {
    const late = AbortSignal.timeout(IDLE_WITHIN_MS);
    const isLate = once(late, 'abort');
    // More may come by connections that are open.
    while (underWay.size > 0 && !late.aborted) await Promise.race([Promise.allSettled(underWay), isLate]);
  };

  return {
    async handle(req, res) {
      const path = (req.url ?? '').split('?')[0] ?? '';
      if (!isOfPlatform(path) && !(await started).isOwn(path)) return false;
      const ended = Promise.all([answer(req, res), once(res, 'close')]).finally(() => underWay.delete(ended));
      underWay.add(ended);
      await ended;
      return true;
    },
    upgrade: (req, socket, head) => isSimulated && platform.upgrade(req, socket, head),
    platform,
    simulated: isSimulated,
    started,
    idle,
    async close() {
      await idle();
      await platform.close();
      await (await started.catch(() => null))?.close();
      shelf?.write(platform.memory());
    },
  };
}

/** For a command line: a wrong environment is one sentence and exit code 1, not a stack trace. */
export async function createDemoOrExit(options: DemoOptions = {}): Promise<Demo> {
  try {
    const demo = createDemo(options);
    await demo.started;
    return demo;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** The demo on its own server, on a loopback address. @param port 0: any free one */
export async function listen(
  demo: Demo,
  port = 0,
): Promise<{ readonly origin: string; close(): Promise<void> }> {
  const server = createServer((req, res) => {
    void demo.handle(req, res).then((own) => own || res.writeHead(404).end());
  });
  server.on('upgrade', (req, socket, head) => demo.upgrade(req, socket, head) || socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      await demo.idle();
      server.closeAllConnections();
      await demo.close();
      await closed;
    },
  };
}

/** The backend asks the simulated platform in this process without a network, whatever port both are on. */
function simulatedWorld(platform: Platform, options: DemoOptions): World {
  const clock = options.platform?.clock ?? realClock;
  const ask = inProcess(platform.app.fetch);
  const client = (endpoint: string): PlatformClient => platformClient({ ...SIMULATED, endpoint, fetch: ask });
  return {
    platform: {
      ...client(IN_PROCESS),
      // The links of a payload are made from the address of the request.
      create: (body) => client(originOf(body)).create(body),
    },
    products: demoProducts(SIMULATED.shop),
    ledgers: simulatedLedgers(IN_PROCESS),
    fetch: ask,
    now: () => clock.now(),
    limits: SIMULATED_LIMITS,
  };
}

function originOf(body: object): string {
  const { options } = body as { readonly options: { readonly return_url: { readonly web: string } } };
  return new URL(options.return_url.web.replaceAll(/[{}]/g, '')).origin;
}

/** Keeps the simulated platform's state in a file, so that a payment continues after a restart. */
interface Shelf {
  readonly read: () => PlatformMemory;
  readonly write: (memory: PlatformMemory) => void;
}

function platformShelf(file: string): Shelf {
  return {
    read() {
      try {
        return JSON.parse(readFileSync(file, 'utf8')) as PlatformMemory;
      } catch {
        return { payloads: [], ledger: [] };
      }
    },
    write(memory) {
      mkdirSync(dirname(file), { recursive: true });
      // Writes a new file first, so that a process that ends meanwhile leaves the old one.
      writeFileSync(`${file}.new`, JSON.stringify(memory));
      renameSync(`${file}.new`, file);
    },
  };
}
