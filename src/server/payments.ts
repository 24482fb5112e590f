import { add, mismatchOf, spell, ZERO, type Decimal } from './amount.js';
import type { Server } from './answers.js';
import type { ReadOrder } from './order.js';
import type { ReadPayload } from './payload.js';
import type { Transaction } from './transaction.js';

/** What a transaction means for the order, once it is confirmed. */
export type Effect =
  | { readonly kind: 'failed'; readonly code: string }
  | { readonly kind: 'mismatch'; readonly reason: string }
  | { readonly kind: 'unknown-amount' }
  | { readonly kind: 'payment'; readonly value: Decimal };

/** A transaction of the order: the one that the platform names, or a Payment with the order's InvoiceID. */
export interface OrderTransaction {
  readonly hash: string;
  readonly isNamed: boolean;
  /** Sent by the account that signed; true for all while that account is not known. */
  readonly isOwn: boolean;
  /** Validated answers about it contradict each other. */
  readonly isContradicted: boolean;
  /** As many servers as the order needs agree on it. */
  readonly isConfirmed: boolean;
  readonly ledger: number | null;
  readonly closedMs: number | null;
  readonly effect: Effect;
}

/** A validated answer, and the server that gave it. */
interface Told {
  readonly server: number;
  readonly transaction: Transaction;
}

/** The order's transactions, each once, sorted by hash. Only validated answers count. */
export function transactionsOf(
  order: ReadOrder,
  payload: ReadPayload | null,
  servers: readonly Server[],
): readonly OrderTransaction[] {
  const byHash = new Map<string, Told[]>();
  servers.forEach(({ transactions }, server) => {
    for (const transaction of transactions) {
      if (!transaction.isValidated) continue;
      const told = byHash.get(transaction.hash) ?? [];
      byHash.set(transaction.hash, [...told, { server, transaction }]);
    }
  });
  return [...byHash]
    .filter(([hash, told]) => hash === payload?.txid || carriesInvoice(order, told))
    .map(([hash, told]) => merge(hash, told, order, payload))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1));
}

const carriesInvoice = (order: ReadOrder, told: readonly Told[]): boolean =>
  told.some(
    ({ transaction: { type, invoiceId, ledger } }) =>
      type === 'Payment' && invoiceId === order.invoiceId && !isBefore(order, ledger),
  );

const isBefore = ({ firstLedger }: ReadOrder, ledger: number | null): boolean =>
  firstLedger !== null && ledger !== null && ledger < firstLedger;

function merge(
  hash: string,
  told: readonly Told[],
  order: ReadOrder,
  payload: ReadPayload | null,
): OrderTransaction {
  const answers = told.map(({ transaction }) => transaction);
  const withAmount = told.filter(
    ({ transaction }) => isDelivery(transaction) && transaction.delivered !== null,
  );
  const confirming = withAmount.length > 0 ? withAmount : told;
  // What all servers agree on, plus what only some of them know.
  const [{ transaction }] = confirming as [Told, ...Told[]];
  const ledger = firstKnown(answers, (answer) => answer.ledger);
  const signer = payload?.account ?? null;
  return {
    hash,
    isNamed: hash === payload?.txid,
    isOwn: signer === null || transaction.account === signer,
    isContradicted: isContradicted(answers),
    isConfirmed: new Set(confirming.map(({ server }) => server)).size >= order.serversNeeded,
    ledger,
    closedMs: firstKnown(answers, (answer) => answer.closedMs),
    effect: effectOf({ ...transaction, ledger }, order),
  };
}

const isDelivery = ({ type, result }: Transaction): boolean => type === 'Payment' && result === 'tesSUCCESS';

const firstKnown = (
  answers: readonly Transaction[],
  read: (answer: Transaction) => number | null,
): number | null => answers.map(read).find((value) => value !== null) ?? null;

/** Whether two answers about one transaction contradict each other. What a server does not know is no contradiction. */
function isContradicted(answers: readonly Transaction[]): boolean {
  const count = (read: (answer: Transaction) => unknown): number => new Set(answers.map(read)).size;
  const countKnown = (read: (answer: Transaction) => unknown): number =>
    new Set(answers.map(read).filter((value) => value !== null)).size;
  return (
    count(({ type, result, account, destination, destinationTag, invoiceId }) =>
      JSON.stringify([type, result, account, destination, destinationTag, invoiceId]),
    ) > 1 ||
    countKnown(({ ledger }) => ledger) > 1 ||
    countKnown(({ closedMs }) => closedMs) > 1 ||
    countKnown(({ delivered }) => delivered && spell(delivered)) > 1
  );
}

/** The first rule that applies. */
function effectOf(transaction: Transaction, order: ReadOrder): Effect {
  const { result, delivered } = transaction;
  if (result !== null && result !== 'tesSUCCESS') return { kind: 'failed', code: result };
  const strange = strangeness(transaction, order);
  if (strange !== null) return { kind: 'mismatch', reason: strange };
  if (!delivered) return { kind: 'unknown-amount' };
  const otherMoney = mismatchOf(order.due, delivered);
  if (otherMoney !== null) return { kind: 'mismatch', reason: otherMoney };
  return { kind: 'payment', value: delivered.value };
}

function strangeness(transaction: Transaction, order: ReadOrder): string | null {
  const { type, destination, destinationTag, invoiceId, ledger } = transaction;
  if (type !== 'Payment') return 'type';
  if (destination !== order.destination) return 'destination';
  if (order.destinationTag !== null && destinationTag !== order.destinationTag) return 'destination-tag';
  return invoiceId !== order.invoiceId || isBefore(order, ledger) ? 'invoice' : null;
}

/** A confirmed payment of the order's own money. */
export interface Payment {
  readonly hash: string;
  readonly isNamed: boolean;
  readonly isOwn: boolean;
  readonly closedMs: number | null;
  readonly value: Decimal;
}

export const paymentsOf = (transactions: readonly OrderTransaction[]): readonly Payment[] =>
  transactions.flatMap(({ hash, isNamed, isOwn, isConfirmed, closedMs, effect }) =>
    isConfirmed && effect.kind === 'payment' ? [{ hash, isNamed, isOwn, closedMs, value: effect.value }] : [],
  );

export const sumOf = (payments: readonly Payment[]): Decimal =>
  payments.reduce((sum, { value }) => add(sum, value), ZERO);
