import { isAbsent, readHash, readList, readObject, readTime, readWhole, type Fields } from './read.js';
import type { ReadOrder } from './order.js';
import { readTransaction, type Transaction } from './transaction.js';

/** The error `txnNotFound`, and where that server looked. */
export interface NotFound {
  readonly isAllSearched: boolean;
  readonly minLedger: number | null;
  readonly maxLedger: number | null;
}

/** The search of an account in a range of ledgers. */
export interface Search {
  readonly transactions: readonly Transaction[];
  /** The server returned every transaction of the account in these ledgers, and all could be read. */
  readonly isComplete: boolean;
  /** The last ledger that was searched. */
  readonly maxLedger: number | null;
}

/** What one ledger server knows. */
export interface Server {
  readonly validated: number | null;
  readonly closedMs: number | null;
  readonly notFound: NotFound | null;
  /** Transactions from the look-up and the search. */
  readonly transactions: readonly Transaction[];
  readonly search: Search | null;
}

export function readServer(value: unknown, order: ReadOrder, txid: string | null): Server {
  const server = readObject(value);
  const validated = readWhole(server?.['validated']);
  const lookUp = answerOf(server?.['tx']);
  const found = lookUp && isAbsent(lookUp['error']) ? readTransaction(lookUp, order.network) : null;
  const search = readSearch(answerOf(server?.['account_tx']), order, validated);
  return {
    validated,
    closedMs: readTime(server?.['closed']),
    notFound: lookUp && txid !== null ? readNotFound(lookUp, txid) : null,
    transactions: [...(found ? [found] : []), ...(search?.transactions ?? [])],
    search,
  };
}

/** A server over HTTP wraps its answer in `result`; other servers and proxies do not. */
function answerOf(value: unknown): Fields | null {
  const answer = readObject(value);
  return readObject(answer?.['result']) ?? answer;
}

/** The only error that says something: this server does not have the transaction. */
function readNotFound(lookUp: Fields, txid: string): NotFound | null {
  if (lookUp['error'] !== 'txnNotFound') return null;
  const request = readObject(lookUp['request']);
  const params = readList(request?.['params']) ?? [];
  const asked = params.length > 0 ? readObject(params[0]) : request;
  if (readHash(asked?.['transaction']) !== txid) return null;
  return {
    isAllSearched: lookUp['searched_all'] === true,
    minLedger: readWhole(asked?.['min_ledger']),
    maxLedger: readWhole(asked?.['max_ledger']),
  };
}

function readSearch(answer: Fields | null, order: ReadOrder, validated: number | null): Search | null {
  const entries = readList(answer?.['transactions']);
  if (!answer || !entries || !isAbsent(answer['error'])) return null;
  const transactions = entries.map((entry) => readTransaction(entry, order.network));
  const minLedger = readWhole(answer['ledger_index_min']);
  const maxLedger = readWhole(answer['ledger_index_max']);
  const { firstLedger } = order;
  return {
    transactions: transactions.filter((transaction) => transaction !== null),
    isComplete:
      isAbsent(answer['marker']) &&
      !transactions.includes(null) &&
      answer['account'] === order.destination &&
      firstLedger !== null &&
      isAscending(minLedger, firstLedger, maxLedger) &&
      isAscending(validated, maxLedger),
    maxLedger,
  };
}

/** Whether all are known and in ascending order. */
const isAscending = (...values: readonly (number | null)[]): boolean =>
  values.every((value, index) => value !== null && value >= (values[index - 1] ?? 0));
