import type { StoreMemory } from '../../backend/index.js';
import type { PlatformMemory } from '../../platform/index.js';

/** What the servers must remember when their page is left. Plain data. */
export interface Memory {
  readonly platform: PlatformMemory;
  readonly shop: StoreMemory;
  /** Instead of the visitor's cookie. */
  readonly token: string | null;
}

const EMPTY: Memory = {
  platform: { payloads: [], ledger: [] },
  shop: { sessions: [], orders: [], payloads: [] },
  token: null,
};

/** Enough for the open tabs. */
const MAX_ENTRIES = 20;

export const trimmed = ({ platform, shop, token }: Memory): Memory => ({
  platform: {
    payloads: platform.payloads.slice(-MAX_ENTRIES),
    ledger: platform.ledger.slice(-MAX_ENTRIES),
  },
  shop: {
    sessions: shop.sessions.slice(-1),
    orders: shop.orders.slice(-MAX_ENTRIES),
    payloads: shop.payloads.slice(-MAX_ENTRIES),
  },
  token,
});

/** Where the memory is kept. */
export interface Shelf {
  read(): Memory;
  write(memory: Memory): void;
}

/** For the life of the page. */
export const noShelf: Shelf = { read: () => EMPTY, write: () => undefined };

/** In the browser, for all pages of the site. What cannot be read counts as missing. */
export function storageShelf(name: string): Shelf {
  const key = `${name} 3`;
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
        // The storage is full: the next page then knows less.
      }
    },
  };
}
