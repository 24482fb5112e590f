import { askNewest, caller } from './rpc.js';

/** A slower server does not count, so that an order need not wait for it. */
const TIMEOUT_MS = 4000;

export interface NewestLedgerOptions {
  readonly fetch?: typeof fetch;
  readonly signal?: AbortSignal;
}

/**
 * The index of the newest validated ledger, for a new order's `firstLedger`. If servers differ it is the lowest, so that a
 * server that is ahead, or lies, cannot hide a payment.
 *
 * @param ledgers as for `verifyPayment`
 * @throws {Error} if no server reports it
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
  if (told.length === 0) throw new Error('No ledger server returned its newest validated ledger.');
  return Math.min(...told);
}
