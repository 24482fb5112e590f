import type { Order, Session } from '../../backend/index.js';
import type { PlatformMemory } from '../../platform/index.js';

/** What the servers must remember when the page that has them inside is left. Plain data. */
export interface Memory {
  readonly platform: PlatformMemory;
  /** Who is signed in. */
  readonly account: string | null;
  readonly orders: readonly KeptOrder[];
}

/** `product`: its id. */
type KeptOrder = Pick<Order, 'uuid' | 'identifier' | 'settled'> & { readonly product: string };

const EMPTY: Memory = { platform: { payloads: [], ledger: [] }, account: null, orders: [] };

/** Enough for the tabs that are open; a demo is no archive. */
const MAX_ENTRIES = 20;

export const trimmed = ({ platform, account, orders }: Memory): Memory => ({
  platform: {
    payloads: platform.payloads.slice(-MAX_ENTRIES),
    ledger: platform.ledger.slice(-MAX_ENTRIES),
  },
  account,
  orders: orders.slice(-MAX_ENTRIES),
});

export const ordersOf = ({ orders }: Session): readonly KeptOrder[] =>
  [...orders.values()].map(({ uuid, identifier, settled, product }) => ({
    uuid,
    identifier,
    settled,
    product: product.id,
  }));

/** Where the memory is kept. */
export interface Shelf {
  read(): Memory;
  write(memory: Memory): void;
}

/** For as long as the page lives. */
export const noShelf: Shelf = { read: () => EMPTY, write: () => undefined };

/** In the browser, for all pages of the site. What can't be read is as if it had never been. */
export function storageShelf(name: string): Shelf {
  const key = `${name} 2`;
  return {
    read() {
      try {
        return { ...EMPTY, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Memory>) };
      } catch {
        return EMPTY;
      }
    },
    write(memory) {
      try {
        localStorage.setItem(key, JSON.stringify(memory));
      } catch {
        // Full: the next page then knows less.
      }
    },
  };
}
