import type { Amount, Judgement, Order as Terms, PayloadStatus } from 'xumm-payload-status/server';
import type { CreatedPayload } from './create-payload.js';
import type { Product } from './products.js';

/** What the ledger and the platform say of an order; `signed-in` is a sign-in's good end. */
export type Verdict = Judgement['verdict'] | 'signed-in';

/** What became of the goods. `dead`: tried often enough, a person has to look. */
export type Delivery = 'none' | 'queued' | 'delivered' | 'dead';

/** One visitor: a browser that holds the cookie. */
export interface Session {
  readonly id: string;
  /** The XRPL account that signed in. */
  readonly account: string | null;
}

/** What was asked for, at the terms of that moment, and how it stands. A sign-in is an order without goods. */
export interface Order {
  /** A uuid: the key of its delivery. */
  readonly id: string;
  readonly sessionId: string;
  readonly product: Product;
  /** Names what is bought among a visitor's orders: two orders of one cart are the same order. */
  readonly cart: string;
  /** 64 random hex digits: bind payments on the ledger, or the signature of a sign-in, to this order. */
  readonly invoiceId: string;
  /** The newest validated ledger when it was placed: nothing older pays for it. */
  readonly firstLedger: number | null;
  readonly placedAtMs: number;
  readonly verdict: Verdict;
  readonly reason: string | null;
  readonly isFinal: boolean;
  readonly delivered: Amount | null;
  readonly surplus: Amount | null;
  readonly txids: readonly string[];
  /** The platform says that it was signed. */
  readonly isSigned: boolean;
  /** When the last question began; null: news came since. */
  readonly askedAtMs: number | null;
  /** When the question began whose answer is stored. */
  readonly answeredAtMs: number | null;
  /** How often it was asked about since it was placed or signed. */
  readonly questions: number;
  readonly delivery: Delivery;
  readonly attempts: number;
  readonly lastError: string | null;
}

/** A sign request made for an order. An order has one that is open, and may have had others. */
export interface Payload {
  readonly uuid: string;
  readonly orderId: string;
  readonly isOpen: boolean;
  /** What the element needs, to show it again. */
  readonly created: CreatedPayload;
  /** What a visitor was last told. */
  readonly status: PayloadStatus;
  /** What the platform last said, without its secrets. */
  readonly evidence: object | null;
  /** Who signed it. */
  readonly account: string | null;
}

/** An order and its newest payload. */
export interface Current {
  readonly order: Order;
  readonly payload: Payload | null;
}

/** What a question came to. */
export interface Outcome {
  readonly judgement: Omit<Judgement, 'verdict'> & { readonly verdict: Verdict };
  readonly status: PayloadStatus;
  readonly evidence: object | null;
  readonly account: string | null;
  readonly isSigned: boolean;
  /** When the question began; null where the platform gave no answer. */
  readonly answeredAtMs: number | null;
  /** Null: there is nothing more to ask. */
  readonly askAgainAtMs: number | null;
}

/** `kept`: what is stored already is better. `taken`: one of the transactions has paid for another order. */
export type Recorded = 'stored' | 'kept' | 'taken';

/** May be spent: so many at once, and so many more each second. A share can be kept back for what matters more. */
export interface Budget {
  readonly key: string;
  readonly capacity: number;
  readonly perSecond: number;
  readonly reserve: number;
}

/** At once, or later. */
type Answer<T> = T | Promise<T>;

/**
 * Where orders are kept. All that must hold between processes is in these methods, each of them atomic; moments are the
 * caller's clock, in ms since 1970.
 */
export interface Store {
  findSession(token: string): Answer<Session | null>;
  /** Whose token this was until a moment ago, or until now, if the new one was not used yet. */
  findSessionOfOld(token: string, changedAfterMs: number): Answer<Session | null>;
  /** Two that start with one token at the same time get the same session. */
  startSession(token: string, expiresAtMs: number): Answer<Session>;
  /**
   * Signs the order's session in, once an order. From then on another token is the session's: whoever knew the old one
   * is not signed in. @returns false if it was done before
   */
  signIn(orderId: string, token: string): Answer<boolean>;
  /** Another token in the place of one that was never used: the answer that brought it got lost. @returns false if it was */
  signInAgain(orderId: string, token: string): Answer<boolean>;
  endSession(sessionId: string): Answer<void>;

