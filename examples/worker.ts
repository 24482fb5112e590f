import type { Order } from 'xumm-payload-status/server';
import { handle } from './handle.js';
import { createShop, type ShopOptions } from './shop.js';

interface Env {
  readonly XUMM_APIKEY: string;
  readonly XUMM_APISECRET: string;
  readonly XUMM_ENDPOINT?: string;
  readonly SHOP_ACCOUNT: string;
  readonly XRPL_NETWORK: string;
  readonly LEDGER_A: string;
  readonly LEDGER_B: string;
  readonly ORDERS: {
    get(key: string, type: 'json'): Promise<Order | null>;
    put(key: string, value: string): Promise<void>;
  };
}

/** xumm-sdk is made for Node, and two calls are all that is needed of it. */
function platformOf({ XUMM_APIKEY, XUMM_APISECRET, XUMM_ENDPOINT = 'https://xumm.app' }: Env) {
  const headers = {
    'Content-Type': 'application/json',
    'X-API-Key': XUMM_APIKEY,
    'X-API-Secret': XUMM_APISECRET,
  };
  const call = async (path: string, init: RequestInit): Promise<never> => {
    const answer = await fetch(`${XUMM_ENDPOINT}/api/v1/platform/payload${path}`, { ...init, headers });
    if (!answer.ok) throw new Error(`The platform answered HTTP ${answer.status}.`);
    return (await answer.json()) as never;
  };
  return {
    create: (body: unknown) => call('', { method: 'POST', body: JSON.stringify(body) }),
    get: (uuid: unknown) => call(`/${String(uuid)}`, {}),
  } satisfies ShopOptions['platform'];
}

export default {
  fetch(request: Request, env: Env): Promise<Response> {
    const shop = createShop({
      platform: platformOf(env),
      secret: env.XUMM_APISECRET,
      account: env.SHOP_ACCOUNT,
      network: env.XRPL_NETWORK,
      ledgers: [env.LEDGER_A, env.LEDGER_B],
      origin: new URL(request.url).origin,
      orders: {
        get: (uuid) => env.ORDERS.get(uuid, 'json'),
        set: (uuid, order) => env.ORDERS.put(uuid, JSON.stringify(order)),
      },
      deliver: (order) => {
        console.log(`Deliver ${String(order.id)}, if that has not been done.`);
      },
    });
    return handle(request, shop);
  },
};
