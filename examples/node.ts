import { XummSdk } from 'xumm-sdk';
import type { Order } from 'xumm-payload-status/server';
import { createShop, type Shop } from './shop.js';

const { env } = process;

/** The shop by the environment. `XUMM_ENDPOINT` is for tests: the address of the simulated platform. */
export function shopOfEnvironment(): Shop {
  const secret = env['XUMM_APISECRET'] ?? '';
  const sdk = new XummSdk(env['XUMM_APIKEY'] ?? '', secret);
  if (env['XUMM_ENDPOINT']) sdk.setEndpoint(env['XUMM_ENDPOINT']);
  return createShop({
    platform: sdk.payload,
    secret,
    account: env['SHOP_ACCOUNT'] ?? '',
    network: env['XRPL_NETWORK'] ?? 'MAINNET',
    ledgers: [
      env['LEDGER_A'] ?? 'https://xrplcluster.com/',
      env['LEDGER_B'] ?? 'https://s2.ripple.com:51234/',
    ],
    origin: env['SHOP_ORIGIN'] ?? '',
    orders: new Map<string, Order>(),
    deliver: (order) => {
      console.log(`Deliver ${String(order.id)}, if that has not been done.`);
    },
  });
}
