import { networkId, networkName } from './network.js';
import { readHash, readObject, readText, readTime } from './read.js';

/** The platform's response to "get payload", as far as a verdict needs it. */
export interface ReadPayload {
  /** Null if the platform does not say true or false. */
  readonly isResolved: boolean | null;
  readonly isSigned: boolean | null;
  readonly isCancelled: boolean;
  readonly isExpired: boolean;
  readonly transactionType: string | null;
  /** The hash of the transaction that was signed. */
  readonly txid: string | null;
  /** The account that signed. */
  readonly account: string | null;
  /** The network to which the wallet says that it submitted: one of the five names, or null. A hint, not a proof. */
  readonly network: string | null;
  /** When it was resolved, or else when it expires. */
  readonly endMs: number | null;
}

/** Null without a response from the platform: a payload has a `meta` object. */
export function readPayload(value: unknown): ReadPayload | null {
  const answer = readObject(value);
  const meta = readObject(answer?.['meta']);
  if (!answer || !meta) return null;
  const request = readObject(answer['payload']);
  const response = readObject(answer['response']);
  return {
    isResolved: flag(meta['resolved']),
    isSigned: flag(meta['signed']),
    isCancelled: meta['cancelled'] === true,
    isExpired: meta['expired'] === true,
    transactionType: readText(request?.['tx_type']),
    txid: readHash(response?.['txid']),
    account: readText(response?.['account']),
    network: known(response?.['dispatched_nodetype']) ?? known(response?.['environment_nodetype']),
    endMs: readTime(response?.['resolved_at']) ?? readTime(request?.['expires_at']),
  };
}

const flag = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);

function known(value: unknown): string | null {
  const name = networkName(value);
  return name !== null && networkId(name) !== null ? name : null;
}
