import type { Amount, Judgement, Order as Terms, PayloadStatus } from 'xumm-payload-status/server';
import type { CreatedPayload } from './create-payload.js';
import type { Network, Product } from './products.js';

/** What the ledger and the platform say about an order; `signed-in` is a sign-in that succeeded. */
export type Verdict = Judgement['verdict'] | 'signed-in';

/** What happened to the goods. `dead`: it was tried often enough, and a person must look. */
export type Delivery = 'none' | 'queued' | 'delivered' | 'dead';

/** One visitor: a browser that has the cookie. */
export interface Session {
  readonly id: string;
  /** The XRPL account that signed in. */
  readonly account: string | null;
}

/** What was ordered, on the terms at that moment, and its state. A sign-in is an order without goods. */
export interface Order {
  /** A uuid; also the key of its delivery. */
  readonly id: string;
  readonly sessionId: string;
  readonly product: Product;
  /** What is bought, unique among a visitor's orders: two orders of one cart are the same order. */
  readonly cart: string;
  /** 64 random hex digits that tie payments on the ledger, or the signature of a sign-in, to this order. */
  readonly invoiceId: string;
  /** The newest validated ledger when it was placed: older payments do not count. */
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
  /** When the last question began; null if there was news since. */
  readonly askedAtMs: number | null;
  /** When the question of the stored answer began. */
  readonly answeredAtMs: number | null;
  /** How often it was asked about since it was placed or signed. */
  readonly questions: number;
  readonly delivery: Delivery;
  readonly attempts: number;
  readonly lastError: string | null;
}

/** A payload for an order. An order has one that is open, and may have had others. */
export interface Payload {
  readonly uuid: string;
  readonly orderId: string;
  readonly isOpen: boolean;
  readonly createdAtMs: number;
  /** What the element needs to show it again. */
  readonly created: CreatedPayload;
  /** What a visitor was last told. */
  readonly status: PayloadStatus;
  /** The platform's last response, without its secrets. */
  readonly evidence: object | null;
  /** Who signed it. */
  readonly account: string | null;
}

/** An order and its newest payload. */
export interface Current {
  readonly order: Order;
  readonly payload: Payload | null;
}

/** What a check of an order found. */
export interface Finding {
  readonly judgement: Omit<Judgement, 'verdict'> & { readonly verdict: Verdict };
  readonly status: PayloadStatus;
  readonly evidence: object | null;
  readonly account: string | null;
  readonly isSigned: boolean;
  /** When the question began. */
  readonly askedAtMs: number;
  /** False: the platform gave no answer. */
  readonly isAnswered: boolean;
  /** Null: there is nothing more to ask. */
  readonly askAgainAtMs: number | null;
}

/** The order for `verifyPayment`. Throws for a sign-in. */
export function termsOf({
  id,
  product,
  invoiceId,
  firstLedger,
  placedAtMs,
}: Order): Terms & { readonly network: Network } {
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

/** Whole minutes in which a payment is in time; null: no limit. */
export function minutesLeft({ product, placedAtMs }: Order, nowMs: number): number | null {
  if (product.kind !== 'payment' || product.payWithinMinutes === undefined) return null;
  return Math.floor(product.payWithinMinutes - (nowMs - placedAtMs) / 60_000);
}

/** Undecided: if the same visitor asks for the same again, they get this order, not a second one. */
export const UNDECIDED: readonly Verdict[] = ['pending', 'rejected', 'expired', 'failed', 'wrong-network'];

export const isPaid = (verdict: Verdict): boolean => verdict === 'paid' || verdict === 'overpaid';

/**
 * Whether a finding may replace the stored one. A final one is replaced only by a final one, and paid only by paid. Unless it
 * says paid, it also needs to be the newest: about the open payload, and from a question that began no earlier.
 */
export const isBetter = (order: Order, isNewest: boolean, { judgement }: Finding): boolean =>
  (!order.isFinal || judgement.final) && (isPaid(judgement.verdict) || (!isPaid(order.verdict) && isNewest));
