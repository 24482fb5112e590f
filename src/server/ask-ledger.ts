import { isAbsent, readList, readText, readTime, readWhole, type Fields } from './read.js';
import { askNewest, caller, ledgerOf, readResult, type Call } from './rpc.js';
import { LEDGER_EPOCH_SECONDS } from './transaction.js';
import type { LedgerAnswers } from './types.js';

/** What to look up. */
export interface LedgerQuery {
  /** The transaction that the platform names. */
  readonly txid: string | null;
  /** The shop's account, whose transactions are searched. */
  readonly account: string;
  readonly firstLedger: number | null;
  readonly lastLedger: number | null;
}

/** The longest wait for one call. */
const CALL_TIMEOUT_MS = 10_000;

/** The longest wait for all calls to one server. What it answered by then counts. */
const TIMEOUT_MS = 30_000;

/** What the wallet signs is valid for 150 ledgers; 200 leaves a margin. */
const LEDGERS_BACK = 200;

/** The largest range that a server searches by `tx`. */
const TX_RANGE = 1000;

/** With 200 per page, 100,000 transactions since the order. What is left unread keeps a verdict from being final. */
const MAX_PAGES = 500;

/** Asks one server everything that a verdict may need, by the JSON-RPC of rippled and Clio. Never rejects. */
export async function askLedger(
  address: string,
  query: LedgerQuery,
  ask: typeof fetch,
  signal: AbortSignal | undefined,
): Promise<LedgerAnswers> {
  const ends = [AbortSignal.timeout(TIMEOUT_MS), ...(signal ? [signal] : [])];
  const call = caller(address, ask, () => AbortSignal.any([AbortSignal.timeout(CALL_TIMEOUT_MS), ...ends]));
  const validated = (await askNewest(call))?.index ?? null;
  const [closed, tx, account_tx] = await Promise.all([
    validated === null ? null : closeTime(call, validated - LEDGERS_BACK),
    query.txid === null ? null : call('tx', lookUp(query.txid, query.lastLedger)),
    search(call, query, validated),
  ]);
  return { validated, closed, tx, account_tx };
}

async function closeTime(call: Call, index: number): Promise<string | null> {
  if (index < 1) return null;
  const ledger = ledgerOf(await call('ledger', { ledger_index: index }));
  if (ledger?.index !== index) return null;
  const iso = readText(ledger.header?.['close_time_iso']);
  if (readTime(iso) !== null) return iso;
  const seconds = readWhole(ledger.header?.['close_time']);
  return seconds === null ? null : new Date((seconds + LEDGER_EPOCH_SECONDS) * 1000).toISOString();
}

/** With a range, the server says whether it has all ledgers in it; without one, "not found" does not say where it looked. */
const lookUp = (txid: string, lastLedger: number | null): Fields => ({
  transaction: txid,
  binary: false,
  ...(lastLedger === null ? {} : { min_ledger: Math.max(1, lastLedger - TX_RANGE), max_ledger: lastLedger }),
});

/** All pages of the account's transactions as one answer, with the marker of the last page. */
async function search(
  call: Call,
  { account, firstLedger }: LedgerQuery,
  validated: number | null,
): Promise<Fields | null> {
  const range = {
    account,
    binary: false,
    limit: 200,
    ledger_index_min: firstLedger ?? -1,
    // The same end for every page, although new ledgers close meanwhile.
    ledger_index_max: validated ?? -1,
  };
  let joined: Fields | null = null;
  let marker: unknown;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const result = readResult(await call('account_tx', isAbsent(marker) ? range : { ...range, marker }));
    const entries = result && isAbsent(result['error']) ? readList(result['transactions']) : null;
    // Keep the earlier pages; their marker says that there is more.
    if (!result || !entries) return joined;
    joined = joined === null ? result : join(joined, result);
    const before = JSON.stringify(marker);
    marker = result['marker'];
    if (isAbsent(marker) || JSON.stringify(marker) === before) return joined;
  }
  return joined;
}

/** Different servers may answer at one address: only the ledgers that all pages cover were searched. */
function join(joined: Fields, page: Fields): Fields {
  const bound = (name: string, pick: (a: number, b: number) => number): number | null => {
    const [a, b] = [readWhole(joined[name]), readWhole(page[name])];
    return a === null || b === null ? null : pick(a, b);
  };
  return {
    ...page,
    account: joined['account'] === page['account'] ? page['account'] : null,
    ledger_index_min: bound('ledger_index_min', Math.max),
    ledger_index_max: bound('ledger_index_max', Math.min),
    transactions: [...(readList(joined['transactions']) ?? []), ...(readList(page['transactions']) ?? [])],
  };
}
