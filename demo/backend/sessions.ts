import type { PayloadStatus } from './payload-status.js';
import type { Product } from './products.js';

/** One created payload, and why the shop created it. */
export interface Order {
  readonly uuid: string;
  readonly identifier: string;
  readonly product: Product;
  /** The last word on it; null while it may still change. */
  settled: PayloadStatus | null;
  /** A check under way, which further questions join. */
  checking: Promise<PayloadStatus> | null;
}

/** One visitor: a browser that holds the cookie. */
export interface Session {
  readonly id: string;
  readonly startedAtMs: number;
  /** The XRPL account that signed in. */
  account: string | null;
  readonly orders: Map<string, Order>;
}

export interface SessionLimits {
  readonly maxSessions: number;
  readonly maxOrdersPerSession: number;
  readonly maxAgeMs: number;
}

export const SESSION_LIMITS: SessionLimits = {
  maxSessions: 10_000,
  maxOrdersPerSession: 50,
  maxAgeMs: 24 * 60 * 60 * 1000,
};

/**
 * Sessions in memory, for one process: with more than one, or to outlive a restart, keep them in your database.
 * Bounded, so that a stranger who makes up visitors costs the longest unseen ones, not the server's memory.
 */
export class Sessions {
  readonly #byId = new Map<string, Session>();

  constructor(
    private readonly limits: SessionLimits,
    private readonly now: () => number,
  ) {}

  /** @returns null for an id that this server did not give out or has forgotten; ids are never taken over from a cookie */
  find(id: string | undefined): Session | null {
    const session = id === undefined ? undefined : this.#byId.get(id);
    if (!session) return null;
    this.#byId.delete(session.id);
    if (this.now() - session.startedAtMs >= this.limits.maxAgeMs) return null;
    this.#byId.set(session.id, session);
    return session;
  }

  start(): Session {
    const session: Session = {
      id: randomHex(16),
      startedAtMs: this.now(),
      account: null,
      orders: new Map(),
    };
    this.#byId.set(session.id, session);
    dropOldest(this.#byId, this.limits.maxSessions);
    return session;
  }

  addOrder(session: Session, order: Order): void {
    session.orders.set(order.uuid, order);
    dropOldest(session.orders, this.limits.maxOrdersPerSession);
  }
}

/** Which transaction has paid for which order. In a real shop: a unique column of the orders table. */
export class SpentTransactions {
  readonly #orderByTxid = new Map<string, string>();

  constructor(private readonly max = 100_000) {}

  /**
   * One transaction pays for one order. Two payloads for the same amount, signed with the same account sequence, can
   * be the very same transaction: it moves the money once.
   *
   * @returns false if another order has it already
   */
  claim(txid: string, uuid: string): boolean {
    const holder = this.#orderByTxid.get(txid) ?? uuid;
    this.#orderByTxid.set(txid, holder);
    dropOldest(this.#orderByTxid, this.max);
    return holder === uuid;
  }
}

/** @param bytes of randomness; 16 are 128 bits, more than can be guessed */
export function randomHex(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A Map keeps the order in which its entries were set. */
function dropOldest(map: Map<string, unknown>, max: number): void {
  for (const key of map.keys()) {
    if (map.size <= max) return;
    map.delete(key);
  }
}