  /** @returns the visitor's order of this product and cart that is not decided yet; else the new one */
  placeOrder(order: Order): Answer<Order>;
  /** From now on another order of the same may be placed. What is paid for this one is looked for as before. */
  replace(orderId: string): Answer<void>;
  /** One request at a time is made for an order. @returns false while there is an open one, or one is being made */
  claimCreation(orderId: string, untilMs: number): Answer<boolean>;
  releaseCreation(orderId: string): Answer<void>;
  addPayload(payload: Payload): Answer<void>;
  closePayload(uuid: string): Answer<void>;
  currentOf(orderId: string): Answer<Current | null>;
  find(uuid: string): Answer<Current | null>;
  /** The visitor's orders that may still be paid, newest first. */
  openOf(sessionId: string): Answer<readonly Current[]>;
  /** A lower bound for a new order's first ledger. */
  newestFirstLedger(network: string): Answer<number | null>;

  /** @returns false if it was asked since then: the answer stored is good enough */
  claimQuestion(orderId: string, askedBeforeMs: number): Answer<boolean>;
  spend(budget: Budget): Answer<boolean>;
  /** Nothing is left of it until then. */
  exhaust(key: string, untilMs: number): Answer<void>;
  record(orderId: string, payloadUuid: string | null, outcome: Outcome): Answer<Recorded>;

  /** Orders whose next question is due, the oldest question first; nobody else gets them until then. */
  claimQuestions(limit: number, untilMs: number): Answer<readonly Current[]>;
  /** Brings the next question forward. @returns false if there is nothing to ask */
  hurry(uuid: string): Answer<boolean>;
  claimDeliveries(limit: number, untilMs: number): Answer<readonly Order[]>;
  delivered(orderId: string): Answer<void>;
  /** @param againAtMs null: never, it is dead */
  notDelivered(orderId: string, error: string, againAtMs: number | null): Answer<void>;
}

/** The order as `verifyPayment` wants it. Throws for a sign-in. */
export function termsOf({ id, product, invoiceId, firstLedger, placedAtMs }: Order): Terms {
  if (product.kind !== 'payment') throw new Error('A sign-in has no terms.');
  const { network, destination, destinationTag, amount, payWithinMinutes, needsTwoLedgers = false } = product;
  return {
    id,
    network,
    destination,
    ...(destinationTag === undefined ? {} : { destinationTag }),
    amount,
    invoiceId,
    firstLedger,
    needsTwoLedgers,
    ...(payWithinMinutes === undefined
      ? {}
      : { deadline: new Date(placedAtMs + payWithinMinutes * 60_000).toISOString() }),
  };
}

/** Whole minutes for a payment to be in time; null: any time will do. */
export function minutesLeft({ product, placedAtMs }: Order, nowMs: number): number | null {
  if (product.kind !== 'payment' || product.payWithinMinutes === undefined) return null;
  return Math.floor(product.payWithinMinutes - (nowMs - placedAtMs) / 60_000);
}

/** Not decided: the same visitor who asks again for the same gets this order, not a second one. */
export const UNDECIDED: readonly Verdict[] = ['pending', 'rejected', 'expired', 'failed', 'wrong-network'];

export const isPaid = (verdict: Verdict): boolean => verdict === 'paid' || verdict === 'overpaid';

/** Whether an outcome may replace what is stored: what is final gives way to what is final only, and paid to paid. */
export const isBetter = (order: Pick<Order, 'verdict' | 'isFinal'>, { judgement }: Outcome): boolean =>
  (!order.isFinal || judgement.final) && (!isPaid(order.verdict) || isPaid(judgement.verdict));
