import type { Clock } from '../clock.js';
import { NETWORKS, type Network } from '../networks.js';
import type { TxJson } from '../payload.js';

/** A submitted transaction, and what happens to it. */
export interface LedgerEntry {
  readonly txid: string;
  readonly network: Network;
  readonly account: string;
  /** As it was signed. */
  readonly tx: TxJson;
  /** When a validated ledger has it, ms since 1970; null: never. */
  readonly validatedAtMs: number | null;
  /** `tesSUCCESS`, or a `tec…` code: it only cost a fee. */
  readonly result: string;
  /** What arrived: drops as a string, or an issued amount. Less than `Amount` in a partial payment. */
  readonly delivered: unknown;
  /** Its ledger, and its place there; null until that ledger is validated. */
  readonly ledgerIndex: number | null;
  readonly position: number;
}

export type NewEntry = Omit<LedgerEntry, 'ledgerIndex' | 'position' | 'network'>;

/** The time from one ledger to the next. Each validation closes one more. */
export const CLOSES_EVERY_MS = 4000;
/** Gives ledger indexes like those of 2026, which fit the 28 bits of a `ctid`. */
const INDEX_OFFSET = 350_000_000;
/** The oldest ledger that a server has. */
export const OLDEST_INDEX = 32_570;

/** Different numbers on each network, so that no transaction is the same on two of them. */
const firstSequence = (network: Network): number => 1001 + NETWORKS.indexOf(network) * 1_000_000;

const regularIndex = (atMs: number): number =>
  Math.max(OLDEST_INDEX, Math.floor(atMs / CLOSES_EVERY_MS) - INDEX_OFFSET);

/**
 * The validated ledgers of one network. They close regularly, and each validation closes one more, so that a ledger that
 * was read never gets another transaction.
 */
export class Chain {
  readonly network: Network;
  readonly #clock: Clock;
  readonly #entries = new Map<string, LedgerEntry>();
  readonly #pending = new Set<string>();
  /** The extra ledgers, summed up, by time. */
  readonly #extra: { readonly atMs: number; readonly total: number }[] = [];
  #isRead = false;
  /** The newest ledger with transactions, and how many it has. */
  #filled = { index: 0, size: 0 };
  readonly #sequences = new Map<string, number>();

  constructor(network: Network, clock: Clock, kept: readonly LedgerEntry[] = []) {
    this.network = network;
    this.#clock = clock;
    let total = 0;
    for (const entry of kept) {
      this.#entries.set(entry.txid, entry);
      this.#sequences.set(entry.account, Number(entry.tx['Sequence'] ?? firstSequence(network)) + 1);
      if (entry.ledgerIndex === null) this.#pending.add(entry.txid);
      else total = Math.max(total, entry.ledgerIndex - regularIndex(entry.validatedAtMs ?? 0));
    }
    if (total > 0) this.#extra.push({ atMs: 0, total });
  }

  /** Plain data, in the order of submission. */
  all(): readonly LedgerEntry[] {
    this.#settle();
    return [...this.#entries.values()];
  }

  find(txid: string): LedgerEntry | undefined {
    this.#settle();
    return this.#entries.get(txid);
  }

  /** A known txid keeps its transaction: presenting an old hash cannot change a ledger. */
  record(entry: NewEntry): void {
    if (this.#entries.has(entry.txid)) return;
    this.#entries.set(entry.txid, { ...entry, network: this.network, ledgerIndex: null, position: 0 });
    this.#pending.add(entry.txid);
  }

  /** The newest validated ledger. */
  validatedIndex(): number {
    this.#settle();
    this.#isRead = true;
    return this.#indexAt(this.#clock.now());
  }

  /** When the ledger was closed, ms since 1970. */
  closedAtMs(index: number): number {
    let [early, late] = [0, this.#clock.now()];
    while (early < late) {
      const middle = Math.floor((early + late) / 2);
      if (this.#indexAt(middle) >= index) late = middle;
      else early = middle + 1;
    }
    return early;
  }

  /** Lets this many ledgers pass at once. */
  advance(count: number): void {
    this.#settle();
    this.#close(this.#clock.now(), count);
  }

  /** The account's next sequence number, which is then used. */
  takeSequence(account: string): number {
    const sequence = this.nextSequence(account);
    this.#sequences.set(account, sequence + 1);
    return sequence;
  }

  nextSequence(account: string): number {
    return this.#sequences.get(account) ?? firstSequence(this.network);
  }

  #indexAt(atMs: number): number {
    const extra = this.#extra.findLast((close) => close.atMs <= atMs)?.total ?? 0;
    return regularIndex(atMs) + extra;
  }

  #close(atMs: number, count: number): void {
    this.#extra.push({ atMs, total: (this.#extra.at(-1)?.total ?? 0) + count });
    this.#isRead = false;
  }

  /** Puts what is due into ledgers. */
  #settle(): void {
    const nowMs = this.#clock.now();
    const due = [...this.#pending]
      .flatMap((txid) => this.#entries.get(txid) ?? [])
      .flatMap((entry) => (entry.validatedAtMs === null ? [] : [{ entry, atMs: entry.validatedAtMs }]))
      .filter(({ atMs }) => atMs <= nowMs)
      .sort((one, other) => one.atMs - other.atMs);
    for (const { entry, atMs } of due) {
      if (this.#isRead || this.#extra.at(-1)?.atMs !== atMs) this.#close(atMs, 1);
      const ledgerIndex = this.#indexAt(atMs);
      if (this.#filled.index !== ledgerIndex) this.#filled = { index: ledgerIndex, size: 0 };
      const position = this.#filled.size++;
      this.#entries.set(entry.txid, { ...entry, ledgerIndex, position });
      this.#pending.delete(entry.txid);
    }
  }
}
