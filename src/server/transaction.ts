import { readAmount, type Sum } from './amount.js';
import { networkId } from './network.js';
import { readHash, readObject, readTag, readText, readTime, readWhole, type Fields } from './read.js';

/** What one answer of a ledger server says about one transaction. */
export interface Transaction {
  readonly hash: string;
  readonly type: string;
  /** It is in a validated ledger, which never changes. */
  readonly isValidated: boolean;
  /** `tesSUCCESS` or a `tec…` code; never null if it is validated. */
  readonly result: string | null;
  readonly account: string | null;
  readonly destination: string | null;
  readonly destinationTag: number | null;
  readonly invoiceId: string | null;
  readonly ledger: number | null;
  readonly closedMs: number | null;
  /** `meta.delivered_amount` only: `Amount` is what the sender was willing to send at most. */
  readonly delivered: Sum | null;
}

/** The ledger counts seconds from 2000-01-01. */
export const LEDGER_EPOCH_SECONDS = 946_684_800;

/**
 * Reads a transaction in any of its shapes: its fields beside `meta` (`tx`, API version 1), in `tx` (an entry of
 * `account_tx`, version 1) or in `tx_json` (version 2, with hash, ledger and close time beside it).
 *
 * @returns null if it cannot be read, or belongs to another network
 */
export function readTransaction(value: unknown, network: string): Transaction | null {
  const outer = readObject(value);
  if (!outer) return null;
  const version2 = readObject(outer['tx_json']);
  const fields = version2 ?? readObject(outer['tx']) ?? outer;
  const frame = version2 ? outer : fields;
  const meta = readObject(outer['meta']);

  const hash = readHash(frame['hash']);
  const type = readText(fields['TransactionType']);
  const isValidated = outer['validated'] === true;
  const result = readText(meta?.['TransactionResult']);
  const isFinal = result === 'tesSUCCESS' || result?.startsWith('tec') === true;
  if (hash === null || type === null || (isValidated && !isFinal)) return null;
  if (isElsewhere(network, [outer, fields])) return null;
  return {
    hash,
    type,
    isValidated,
    result,
    account: readText(fields['Account']),
    destination: readText(fields['Destination']),
    destinationTag: readTag(fields['DestinationTag']),
    invoiceId: readHash(fields['InvoiceID']),
    ledger: readWhole(frame['ledger_index']),
    closedMs: readTime(frame['close_time_iso']) ?? ledgerTime(fields['date']),
    delivered: readAmount(meta?.['delivered_amount']),
  };
}

function ledgerTime(value: unknown): number | null {
  const seconds = readWhole(value);
  return seconds === null ? null : (seconds + LEDGER_EPOCH_SECONDS) * 1000;
}

/** Whether it says that it belongs to another network: the last four digits of a `ctid` are the network's id. */
function isElsewhere(network: string, places: readonly Fields[]): boolean {
  const id = networkId(network);
  if (id === null) return false;
  return places.some((place) =>
    [readWhole(place['NetworkID']), idOf(place['ctid'])].some((said) => said !== null && said !== id),
  );
}

const idOf = (ctid: unknown): number | null =>
  typeof ctid === 'string' && /^C[0-9A-F]{15}$/i.test(ctid) ? parseInt(ctid.slice(-4), 16) : null;
