import { askNewest, caller } from './rpc.js';

/** A server that takes longer does not count: an order is not to wait for it. */
const TIMEOUT_MS = 4000;

export interface NewestLedgerOptions {
  readonly fetch?: typeof fetch;
  readonly signal?: AbortSignal;
}

/**
 * The index of the newest validated ledger, for a new order's `firstLedger`. Where servers differ it is the lowest: one
 * that is ahead of the others, or makes it up, hides no payment.
 *
 * @param ledgers as for `verifyPayment`
 * @throws {Error} if none of them tells it
 */
export async function newestLedger(
  ledgers: readonly (string | URL)[],
  options: NewestLedgerOptions = {},
): Promise<number> {
  const { fetch: ask = fetch, signal } = options;
  const end = AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(signal ? [signal] : [])]);
  const answers = await Promise.all(
    ledgers.map((address) => askNewest(caller(String(address), ask, () => end))),
  );
  signal?.throwIfAborted();
  const told = answers.flatMap((ledger) => (ledger ? [ledger.index] : []));
  if (told.length === 0) throw new Error('No ledger server tells its newest validated ledger.');
  return Math.min(...told);
}
