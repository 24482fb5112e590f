import type { Network } from './products.js';

/** What this shop wants to know of a transaction. `unknown`: it is compared with what is due, never computed with. */
export interface LedgerTransaction {
  readonly hash: string;
  /** In a validated ledger, which never changes again. */
  readonly validated: boolean;
  readonly transactionType: unknown;
  /** `tesSUCCESS`, or why it failed. */
  readonly transactionResult: unknown;
  readonly destination: unknown;
  readonly destinationTag: unknown;
  /** What really arrived: drops as a string, or `{currency, issuer, value}`. */
  readonly deliveredAmount: unknown;
}

/**
 * @param txid the transaction's hash, 64 hexadecimal digits
 * @returns null if that ledger does not know it (yet)
 * @throws if the ledger could not be asked
 */
export type LookUpTransaction = (txid: string, network: Network) => Promise<LedgerTransaction | null>;

export interface LedgerOptions {
  /** The JSON-RPC address of a server of that network. */
  readonly endpoint: (network: Network) => string;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
}

/** Public servers, good enough for a demo. A busy shop runs its own, or pays for one. */
export function publicLedger(network: Network): string {
  switch (network) {
    case 'MAINNET':
      return 'https://xrplcluster.com/';
    case 'TESTNET':
      return 'https://s.altnet.rippletest.net:51234/';
  }
}

/** Asks a rippled (or Clio) server by its JSON-RPC method `tx`: https://xrpl.org/docs/references/http-websocket-apis/public-api-methods/transaction-methods/tx */
export function ledgerLookUp(options: LedgerOptions): LookUpTransaction {
  const { endpoint, timeoutMs = 3000 } = options;
  return async (txid, network) => {
    const ask = options.fetch ?? fetch;
    const response = await ask(endpoint(network), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ method: 'tx', params: [{ transaction: txid, binary: false }] }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`The ledger answered HTTP ${response.status}`);
    return readTransaction(await response.json());
  };
}

/**
 * Reads the answer of `tx` (API version 1, the default of JSON-RPC).
 *
 * @throws on any error but `txnNotFound`, e.g. `slowDown`: not to know is something else than to know that there is none
 */
export function readTransaction(answer: unknown): LedgerTransaction | null {
  const result = object(object(answer)['result']);
  if (result['error'] === 'txnNotFound') return null;
  const { hash } = result;
  if (typeof hash !== 'string') throw new Error(`The ledger answered ${String(result['error'])}`);
  const meta = object(result['meta']);
  return {
    hash,
    validated: result['validated'] === true,
    transactionType: result['TransactionType'],
    transactionResult: meta['TransactionResult'],
    destination: result['Destination'],
    destinationTag: result['DestinationTag'],
    deliveredAmount: meta['delivered_amount'],
  };
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
