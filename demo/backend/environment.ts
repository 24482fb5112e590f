import type { Receiver } from './products.js';

/** What the environment variables say. */
export type Settings = {
  /** `postgres://…`, a folder for a database inside this process, or `memory:`. */
  readonly database: string;
  /** The folder for everything kept on this disk. */
  readonly dataDir: string;
  /** Opens `/admin`; null: there is no such page. */
  readonly adminToken: string | null;
} & (
  | {
      readonly platform: 'simulated';
      readonly shopOrigin: string | null;
      /** The address of a platform in another process; null: it is in this one. */
      readonly endpoint: string | null;
    }
  | {
      readonly platform: 'real';
      readonly apiKey: string;
      readonly apiSecret: string;
      /** The XRPL account that gets the money. */
      readonly shop: Receiver;
      readonly shopOrigin: string;
    }
);

/** The simulated platform accepts any two uuids as keys, and its money is not real. */
export const SIMULATED = {
  apiKey: '00000000-0000-4000-8000-000000000001',
  apiSecret: '00000000-0000-4000-8000-000000000002',
  shop: { destination: 'rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH' },
} as const;

/** Its message is one sentence for whoever started the server, without any secret. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** The platform accepts lower case only. */
const KEY = /^[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}$/;

/** A classic XRPL address: base 58 without 0, O, I and l. At the start the ledger is asked whether it exists. */
const ACCOUNT = /^r[1-9A-HJ-NP-Za-km-z]{24,34}$/;

const MIN_TOKEN_LENGTH = 16;

/**
 * | variable | meaning |
 * |---|---|
 * | `XUMM_APIKEY`, `XUMM_APISECRET` | neither: the simulated platform; both: the real one |
 * | `SHOP_ACCOUNT`, `SHOP_TAG` | who is paid, and the destination tag if several share the account |
 * | `SHOP_ORIGIN` | the origin of the shop's pages; required with real keys |
 * | `DATABASE_URL` | `postgres://…`, or `memory:` to keep nothing; default: a database in `DATA_DIR` |
 * | `DATA_DIR` | a folder, default `.data` |
 * | `PLATFORM_URL` | where a simulated platform runs (`npx xumm-payload-status platform`), without keys |
 * | `ADMIN_TOKEN` | opens `/admin`; default: there is no such page |
 *
 * An empty one counts as not set.
 *
 * @throws {ConfigurationError}
 */
export function readEnvironment(env: Record<string, string | undefined>): Settings {
  const read = (name: string): string | null => env[name]?.trim() || null;
  const shopOrigin = readUrl('SHOP_ORIGIN', read('SHOP_ORIGIN'))?.origin ?? null;
  const dataDir = read('DATA_DIR') ?? '.data';
  const both = {
    dataDir,
    database: readDatabase(read('DATABASE_URL')) ?? `${dataDir}/orders`,
    adminToken: readToken(read('ADMIN_TOKEN')),
  };
  const apiKey = read('XUMM_APIKEY');
  const apiSecret = read('XUMM_APISECRET');
  if (apiKey === null && apiSecret === null) {
    const endpoint = readUrl('PLATFORM_URL', read('PLATFORM_URL'))?.origin ?? null;
    return { ...both, platform: 'simulated', shopOrigin, endpoint };
  }

  if (apiKey === null || apiSecret === null) {
    const [set, missing] =
      apiKey === null ? ['XUMM_APISECRET', 'XUMM_APIKEY'] : ['XUMM_APIKEY', 'XUMM_APISECRET'];
    throw new ConfigurationError(
      `${set} is set but ${missing} is not: set both for the real platform, or neither for the simulated one.`,
    );
  }
  if (!KEY.test(apiKey) || !KEY.test(apiSecret)) {
    throw new ConfigurationError(
      'XUMM_APIKEY and XUMM_APISECRET must be the two uuids that https://apps.xumm.dev shows for your application.',
    );
  }
  const destination = read('SHOP_ACCOUNT');
  if (destination === null || !ACCOUNT.test(destination)) {
    throw new ConfigurationError(
      'With XUMM_APIKEY and XUMM_APISECRET set payments are real: set SHOP_ACCOUNT to the XRPL account (r…) that is to receive them.',
    );
  }
  if (shopOrigin === null) {
    throw new ConfigurationError(
      'With XUMM_APIKEY and XUMM_APISECRET set visitors come back from a real wallet: set SHOP_ORIGIN to the address of your pages, such as https://shop.example.',
    );
  }
  const shop = { destination, ...readTag(read('SHOP_TAG')) };
  return { ...both, platform: 'real', apiKey, apiSecret, shop, shopOrigin };
}

/** @throws {ConfigurationError} */
export function readPort({ PORT }: Record<string, string | undefined>, usual: number): number {
  const value = PORT?.trim() || String(usual);
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new ConfigurationError('PORT must be a number from 0 to 65535; 0 is any free one.');
}

function readUrl(name: string, value: string | null): URL | null {
  if (value === null) return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new ConfigurationError(`${name} must be an address such as https://shop.example.`);
}

function readDatabase(url: string | null): string | null {
  if (url === null || url === 'memory:' || /^postgres(ql)?:\/\//.test(url)) return url;
  throw new ConfigurationError(
    'DATABASE_URL must be an address such as postgres://user:password@host/database.',
  );
}

function readToken(value: string | null): string | null {
  if (value === null || value.length >= MIN_TOKEN_LENGTH) return value;
  throw new ConfigurationError(
    `ADMIN_TOKEN must be ${MIN_TOKEN_LENGTH} characters or more: it opens every order.`,
  );
}

function readTag(value: string | null): { destinationTag?: number } {
  if (value === null) return {};
  const tag = /^\d{1,10}$/.test(value) ? Number(value) : Infinity;
  if (tag <= 0xffffffff) return { destinationTag: tag };
  throw new ConfigurationError('SHOP_TAG must be a whole number up to 4294967295.');
}
