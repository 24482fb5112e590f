import { checkOrder } from './check-order.js';
import { sharedFetch } from './ledger.js';
import type { Current } from './orders.js';
import { BATCH, emptyOutbox } from './outbox.js';
import type { Network } from './products.js';
import type { Shop } from './shop.js';

/** Longer than any question takes: after this, others take over the orders of a process that ended. */
const LEASE_MS = 60_000;
const PAUSE_MS = 1000;
const PAUSE_AFTER_FAILURE_MS = 5000;

const HOUR_MS = 3_600_000;
const RECENT_MS = HOUR_MS;
/** After that every limit is as good as unused. */
const FORGET_AFTER_MS = 24 * HOUR_MS;

/**
 * Asks about the orders whose next question is due. Any number of processes may do it at once, and share the orders. A
 * failure of one order does not stop the next. Recent and older orders are asked about separately: the search for an older
 * one is long, and neither a recent one nor the news of a webhook waits for it.
 *
 * @returns how many orders were asked about
 */
export async function sweep(shop: Shop, which: 'recent' | 'older' | 'older, with news'): Promise<number> {
  const limitMs = shop.now() - RECENT_MS;
  const due = await shop.store.claimQuestions(
    BATCH,
    shop.now() + LEASE_MS,
    which === 'recent'
      ? { placedAfterMs: limitMs }
      : { placedUntilMs: limitMs, isNews: which === 'older, with news' },
  );
  await askAbout(shop, due);
  return due.length;
}

async function askAbout(shop: Shop, orders: readonly Current[]): Promise<void> {
  const asks = new Map(
    (Object.keys(shop.ledgers) as Network[]).map((network) => [network, sharedBy(shop, orders, network)]),
  );
  await Promise.all(
    orders.map(async (current) => {
      const { product, id } = current.order;
      const ask = product.kind === 'payment' ? asks.get(product.network) : undefined;
      try {
        await checkOrder(shop, current, { isThorough: true, ...(ask ? { fetch: ask } : {}) });
      } catch (error) {
        shop.log(`Order ${id} could not be asked about`, error);
      }
    }),
  );
}

function sharedBy(shop: Shop, orders: readonly Current[], network: Network): typeof fetch {
  const oldest = new Map<string, number>();
  for (const { order } of orders) {
    const { product, firstLedger } = order;
    if (product.kind !== 'payment' || product.network !== network || firstLedger === null) continue;
    oldest.set(product.destination, Math.min(firstLedger, oldest.get(product.destination) ?? firstLedger));
  }
  return sharedFetch(shop.fetch, oldest, shop.limits.ledgerCallsPerSweep);
}

export interface Worker {
  /** Looks at once instead of after the pause. */
  wake(): void;
  /** Resolves when what is under way has ended. */
  stop(): Promise<void>;
}

/** Sweeps and delivers until it is stopped, whether anybody watches or not. None waits for another. */
export function startWorker(shop: Shop): Worker {
  const loops = [
    loop(shop, () => sweep(shop, 'recent')),
    loop(shop, () => sweep(shop, 'older')),
    loop(shop, () => sweep(shop, 'older, with news')),
    loop(shop, () => emptyOutbox(shop)),
    loop(shop, tidy(shop)),
  ];
  return {
    wake: () => {
      for (const each of loops) each.wake();
    },
    stop: async () => {
      await Promise.all(loops.map((each) => each.stop()));
    },
  };
}

/** Once an hour, so that the tables do not grow with every visitor. */
function tidy({ store, now }: Shop): () => Promise<number> {
  let dueAtMs = 0;
  return async () => {
    if (now() < dueAtMs) return 0;
    await store.forget(now() - FORGET_AFTER_MS);
    dueAtMs = now() + HOUR_MS;
    return 0;
  };
}

function loop(shop: Shop, step: () => Promise<number>): Worker {
  let isStopped = false;
  // Also during a step, which may have missed what it was woken for.
  let isWoken = false;
  let endPause = (): void => undefined;

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
      if (isStopped || isWoken) endPause();
    });

  const run = async (): Promise<void> => {
    while (!isStopped) {
      isWoken = false;
      try {
        const isMoreDue = (await step()) === BATCH;
        await pause(isMoreDue ? 0 : PAUSE_MS);
      } catch (error) {
        // The database is away. It may come back.
        shop.log('The worker waits', error);
        await pause(PAUSE_AFTER_FAILURE_MS);
      }
    }
  };

  const running = run();
  return {
    wake: () => {
      isWoken = true;
      endPause();
    },
    async stop() {
      isStopped = true;
      endPause();
      await running;
    },
  };
}
