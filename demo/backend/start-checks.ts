import { invoiceId, paymentRequest } from 'xumm-payload-status/server';
import { ConfigurationError, type Settings } from './environment.js';
import { accountInfo, PUBLIC_LEDGERS } from './ledger.js';
import type { Product } from './products.js';

type RealSettings = Settings & { readonly platform: 'real' };

const PING = 'https://xumm.app/api/v1/platform/ping';

/**
 * Finds at the start what the first customer would otherwise find: keys that the platform refuses, or an account that cannot
 * be paid. If nobody answers, the shop starts anyway: that is the network's fault, and may pass.
 *
 * @throws {ConfigurationError} one sentence
 */
export async function checkAtStart(
  { apiKey, apiSecret, shop }: RealSettings,
  log: (message: string, cause: unknown) => void,
  ask: typeof fetch = fetch,
): Promise<void> {
  const [keys, account] = await Promise.allSettled([
    ask(PING, {
      headers: { 'X-API-Key': apiKey, 'X-API-Secret': apiSecret },
      signal: AbortSignal.timeout(5000),
    }),
    accountInfo(PUBLIC_LEDGERS.MAINNET, shop.destination, ask),
  ]);
  if (keys.status === 'rejected') log('The platform did not answer at the start', keys.reason);
  else if (keys.value.status === 401 || keys.value.status === 403) {
    throw new ConfigurationError(
      'The platform does not take XUMM_APIKEY and XUMM_APISECRET: compare them with https://apps.xumm.dev.',
    );
  }
  if (account.status === 'rejected') log('The ledger did not answer at the start', account.reason);
  else if (account.value === null) {
    throw new ConfigurationError(
      'SHOP_ACCOUNT is no account on the ledger: check it for a slip, or send it its first XRP.',
    );
  } else if (account.value.needsTag && shop.destinationTag === undefined) {
    throw new ConfigurationError(
      'SHOP_ACCOUNT takes payments with a destination tag only: set SHOP_TAG to the one that is yours.',
    );
  }
}

/**
 * Finds what the ledger would refuse, also while no ledger answers: an account with a slip, an amount of XRP that is not in
 * drops.
 *
 * @throws {ConfigurationError} one sentence
 */
export async function checkProducts(products: readonly Product[]): Promise<void> {
  for (const product of products) {
    if (product.kind !== 'payment') continue;
    const { id, network, destination, amount, destinationTag = null } = product;
    try {
      await paymentRequest({ network, destination, destinationTag, amount, invoiceId: invoiceId() });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new ConfigurationError(
        `Nobody could pay for the product "${id}" (see SHOP_ACCOUNT and products.ts): ${why}`,
      );
    }
  }
}
