/** An amount of an issued token. The currency is three characters or 40 hex digits, the value a decimal as text. */
export interface IssuedAmount {
  readonly currency: string;
  readonly issuer: string;
  readonly value: string;
}

/** Drops of XRP (millionths) as digits, or an amount of a token. */
export type Amount = string | IssuedAmount;

/** What a shop stored when the order was made. No part of it may come from a browser. */
export interface Order {
  /** The shop's own id, at most 40 characters. The platform accepts each identifier only once. */
  readonly id?: string;
  /** `MAINNET`, `TESTNET`, `DEVNET`, `XAHAU`, `XAHAUTESTNET` or another network's name, in upper or lower case. */
  readonly network: string;
  /** The shop's classic address, `r…`. */
  readonly destination: string;
  readonly destinationTag?: number | string | null;
  readonly amount: Amount;
  /** From `invoiceId()`. */
  readonly invoiceId: string;
  /** The index of the newest validated ledger when the order was made. Without it only paid verdicts are final. */
  readonly firstLedger?: number | null;
  /** RFC 3339, e.g. `2026-11-25T12:10:00Z`: a payment in a ledger that closed later is `late`. */
  readonly deadline?: string | null;
  /** Two ledger servers must agree: for large amounts, for which somebody might corrupt one. */
  readonly needsTwoLedgers?: boolean | null;
}

/** What one ledger server answered. Everything is optional: a server that failed is one without an answer. */
export interface LedgerAnswers {
  /** The index of its newest validated ledger. */
  readonly validated?: number | null;
  /** Close time of the ledger with index `validated` − 200, RFC 3339. */
  readonly closed?: string | null;
  /** The raw answer to `tx` for `response.txid`. */
  readonly tx?: unknown;
  /** The raw answer to `account_tx` for the order's destination: the entries of all pages, and the last marker. */
  readonly account_tx?: unknown;
}

/** Everything that a verdict is made from. What cannot be read counts as absent. */
export interface Facts {
  readonly order: Order;
  /** The platform's unchanged response to "get payload"; null if there is none. */
  readonly payload: unknown;
  /** What was read from `response.hex`, the signed transaction. */
  readonly decoded?: { readonly LastLedgerSequence?: number | null } | null;
  /** One entry per ledger server, under any name, such as its address. */
  readonly ledgers: Readonly<Record<string, LedgerAnswers | null>>;
}

/** docs/server.md says what each means, and what a shop does about it. */
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
  /** What arrived, summed over all payments of the order. */
  readonly delivered?: Amount;
  /** What arrived beyond the amount due. */
  readonly surplus?: Amount;
  /** The hashes of the payments in `delivered`, in upper case and sorted. */
  readonly txids: readonly string[];
  /** Asking again will not change it; only another payment or a person can. */
  readonly final: boolean;
}
