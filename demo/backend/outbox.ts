import type { Order } from './orders.js';
import type { Shop } from './shop.js';

/**
 * Delivers the goods. It is called **at least once** for each paid order, and again if it rejects, takes too long, or the
 * process ends before the result is stored. `key` is the same each time: the receiver uses it to do the work once, as
 * `deliver.ts` shows.
 */
export type Deliver = (
  order: Order,
  options: { readonly key: string; readonly signal: AbortSignal },
) => Promise<void>;

const TIME_LIMIT_MS = 10_000;
/** Longer than the time limit, so that an order is not tried twice at the same time. */
const LEASE_MS = 60_000;
const MAX_ATTEMPTS = 12;
/** How many run at the same time. */
export const BATCH = 20;

/** Delivers what is due. @returns how many orders were tried */
export async function emptyOutbox(shop: Shop): Promise<number> {
  const orders = await shop.store.claimDeliveries(BATCH, shop.now() + LEASE_MS);
  // If one result cannot be stored, the others still can.
  const results = await Promise.allSettled(orders.map((order) => deliverOne(shop, order)));
  for (const result of results) {
    if (result.status === 'rejected') shop.log('A delivery could not be stored', result.reason);
  }
  return orders.length;
}

async function deliverOne({ store, deliver, now, log }: Shop, order: Order): Promise<void> {
  try {
    await inTime((signal) => deliver(order, { key: order.id, signal }));
  } catch (error) {
    log(`Order ${order.id} was not delivered (attempt ${order.attempts})`, error);
    const message = error instanceof Error ? error.message : String(error);
    const pauseMs = pauseBefore(order.attempts);
    await store.notDelivered(order.id, message.slice(0, 500), pauseMs === null ? null : now() + pauseMs);
    return;
  }
  await store.delivered(order.id);
}

/** 5 s, 10 s, 20 s, … an hour: half a day in all. @returns null: no more */
export const pauseBefore = (attempts: number): number | null =>
  attempts >= MAX_ATTEMPTS ? null : Math.min(3_600_000, 5000 * 2 ** (attempts - 1));

async function inTime(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new Error(`not delivered within ${TIME_LIMIT_MS} ms`);
      controller.abort(error);
      reject(error);
    }, TIME_LIMIT_MS);
  });
  try {
    await Promise.race([work(controller.signal), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
