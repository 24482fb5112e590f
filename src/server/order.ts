import { readAmount, type Sum } from './amount.js';
import { networkName } from './network.js';
import { isAbsent, readHash, readObject, readTag, readText, readTime, readWhole } from './read.js';
import type { Amount } from './types.js';

/** An order that was read completely. */
export interface ReadOrder {
  readonly network: string;
  readonly destination: string;
  readonly destinationTag: number | null;
  /** As written in the order. */
  readonly amount: Amount;
  readonly due: Sum;
  readonly invoiceId: string;
  readonly firstLedger: number | null;
  readonly deadlineMs: number | null;
  /** How many ledger servers must agree. */
  readonly serversNeeded: 1 | 2;
}

/** Null if any part cannot be read: in an order, a value of the wrong type does not count as absent. */
export function readOrder(value: unknown): ReadOrder | null {
  const order = readObject(value);
  if (!order) return null;
  const network = networkName(order['network']);
  const destination = readText(order['destination']);
  // A copy: what is read later than here could throw, or be another amount.
  const amount = copyOf(order['amount']);
  const due = readAmount(amount);
  const invoiceId = readHash(order['invoiceId']);
  const destinationTag = optional(order['destinationTag'], readTag);
  const firstLedger = optional(order['firstLedger'], readWhole);
  const deadlineMs = optional(order['deadline'], readTime);
  const needsTwoLedgers = optional(order['needsTwoLedgers'], (flag) =>
    typeof flag === 'boolean' ? flag : null,
  );
  if (network === null || destination === null || invoiceId === null) return null;
  if (!due || due.kind === 'mpt' || due.value.units === 0n) return null;
  if (destinationTag === undefined || firstLedger === undefined) return null;
  if (deadlineMs === undefined || needsTwoLedgers === undefined) return null;
  return {
    network,
    destination,
    destinationTag,
    amount: amount as Amount,
    due,
    invoiceId,
    firstLedger,
    deadlineMs,
    serversNeeded: needsTwoLedgers === true ? 2 : 1,
  };
}

const copyOf = (value: unknown): unknown => (typeof value === 'object' ? { ...value } : value);

/** Null: absent. Undefined: present, but not readable. */
const optional = <T>(value: unknown, read: (value: unknown) => T | null): T | null | undefined =>
  isAbsent(value) ? null : (read(value) ?? undefined);
