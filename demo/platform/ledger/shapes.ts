import { sha512 } from '@noble/hashes/sha2.js';
import { NETWORK_IDS, type Network } from '../networks.js';
import type { Chain, LedgerEntry } from './chain.js';
import type { ApiVersion, ServerConduct } from './conduct.js';

export type Json = Record<string, unknown>;

/** The ledger counts seconds from 2000-01-01. */
const EPOCH_SECONDS = 946_684_800;

export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();

/** The first half of a SHA-512, as the ledger uses it. */
export const halfHash = (bytes: Uint8Array): string => hexOf(sha512(bytes).slice(0, 32));

export const ledgerHash = (network: Network, index: number): string =>
  halfHash(new TextEncoder().encode(`${network} ${index}`));

export const secondsOf = (ms: number): number => Math.floor(ms / 1000) - EPOCH_SECONDS;
export const isoOf = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

const hexDigits = (value: number, digits: number): string =>
  value.toString(16).toUpperCase().padStart(digits, '0');

/** Where a transaction is, as 16 digits: ledger, place in it, network. */
export const ctidOf = (network: Network, ledgerIndex: number, position: number): string =>
  `C${hexDigits(ledgerIndex, 7)}${hexDigits(position, 4)}${hexDigits(NETWORK_IDS[network], 4)}`;

/** A transaction as a server returns it. */
export interface Told {
  readonly entry: LedgerEntry;
  /** Null: it is in no validated ledger that this server has. */
  readonly ledgerIndex: number | null;
  readonly result: string;
  readonly delivered: unknown;
}

/** What this server says about an entry, up to the newest ledger that it has; null if it does not have it. */
export function tell(entry: LedgerEntry, newest: number, { lie }: ServerConduct): Told | null {
  if (lie === 'absent') return null;
  const { ledgerIndex, result, delivered } = entry;
  if (lie === 'paid')
    return {
      entry,
      ledgerIndex: ledgerIndex ?? newest,
      result: 'tesSUCCESS',
      delivered: entry.tx['Amount'],
    };
  const isHere = ledgerIndex !== null && ledgerIndex <= newest;
  return { entry, ledgerIndex: isHere ? ledgerIndex : null, result, delivered };
}

function metaOf({ entry, result, delivered }: Told, told: ServerConduct['delivered']): Json {
  const arrived = entry.tx.TransactionType === 'Payment' && result === 'tesSUCCESS';
  const isPartial = (Number(entry.tx['Flags'] ?? 0) & PARTIAL_PAYMENT) !== 0;
  return {
    AffectedNodes: [],
    ...(arrived && isPartial ? { DeliveredAmount: delivered } : {}),
    TransactionIndex: entry.position,
    TransactionResult: result,
    ...(arrived && told !== 'absent'
      ? { delivered_amount: told === 'unavailable' ? 'unavailable' : delivered }
      : {}),
  };
}

/** tfPartialPayment: what arrives may be less than the amount. */
export const PARTIAL_PAYMENT = 0x0002_0000;

/** API version 2 names the amount of a payment for what it is: a maximum. */
function fieldsOf({ tx }: LedgerEntry, version: ApiVersion): Json {
  if (tx.TransactionType !== 'Payment') return { ...tx };
  const { Amount, ...others } = tx as Json;
  return version === 1 ? { ...others, Amount, DeliverMax: Amount } : { ...others, DeliverMax: Amount };
}

/** The result of `tx`. */
export function txResult(told: Told, chain: Chain, version: ApiVersion, conduct: ServerConduct): Json {
  const { entry, ledgerIndex } = told;
  const fields = fieldsOf(entry, version);
  const hash = entry.txid;
  // Before its ledger closes, a transaction has no final result.
  if (ledgerIndex === null)
    return version === 1
      ? { ...fields, hash, validated: false }
      : { tx_json: fields, hash, validated: false };
  const closedAtMs = chain.closedAtMs(ledgerIndex);
  const ctid = ctidOf(chain.network, ledgerIndex, entry.position);
  const date = secondsOf(closedAtMs);
  const meta = metaOf(told, conduct.delivered);
  return version === 1
    ? {
        ...fields,
        ctid,
        date,
        hash,
        inLedger: ledgerIndex,
        ledger_index: ledgerIndex,
        meta,
        validated: true,
      }
    : {
        close_time_iso: isoOf(closedAtMs),
        ctid,
        hash,
        ledger_hash: ledgerHash(chain.network, ledgerIndex),
        ledger_index: ledgerIndex,
        meta,
        tx_json: { ...fields, date, ledger_index: ledgerIndex },
        validated: true,
      };
}

/** One of the transactions of `account_tx`. */
export function accountTxEntry(
  told: Told & { readonly ledgerIndex: number },
  chain: Chain,
  version: ApiVersion,
  conduct: ServerConduct,
): Json {
  const { entry, ledgerIndex } = told;
  const { meta, ...rest } = txResult(told, chain, version, conduct);
  if (version === 2) return { ...rest, meta };
  const { validated, ...tx } = rest;
  return { meta, tx: { ...tx, hash: entry.txid, ledger_index: ledgerIndex }, validated };
}

/** The header of a validated ledger, as in `ledger`. */
export function ledgerResult(chain: Chain, index: number, version: ApiVersion): Json {
  const hash = ledgerHash(chain.network, index);
  const closedAtMs = chain.closedAtMs(index);
  return {
    ledger: {
      account_hash: ledgerHash(chain.network, index * 2),
      close_flags: 0,
      close_time: secondsOf(closedAtMs),
      close_time_human: new Date(closedAtMs).toUTCString(),
      close_time_iso: isoOf(closedAtMs),
      close_time_resolution: 10,
      closed: true,
      ledger_hash: hash,
      ledger_index: version === 1 ? String(index) : index,
      parent_close_time: secondsOf(chain.closedAtMs(index - 1)),
      parent_hash: ledgerHash(chain.network, index - 1),
      total_coins: '99986000000000000',
      transaction_hash: ledgerHash(chain.network, index * 3),
    },
    ledger_hash: hash,
    ledger_index: index,
    validated: true,
  };
}
