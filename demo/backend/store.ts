import type { Current, Finding, Order, Payload, Session } from './orders.js';

/** `kept`: what is stored is better. `taken`: one of the transactions has already paid for another order. */
export type Recorded = 'stored' | 'kept' | 'taken';

/** A limit: this many at once, and this many more each second. A part can be kept for what matters more. */
export interface Budget {
  readonly key: string;
  readonly capacity: number;
  readonly perSecond: number;
  readonly reserve: number;
}

/** Which orders are asked about. Default: all. */
export interface Which {
  readonly placedAfterMs?: number;
  readonly placedUntilMs?: number;
  /** Only those about which there was news since the last question, or never a question. */
  readonly isNews?: boolean;
}

/** At once, or later. */
type Awaitable<T> = T | Promise<T>;

/** What is kept of visitors: their sessions, and how much of each limit is used. */
export interface VisitorStore {
  findSession(token: string): Awaitable<Session | null>;
  /** The session that had this token until a moment ago, or until now if the new token was not used yet. */
  findSessionOfOld(token: string, changedAfterMs: number): Awaitable<Session | null>;
  /** Two requests that start with one token at the same time get the same session. */
  startSession(token: string, expiresAtMs: number): Awaitable<Session>;
  endSession(sessionId: string): Awaitable<void>;

  spend(budget: Budget): Awaitable<boolean>;
  /** Uses the limit up until then. */
  exhaust(key: string, untilMs: number): Awaitable<void>;
  /** Deletes sessions that have ended, and limits that nobody has used since then. */
  forget(unusedSinceMs: number): Awaitable<void>;
}

/**
 * Where orders are kept. Everything that must hold between processes is in these methods, and each is atomic. Times are by
 * the caller's clock, in ms since 1970.
 */
export interface Store extends VisitorStore {
  /**
   * Signs the order's session in, once per order. The session then gets another token, so that whoever knew the old one
   * is not signed in.
   *
   * @param token the session's token until now
   * @returns the new token, also to later questions with the old one, because a response may get lost; null once the new
   *   token was used, or if nobody signs in
   */
  signIn(orderId: string, token: string): Awaitable<string | null>;

  /** @returns the visitor's undecided order of this product and cart; else the new one */
  placeOrder(order: Order): Awaitable<Order>;
  /** Allows another order of the same product and cart. Payments for this one are still looked for. */
  replace(orderId: string): Awaitable<void>;
  /** Reserves the right to create a payload for an order. @returns false if there is an open one, or one is being created */
  claimCreation(orderId: string, untilMs: number): Awaitable<boolean>;
  releaseCreation(orderId: string): Awaitable<void>;
  addPayload(payload: Payload): Awaitable<void>;
  closePayload(uuid: string): Awaitable<void>;
  currentOf(orderId: string): Awaitable<Current | null>;
  find(uuid: string): Awaitable<Current | null>;
  /** The visitor's orders that may still be paid, newest first. */
  openOf(sessionId: string): Awaitable<readonly Current[]>;
  /** A lower bound for a new order's first ledger. */
  newestFirstLedger(network: string): Awaitable<number | null>;

  /** @returns false if it was asked since then: the stored answer is good enough */
  claimQuestion(orderId: string, askedBeforeMs: number): Awaitable<boolean>;
  /**
   * Stores a finding, unless what is stored is better. A question that a webhook made due stays due.
   *
   * @param payloadUuid the payload that was asked about
   */
  record(orderId: string, payloadUuid: string | null, finding: Finding): Awaitable<Recorded>;

  /**
   * Orders whose next question is due, the oldest first; no other process gets them until then.
   */
  claimQuestions(limit: number, untilMs: number, which?: Which): Awaitable<readonly Current[]>;
  /** Makes the next question due now. @returns false if there is nothing to ask */
  hurry(uuid: string): Awaitable<boolean>;
  claimDeliveries(limit: number, untilMs: number): Awaitable<readonly Order[]>;
  delivered(orderId: string): Awaitable<void>;
  /** @param againAtMs null: never, it is dead */
  notDelivered(orderId: string, error: string, againAtMs: number | null): Awaitable<void>;
}
