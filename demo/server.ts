import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { AsyncLocalStorage } from 'node:async_hooks';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  ConfigurationError,
  createBackend,
  demoProducts,
  ledgerLookUp,
  loadPlatformClient,
  publicLedger,
  readEnvironment,
  type BackendOptions,
  type PlatformClient,
  type Settings,
} from './backend/index.js';
import { createPlatform, type Platform, type PlatformOptions } from './platform/index.js';

/** What answers under `/`: the backend's API, and the simulated platform's API, control, ledger and QR pictures. */
const OWN_PATH = /^\/(?:(?:api|control)(?:\/|$)|ledger(?:\/|$)|sign\/[^/]+_[a-z]\.(?:png|json)$)/;
const BACKEND_PATH = /^\/api(?:\/(?!v1\/)|$)/;

/** For the simulated platform any two uuids are a key. */
const SIMULATED_KEYS = {
  apiKey: '00000000-0000-4000-8000-000000000001',
  apiSecret: '00000000-0000-4000-8000-000000000002',
};

/** Gets the simulated money. Nobody is ever asked to send real money there: with real keys the shop names its own. */
const SIMULATED_SHOP = 'rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH';

export interface DemoOptions {
  /** Default `process.env`; see `readEnvironment`. */
  readonly env?: Record<string, string | undefined>;
  readonly platform?: PlatformOptions;
  /** Where the backend finds the simulated platform; else the address at which this server was itself asked. */
  readonly origin?: string;
  readonly backend?: Partial<BackendOptions>;
  readonly log?: (line: string) => void;
}

export interface Demo {
  /** Answers the request if the path is the demo's; else resolves to false and leaves it untouched. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
  /** Takes the upgrade if it is a payload's status socket; else answers false and leaves it untouched. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  readonly platform: Platform;
  /** False with real keys: then a real wallet has to sign, and the control API moves nothing of the shop's. */
  readonly simulated: boolean;
  close(): Promise<void>;
}

/**
 * The whole server side of the demo behind one port: mount `handle` as a middleware (vite, koa, `node:http`) and
 * `upgrade` on the server's `upgrade` event.
 *
 * @throws {ConfigurationError} one sentence for whoever starts it
 */
export function createDemo(options: DemoOptions = {}): Demo {
  const { env = process.env, log = console.error } = options;
  const settings = readEnvironment(env);
  const platform = createPlatform(options.platform);
  const askedAt = new AsyncLocalStorage<string>();
  const simulatedOrigin = (): string => options.origin ?? askedAt.getStore() ?? '';
  const { shopOrigin } = settings;
  const backend = createBackend({
    ...(settings.platform === 'real' ? realPlatform(settings) : simulatedPlatform(simulatedOrigin)),
    ...(shopOrigin === null ? {} : { shopOrigin: () => shopOrigin }),
    log: (message, cause) => {
      log(`${message}: ${cause instanceof Error ? cause.message : String(cause)}`);
    },
    ...options.backend,
  });
  const answer = getRequestListener(fetchFrom(backend, platform.app));

  return {
    async handle(req, res) {
      const path = (req.url ?? '').split('?')[0] ?? '';
      if (!OWN_PATH.test(path)) return false;
      await askedAt.run(ownOrigin(req.headers.host, req.socket), () => answer(req, res));
      return true;
    },
    upgrade: (req, socket, head) => platform.upgrade(req, socket, head),
    platform,
    simulated: settings.platform === 'simulated',
    close: () => platform.close(),
  };
}

/** For a command line: a fault in the environment is one sentence and exit code 1, not a stack trace. */
export function createDemoOrExit(options: DemoOptions = {}): Demo {
  try {
    return createDemo(options);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** The demo on a server of its own, on a loopback address. @param port 0: any free one */
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
      await demo.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}

type PlatformParts = Pick<BackendOptions, 'platform' | 'lookUpTransaction' | 'products'>;

function realPlatform({ apiKey, apiSecret, shopAccount }: Settings & { platform: 'real' }): PlatformParts {
  return {
    platform: clientFrom(() => loadPlatformClient({ apiKey, apiSecret })),
    lookUpTransaction: ledgerLookUp({ endpoint: publicLedger }),
    products: demoProducts(shopAccount),
  };
}

/** The same SDK, pointed at the simulated platform on this very port; the port is known only once a request comes in. */
function simulatedPlatform(origin: () => string): PlatformParts {
  return {
    platform: clientFrom(() => loadPlatformClient({ ...SIMULATED_KEYS, endpoint: origin() })),
    lookUpTransaction: ledgerLookUp({ endpoint: (network) => `${origin()}/ledger/${network.toLowerCase()}` }),
    products: demoProducts(SIMULATED_SHOP),
  };
}

/** The SDK as soon as it is loaded. */
const clientFrom = (load: () => Promise<PlatformClient>): PlatformClient => ({
  payload: {
    create: async (...args) => (await load()).payload.create(...args),
    get: async (...args) => (await load()).payload.get(...args),
  },
});

function fetchFrom(backend: Hono, platform: Hono): (request: Request) => Response | Promise<Response> {
  return (request) =>
    BACKEND_PATH.test(new URL(request.url).pathname) ? backend.fetch(request) : platform.fetch(request);
}

/** The part of a socket that tells at which of its addresses a server was reached. */
interface LocalEnd {
  readonly localAddress?: string | undefined;
  readonly localPort?: number | undefined;
}

/**
 * The address at which this server was asked, for a demo that asks itself. The `Host` header is kept where it can only
 * mean this server, because the links of a simulated payload are made from it; anything else a client writes there is
 * not followed, or it could send the server's own calls to wherever it likes.
 */
export function ownOrigin(host: string | undefined, { localAddress, localPort }: LocalEnd): string {
  // On a dual-stack socket an IPv4 address reads ::ffff:127.0.0.1
  const address = (localAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
  const port = String(localPort ?? 80);
  const literal = address.includes(':') ? `[${address}]` : address;
  const own = [`localhost:${port}`, `${literal}:${port}`, ...(port === '80' ? ['localhost', literal] : [])];
  return `http://${own.find((candidate) => candidate === host?.toLowerCase()) ?? `${literal}:${port}`}`;
}
