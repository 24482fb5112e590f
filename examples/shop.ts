import {
  invoiceId,
  payloadStatus,
  paymentRequest,
  readWebhook,
  verifyPayment,
  WebhookError,
  type Order,
  type PayloadStatus,
} from 'xumm-payload-status/server';
import type { XummSdk } from 'xumm-sdk';

export interface ShopOptions {
  /** `sdk.payload` of xumm-sdk. */
  readonly platform: Pick<XummSdk['payload'], 'create' | 'get'>;
  readonly secret: string;
  /** Who is paid, and where. */
  readonly account: string;
  readonly network: string;
  /** JSON-RPC servers of that network, best of two operators. */
  readonly ledgers: readonly [string, ...string[]];
  readonly origin: string;
  /** A table of your database. */
  readonly orders: {
    get(uuid: string): Order | null | undefined | Promise<Order | null>;
    set(uuid: string, order: Order): unknown;
  };
  /** Comes at least once for what is paid: do it once, by the order's id. */
  readonly deliver: (order: Order) => unknown;
}

export function createShop({ platform, secret, ledgers, orders, deliver, ...shop }: ShopOptions) {
  async function newestLedger(): Promise<number> {
    const body = JSON.stringify({ method: 'ledger', params: [{ ledger_index: 'validated' }] });
    const answer = await fetch(ledgers[0], {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json' },
    });
    return ((await answer.json()) as { result: { ledger_index: number } }).result.ledger_index;
  }

  async function create() {
    const terms = { network: shop.network, destination: shop.account, amount: '10000000' };
    const order = {
      id: crypto.randomUUID(),
      ...terms,
      invoiceId: invoiceId(),
      firstLedger: await newestLedger(),
    };
    const return_url = `${shop.origin}/pay?payload={id}`;
    const created = await platform.create(await paymentRequest(order, { expire: 10, return_url }));
    if (!created) throw new Error('The platform made no payload.');
    const { uuid, next, refs, pushed } = created;
    await orders.set(uuid, order);
    return { uuid, next, refs, pushed };
  }

  async function status(uuid: string): Promise<PayloadStatus | null> {
    const order = await orders.get(uuid);
    if (!order) return null;
    const payload = await platform.get(uuid).catch(() => null);
    const judgement = await verifyPayment(order, { payload, ledgers });
    if (judgement.verdict === 'paid' || judgement.verdict === 'overpaid') await deliver(order);
    return payloadStatus(payload, judgement);
  }

  /** @returns the HTTP status to answer with */
  async function webhook(body: string, header: (name: string) => string | null | undefined): Promise<number> {
    const [timestamp, signature] = [header('x-xumm-request-timestamp'), header('x-xumm-request-signature')];
    try {
      await status((await readWebhook({ body, timestamp, signature, secret })).payloadUuid);
      return 204;
    } catch (error) {
      if (error instanceof WebhookError) return 401;
      throw error;
    }
  }

  return { create, status, webhook };
}

export type Shop = ReturnType<typeof createShop>;
