import type { Fault } from './fault.js';
import type { Resolution } from './message.js';
import type { PayloadRequest } from './request.js';
import type { Answer, UnverifiedReason } from './status.js';

/** How far a payload has come, in order; `rejected`, `expired`, `not-found` and `error` stand beside the line. */
export type State =
  | 'idle'
  | 'waiting'
  | 'opened'
  | 'pre-signed'
  | 'dispatched'
  | 'signed'
  | 'verifying'
  | 'verified'
  | 'unverified'
  | 'rejected'
  | 'expired'
  | 'not-found'
  | 'error';

export type ConnectionStatus = 'idle' | 'connecting' | 'open' | 'retrying' | 'closed';

export interface Connection {
  readonly status: ConnectionStatus;
  /** Of the close that led here; null where there was none. */
  readonly code: number | null;
  readonly reason: string | null;
  /** Until the next try, in `retrying`. */
  readonly retryInMs: number | null;
}

/** What lives as long as one run of the activities: from when the element comes into a page until it goes. */
export interface Run {
  /** Counts how often the socket was begun anew. */
  readonly round: number;
  /** Counts how often somebody asked to look now. */
  readonly checks: number;
  /** Counts the questions to the backend that ended, answered or not. */
  readonly questionsEnded: number;
  /** The backend is being asked; an expiry that comes meanwhile waits for what it answers. */
  readonly question: { readonly afterExpiry: boolean; readonly heldExpiry: boolean } | null;
  /** A socket greeted: another object each time. `isAgain`: something was known of the payload before. */
  readonly greeting: { readonly isAgain: boolean } | null;
  /** No socket gets through, so that the backend is asked from time to time. */
  readonly isUnreachable: boolean;
  /** The time that the socket of an expired payload stays is over. */
  readonly isLingerOver: boolean;
  /** The last question to the backend failed: that was reported. */
  readonly isFailing: boolean;
  /** Somebody asked to verify once more: one try, instead of the whole schedule. */
  readonly isOneTry: boolean;
  /** When a wallet last looked at the expired payload; only the backend knows what became of that. */
  readonly lookedAt: number | null;
  /** An expiry found no answer that it waited for: it may mean that the payload was answered. */
  readonly isUnsure: boolean;
  /** The time of the opened payload has been up for a while, and nothing was heard since. */
  readonly isLapsed: boolean;
}

/** The one value from which everything derives: what is shown, what is reported, and what runs. */
export interface Snapshot {
  /** The element is in a document, and its page is not put away. */
  readonly isPresent: boolean;
  /** The page came back from the back/forward cache with this payload on it. */
  readonly isRestored: boolean;
  /** There is a backend to ask. */
  readonly hasBackend: boolean;
  /** The payload; a change of its uuid is another payload. Null: nothing set, or a configuration fault. */
  readonly request: PayloadRequest | null;
  readonly state: State;
  readonly connection: Connection;
  /** What was heard of the steps, each reported once. `opened` is also set by any later step. */
  readonly heard: {
    readonly opened: boolean;
    readonly devappFetched: boolean;
    readonly preSigned: boolean;
    readonly dispatched: boolean;
  };
  /** The last countdown reported, and the deadline that follows from it in the element's own time. */
  readonly countdown: { readonly seconds: number; readonly toldAt: number } | null;
  readonly expiresAt: number | null;
  /** How often the deadline moved since the countdown was reported. */
  readonly moves: number;
  /** How often the socket spoke of another payload. */
  readonly strays: number;
  /** The platform said that the time to open is over, whether or not that ended anything. */
  readonly timeIsUp: boolean;
  readonly expiry: { readonly cancelled: boolean | null } | null;
  /** The backend itself said, after the expiry, that nothing was signed. */
  readonly knownUnsigned: boolean;
  /** The backend knows the payload, or the socket greeted: it exists. */
  readonly exists: boolean;
  /** The backend answered for the payload. */
  readonly isAnsweredFor: boolean;
  readonly resolution: Resolution | null;
  /** The backend's answer that told the resolution, with the verifier's word that it may have brought along. */
  readonly resolvedBy: Answer | null;
  /** What the page gave to `respondWith`, until it was heard to the end. */
  readonly response: Promise<unknown> | null;
  readonly verifiedTxid: string | null;
  /** The transaction that the verifier named: one that is on a ledger. */
  readonly ledgerTxid: string | null;
  readonly unverifiedReason: UnverifiedReason | null;
  /** Counts the verifications that ended without success. */
  readonly unverifiedCount: number;
  /** The latest; each is a new object. */
  readonly fault: Fault | null;
  readonly run: Run;
}

const DISCONNECTED: Connection = { status: 'idle', code: null, reason: null, retryInMs: null };

export const initialRun: Run = {
  round: 0,
  checks: 0,
  questionsEnded: 0,
  question: null,
  greeting: null,
  isUnreachable: false,
  isLingerOver: false,
  isFailing: false,
  isOneTry: false,
  lookedAt: null,
  isUnsure: false,
  isLapsed: false,
};

export const initialSnapshot: Snapshot = {
  isPresent: false,
  isRestored: false,
  hasBackend: false,
  request: null,
  state: 'idle',
  connection: DISCONNECTED,
  heard: { opened: false, devappFetched: false, preSigned: false, dispatched: false },
  countdown: null,
  expiresAt: null,
  moves: 0,
  strays: 0,
  timeIsUp: false,
  expiry: null,
  knownUnsigned: false,
  exists: false,
  isAnsweredFor: false,
  resolution: null,
  resolvedBy: null,
  response: null,
  verifiedTxid: null,
  ledgerTxid: null,
  unverifiedReason: null,
  unverifiedCount: 0,
  fault: null,
  run: initialRun,
};

/** The unresolved states (and `idle`) in order: from each a payload moves only to a later one. */
export const LINE: readonly State[] = [
  'idle',
  'expired',
  'not-found',
  'waiting',
  'opened',
  'pre-signed',
  'dispatched',
];

/** Nothing is decided yet: the payload may still resolve. So may an expired one. */
export const isUnresolved = (state: State): boolean =>
  state !== 'idle' && state !== 'error' && LINE.includes(state);

/** Somebody signed, or said so; whether it holds is for the verifier to say. */
export const isSigned = (state: State): boolean =>
  state === 'signed' || state === 'verifying' || state === 'verified' || state === 'unverified';
