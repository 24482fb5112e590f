import { createAdmin, isAdminPath } from './admin.js';
import { createBackend, isBackendPath } from './backend.js';
import { openDatabase } from './database.js';
import { deliverTo } from './deliver.js';
import { SIMULATED, type Settings } from './environment.js';
import { accountInfo, PUBLIC_LEDGERS, simulatedLedgers } from './ledger.js';
import { MemoryStore } from './memory-store.js';
import { platformClient } from './platform.js';
import { demoProducts, shopProducts } from './products.js';
import { createShop, SIMULATED_LIMITS, type Shop } from './shop.js';
import { signatureCheck } from './signature.js';
import { SqlStore } from './sql-store.js';
import { checkAtStart, checkProducts } from './start-checks.js';
import { startWorker } from './worker.js';

/** The differences between the real platform and a simulated one. */
export type World = Pick<Shop, 'platform' | 'products' | 'ledgers'> & Partial<Shop>;

export interface StartOptions {
  readonly world?: World;
  readonly webhookSecret?: string;
  /** How the real platform and the ledger are reached. */
  readonly fetch?: typeof fetch;
  readonly log?: (message: string, cause: unknown) => void;
}

export interface RunningShop {
  /** Whether a path is answered here. */
  isOwn(path: string): boolean;
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly shop: Shop;
  /** Ends what is under way, then the database. */
  close(): Promise<void>;
}

/**
 * Opens the database, checks what can be checked, and starts the sweep and the delivery.
 *
 * @throws {ConfigurationError} one sentence for whoever starts it
 */
export async function startShop(settings: Settings, options: StartOptions = {}): Promise<RunningShop> {
  const { log = logToConsole } = options;
  const world = options.world ?? worldOf(settings);
  if (settings.platform === 'real') await checkAtStart(settings, log, options.fetch);
  await checkProducts(world.products);
  const database = settings.database === 'memory:' ? null : await openDatabase(settings.database, log);
  const { now = Date.now, fetch: ask = options.fetch ?? fetch, ledgers } = world;
  const shop = createShop({
    ...(database
      ? { store: new SqlStore(database, now), deliver: deliverTo(database) }
      : { store: new MemoryStore(now) }),
    fetch: (url, init) => ask(url, init),
    verifySignIn: signatureCheck((account, signal) => accountInfo(ledgers.MAINNET, account, ask, signal)),
    log,
    ...world,
  });
  const worker = startWorker(shop);
  const { shopOrigin } = settings;
  const backend = createBackend(shop, {
    ...(shopOrigin === null ? {} : { shopOrigin: () => shopOrigin }),
    webhookSecret:
      settings.platform === 'real' ? settings.apiSecret : (options.webhookSecret ?? SIMULATED.apiSecret),
    wake: () => {
      worker.wake();
    },
  });
  const { adminToken } = settings;
  const admin = adminToken === null || !database ? null : createAdmin(shop, database, adminToken);
  return {
    isOwn: (path) => isBackendPath(path) || (admin !== null && isAdminPath(path)),
    fetch: (request) =>
      (admin && isAdminPath(new URL(request.url).pathname) ? admin : backend).fetch(request),
    shop,
    async close() {
      await worker.stop();
      await database?.close();
    },
  };
}

function worldOf(settings: Settings): World {
  if (settings.platform === 'real') {
    const { apiKey, apiSecret, shop } = settings;
    return {
      platform: platformClient({ apiKey, apiSecret }),
      products: shopProducts(shop),
      ledgers: PUBLIC_LEDGERS,
    };
  }
  const { apiKey, apiSecret, shop } = SIMULATED;
  const endpoint = settings.endpoint ?? '';
  return {
    platform: platformClient({ apiKey, apiSecret, endpoint }),
    products: demoProducts(shop),
    ledgers: simulatedLedgers(endpoint),
    limits: SIMULATED_LIMITS,
  };
}

function logToConsole(message: string, cause: unknown): void {
  console.error(`${message}: ${cause instanceof Error ? cause.message : String(cause)}`);
}
