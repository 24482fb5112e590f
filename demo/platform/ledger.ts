import { Hono } from 'hono';
import type { Clock } from './clock.js';
import { isObject } from './input.js';
import type { TxJson } from './payload.js';
import { answerProblems, boundedBody, Problem, readJson } from './problem.js';

/** A transaction that was submitted, and what becomes of it. */
export interface LedgerEntry {
  readonly txid: string;
  readonly account: string;
  readonly tx: TxJson;
  /** From when on it is in a validated ledger, ms since 1970; null: never. */
  readonly validatedAtMs: number | null;
  /** `tesSUCCESS`, or a `tec…` code: claimed a fee and did nothing. */
  readonly result: string;
  /** What arrived: drops as a string, or an issued amount. Less than the `Amount` in a partial payment. */
  readonly delivered: unknown;
}

/** A ledger of one node, whatever network the wallet said it submitted to. */
export class Ledger {
  readonly #clock: Clock;
  readonly #entries = new Map<string, LedgerEntry>();

  constructor(clock: Clock, kept: readonly LedgerEntry[] = []) {
    this.#clock = clock;
    for (const entry of kept) this.record(entry);
  }

  /** Plain data, in the order in which they came. */
  all(): readonly LedgerEntry[] {
    return [...this.#entries.values()];
  }

  /** A txid that is known already stays what it was: a ledger can't be rewritten by presenting an old hash. */
  record(entry: LedgerEntry): void {
    if (!this.#entries.has(entry.txid)) this.#entries.set(entry.txid, entry);
  }

  /** The `result` of rippled's `tx` method. */
  tx(txid: string): Record<string, unknown> {
    const entry = this.#entries.get(txid);
    if (entry === undefined) return notFound(txid);
    const validated = entry.validatedAtMs !== null && this.#clock.now() >= entry.validatedAtMs;
    const isPayment = entry.tx.TransactionType === 'Payment';
    return {
      ...entry.tx,
      Account: entry.account,
      ...(isPayment ? { DeliverMax: entry.tx['Amount'] } : {}),
      hash: entry.txid,
      status: 'success',
      validated,
      // Before its ledger closes a transaction has no final outcome to tell.
      ...(validated ? { meta: metaOf(entry, isPayment) } : {}),
    };
  }
}

function metaOf({ result, delivered }: LedgerEntry, isPayment: boolean): Record<string, unknown> {
  const arrived = isPayment && result === 'tesSUCCESS';
  return { TransactionResult: result, ...(arrived ? { delivered_amount: delivered } : {}) };
}

function notFound(txid: string): Record<string, unknown> {
  return {
    error: 'txnNotFound',
    error_code: 29,
    error_message: 'Transaction not found.',
    request: { command: 'tx', transaction: txid, binary: false },
    status: 'error',
  };
}

/**
 * `POST /` as rippled's JSON-RPC: `{"method": "tx", "params": [{"transaction": "<txid>"}]}`. Like there, an error of the
 * method is HTTP 200.
 */
export function ledgerRoutes(ledger: Ledger): Hono {
  const routes = new Hono();
  answerProblems(routes);
  routes.post('/', boundedBody, async (context) =>
    context.json({ result: callLedger(ledger, await readJson(context)) }),
  );
  routes.all('*', () => {
    throw new Problem(404, 'The ledger answers POST only.');
  });
  return routes;
}

function callLedger(ledger: Ledger, body: unknown): Record<string, unknown> {
  const { method, params } = isObject(body) ? body : {};
  if (method !== 'tx') {
    return { error: 'unknownCmd', error_code: 32, error_message: 'Unknown method.', status: 'error' };
  }
  const first: unknown = Array.isArray(params) ? params[0] : undefined;
  const txid = isObject(first) ? first['transaction'] : undefined;
  if (typeof txid !== 'string' || !/^[0-9a-f]{64}$/i.test(txid)) {
    return { error: 'invalidParams', error_code: 31, error_message: 'Invalid parameters.', status: 'error' };
  }
  return ledger.tx(txid.toUpperCase());
}
