import { judge } from './judge.js';
import { askLedger, type LedgerQuery } from './ask-ledger.js';
import { lastLedgerSequence } from './last-ledger.js';
import { readHash, readObject, readWhole } from './read.js';
import type { Judgement, LedgerAnswers, Order } from './types.js';

export interface VerifyPaymentOptions {
  /** The platform's response to "get payload"; null if there is none. */
  readonly payload: unknown;
  /** Addresses of JSON-RPC servers of the order's network, preferably of different operators. */
  readonly ledgers: readonly (string | URL)[];
  readonly fetch?: typeof fetch;
  readonly signal?: AbortSignal;
}

/**
 * Asks each ledger server for the transaction that the platform names, and for the payments to the shop since the order,
 * then judges. A server that fails is one without an answer: only an abort rejects.
 */
export async function verifyPayment(order: Order, options: VerifyPaymentOptions): Promise<Judgement> {
  const { payload, signal } = options;
  const unasked = judge({ order, payload, ledgers: {} });
  if (unasked.reason === 'order') return unasked;
  const response = readObject(readObject(payload)?.['response']);
  const lastLedger = lastLedgerSequence(response?.['hex']);
  const query: LedgerQuery = {
    txid: readHash(response?.['txid']),
    account: order.destination,
    firstLedger: readWhole(order.firstLedger),
    lastLedger,
  };
  const ask = options.fetch ?? fetch;
  // The same address twice would count as two servers.
  const addresses = [...new Set(options.ledgers.map(hrefOf))];
  const answers = await Promise.all(
    addresses.map(async (address): Promise<[string, LedgerAnswers]> => [
      address,
      await askLedger(address, query, ask, signal),
    ]),
  );
  signal?.throwIfAborted();
  return judge({
    order,
    payload,
    decoded: { LastLedgerSequence: lastLedger },
    ledgers: Object.fromEntries(answers),
  });
}

/** What is no address is left as it is: a server without an answer. */
const hrefOf = (address: string | URL): string =>
  URL.canParse(String(address)) ? new URL(address).href : String(address);
