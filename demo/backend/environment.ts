/** Where the backend gets its payloads from, as the environment variables say. */
export type Settings = { readonly shopOrigin: string | null } & (
  | { readonly platform: 'simulated' }
  | {
      readonly platform: 'real';
      readonly apiKey: string;
      readonly apiSecret: string;
      /** The XRPL account that gets the money. */
      readonly shopAccount: string;
    }
);

/** Its message is one sentence for whoever started the server, and holds no secret. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** What the SDK accepts: lower case only. */
const KEY = /^[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}$/;

/** A classic XRPL address: base 58 without 0, O, I and l. */
const ACCOUNT = /^r[1-9A-HJ-NP-Za-km-z]{24,34}$/;

/**
 * Reads `XUMM_APIKEY`, `XUMM_APISECRET`, `SHOP_ACCOUNT` and `SHOP_ORIGIN`; an empty one counts as not set.
 * Neither key: the simulated platform. Both: the real one, and then the shop has to say who is paid.
 *
 * @throws {ConfigurationError}
 */
export function readEnvironment(env: Record<string, string | undefined>): Settings {
  const read = (name: string): string | null => env[name]?.trim() || null;
  const shopOrigin = readOrigin(read('SHOP_ORIGIN'));
  const apiKey = read('XUMM_APIKEY');
  const apiSecret = read('XUMM_APISECRET');
  if (apiKey === null && apiSecret === null) return { platform: 'simulated', shopOrigin };

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
  const shopAccount = read('SHOP_ACCOUNT');
  if (shopAccount === null || !ACCOUNT.test(shopAccount)) {
    throw new ConfigurationError(
      'With XUMM_APIKEY and XUMM_APISECRET set payments are real: set SHOP_ACCOUNT to the XRPL account (r…) that is to receive them.',
    );
  }
  return { platform: 'real', apiKey, apiSecret, shopAccount, shopOrigin };
}

function readOrigin(value: string | null): string | null {
  if (value === null) return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url && /^https?:$/.test(url.protocol)) return url.origin;
  throw new ConfigurationError('SHOP_ORIGIN must be an address such as https://shop.example.');
}
