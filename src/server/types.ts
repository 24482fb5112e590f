/** An amount of an issued token. The currency is three characters or 40 hex digits, the value a decimal as text. */
export interface IssuedAmount {
  readonly currency: string;
  readonly issuer: string;
  readonly value: string;
}

/** Drops of XRP (millionths) as text of digits, or an amount of a token. */
export type Amount = string | IssuedAmount;

/** What a shop stored when the order was made. Nothing of it may come from a browser. */
export interface Order {
  /** The shop's own name for it. The platform takes an `identifier` of 40 characters at most, and each only once. */
  readonly id?: string;
  /** `MAINNET`, `TESTNET`, `DEVNET`, `XAHAU`, `XAHAUTESTNET`, or another network's name; in any case. */
  readonly network: string;
  /** The shop's classic address, `r…`. */
  readonly destination: string;
  readonly destinationTag?: number | string | null;
  readonly amount: Amount;
  /** From `invoiceId()`. */
  readonly invoiceId: string;
  /** The index of the newest validated ledger when the order was made. Without it no verdict but a paid one is ever final. */
  readonly firstLedger?: number | null;
  /** RFC 3339, e.g. `2026-11-25T12:10:00Z`: a payment in a ledger that closed later is `late`. */
  readonly deadline?: string | null;
  /** Two ledger servers must say the same: for amounts that make it worth while to corrupt one. */
  readonly needsTwoLedgers?: boolean | null;
}

/** What one ledger server answered. All of it is optional: a server that fails is a server without an answer. */
export interface LedgerAnswers {
  /** The index of its newest validated ledger. */
  readonly validated?: number | null;
  /** Close time of the ledger with index `validated` − 200, RFC 3339. */
  readonly closed?: string | null;
  /** The raw answer to `tx` for `response.txid`. */
  readonly tx?: unknown;
  /** The raw answer to `account_tx` for the order's destination: the entries of all pages, the marker of the last. */
  readonly account_tx?: unknown;
}

/** All that a verdict is made from. Whatever cannot be read in it counts as absent. */
export interface Facts {
  readonly order: Order;
  /** The platform's answer to "get payload", untouched; null if there is none. */
  readonly payload: unknown;
  /** What was read from `response.hex`, the signed transaction. */
  readonly decoded?: { readonly LastLedgerSequence?: number | null } | null;
  /** One entry for each ledger server, under a name of its own, such as its address. */
  readonly ledgers: Readonly<Record<string, LedgerAnswers | null>>;
}

/** What each means, and what a shop does about it: docs/server.md. */
export type Verdict =
  | 'pending'
  | 'paid'
  | 'overpaid'
  | 'underpaid'
  | 'late'
  | 'failed'
  | 'wrong-network'
  | 'rejected'
  | 'expired'
  | 'mismatch'
  | 'review';

export interface Judgement {
  readonly verdict: Verdict;
  /** Why, in one word; a `tec…` code for `failed`, the other network's name for `wrong-network`. */
  readonly reason?: string;
  /** What arrived, of all payments of the order together. */
  readonly delivered?: Amount;
  /** What arrived beyond what is due. */
  readonly surplus?: Amount;
  /** The hashes of the payments that were added up, in upper case and sorted. */
  readonly txids: readonly string[];
  /** Asking again changes nothing; only a person, or another payment, does. */
  readonly final: boolean;
}
