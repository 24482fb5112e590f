import type { Row } from './database.js';
import type { Current, Order, Payload, Session } from './orders.js';

/** Turns rows of the database into values. */

export const sessionOf = (row: Row): Session => ({
  id: row['id'] as string,
  account: row['account'] as string | null,
});

export const orderOf = (row: Row): Order => ({
  id: row['id'] as string,
  sessionId: row['session_id'] as string,
  product: row['product'] as Order['product'],
  cart: row['cart'] as string,
  invoiceId: row['invoice_id'] as string,
  firstLedger: row['first_ledger'] as number | null,
  placedAtMs: (row['placed_at'] as Date).getTime(),
  verdict: row['verdict'] as Order['verdict'],
  reason: row['reason'] as string | null,
  isFinal: row['is_final'] as boolean,
  delivered: row['delivered_amount'] as Order['delivered'],
  surplus: row['surplus'] as Order['surplus'],
  txids: row['txids'] as string[],
  isSigned: row['is_signed'] as boolean,
  askedAtMs: (row['asked_at'] as Date | null)?.getTime() ?? null,
  answeredAtMs: (row['answered_at'] as Date | null)?.getTime() ?? null,
  questions: row['questions'] as number,
  delivery: row['delivery'] as Order['delivery'],
  attempts: row['attempts'] as number,
  lastError: row['last_error'] as string | null,
});

const payloadOf = (row: Row): Payload => ({
  uuid: row['uuid'] as string,
  orderId: row['id'] as string,
  isOpen: row['is_open'] as boolean,
  createdAtMs: (row['created_at'] as Date).getTime(),
  created: row['created'] as Payload['created'],
  status: row['status'] as Payload['status'],
  evidence: row['evidence'] as object | null,
  account: row['account'] as string | null,
});

export const currentOf = (row: Row): Current => ({
  order: orderOf(row),
  payload: row['uuid'] === null ? null : payloadOf(row),
});
