import type { Fault } from './fault.js';
import type { Resolution } from './message.js';
import type { PayloadRequest } from './request.js';
import type { Answer, UnverifiedReason } from './status.js';

/** How far a payload has come, in order. `rejected`, `expired`, `not-found` and `error` are outside that order. */
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
  /** Code and reason of the last close; null if there was none. */
  readonly code: number | null;
  readonly reason: string | null;
  /** Time until the next try, in `retrying`. */
  readonly retryInMs: number | null;
  /** The last try failed. */
  readonly isLost: boolean;
}

/** A time without questions to the backend. */
export interface Pause {
  readonly until: number;
  readonly ms: number;
  /** The backend itself asked for it, by `Retry-After`. */
  readonly isDemanded: boolean;
}

/** Reset with each run of the activities, which lasts from the element's arrival on a page until it leaves. */
export interface Run {
  /** Counts how often the socket was started again. */
  readonly round: number;
  /** Counts how often somebody asked to check now. */
  readonly checks: number;
  /** Counts the questions to the backend that ended, with or without an answer. */
  readonly questionsEnded: number;
  /** The question under way, if any. An expiry that the socket reports meanwhile waits for its answer. */
  readonly question: { readonly afterExpiry: boolean; readonly heldExpiry: boolean } | null;
  /** A socket's first frame; a new object each time. `isAgain`: the payload was known before. */
  readonly greeting: { readonly isAgain: boolean } | null;
  /** No socket connects, so the backend is asked from time to time. */
  readonly isUnreachable: boolean;
  /** The socket of an expired payload has stayed open long enough. */
  readonly isLingerOver: boolean;
  /** The last question failed, and this was reported. */
  readonly isFailing: boolean;
  /** Somebody asked to verify once more: ask once, not the whole schedule. */
  readonly isOneTry: boolean;
  /** When a wallet last opened the expired payload. Only the backend knows what happened then. */
  readonly lookedAt: number | null;
  /** The answer for which an expiry waited did not come: perhaps the payload was resolved. */
  readonly isUnsure: boolean;
  /** The opened payload's time has been up for a while, and nothing was heard since. */
  readonly isLapsed: boolean;
}

/** The one value from which everything derives: what is shown, what is reported, and what runs. */
export interface Snapshot {
  /** The element is in a document, and the page is not in the back/forward cache. */
  readonly isPresent: boolean;
  /** The browser restored the page from the back/forward cache. */
  readonly isRestored: boolean;
  /** There is a backend to ask. */
  readonly hasBackend: boolean;
  /** Another uuid is another payload. Null: nothing is set, or the configuration has a fault. */
  readonly request: PayloadRequest | null;
  readonly state: State;
  readonly connection: Connection;
  /** Which steps were heard; each is reported once. A later step also sets `opened`. */
  readonly heard: {
    readonly opened: boolean;
    readonly devappFetched: boolean;
    readonly preSigned: boolean;
    readonly dispatched: boolean;
  };
  /** The last reported countdown, and the deadline that it gives on the element's own clock. */
  readonly countdown: { readonly seconds: number; readonly toldAt: number } | null;
  readonly expiresAt: number | null;
  /** How often the deadline moved since that report. */
  readonly moves: number;
  /** How often the socket sent something about another payload. */
  readonly strays: number;
  /** The platform said that the time to open is over, even if that ended nothing. */
  readonly timeIsUp: boolean;
  readonly expiry: { readonly cancelled: boolean | null } | null;
  /** The backend said, after the expiry, that nothing was signed. */
  readonly knownUnsigned: boolean;
  /** The payload exists: the backend knows it, or the socket greeted. */
  readonly exists: boolean;
  /** The backend answered for the payload. */
  readonly isAnsweredFor: boolean;
  readonly resolution: Resolution | null;
  /** The answer that brought the resolution, perhaps with the result of the verification. */
  readonly resolvedBy: Answer | null;
  /** The promise that the page gave to `respondWith`, until the verification is over. */
  readonly response: Promise<unknown> | null;
  readonly verifiedTxid: string | null;
  /** The transaction that the backend named: it is on a ledger. */
  readonly ledgerTxid: string | null;
  readonly unverifiedReason: UnverifiedReason | null;
  /** Counts the verifications that ended without success. */
  readonly unverifiedCount: number;
  /** The latest fault; each is a new object. */
  readonly fault: Fault | null;
  /** The messages of faults that were reported since the last answer. */
  readonly raised: readonly string[];
  /** The last pause between questions. It outlives the run, so that nobody asks more often by leaving and coming back. */
  readonly pause: Pause | null;
  readonly run: Run;
}

/** A connection, with what is known of its last close. */
export const connectionOf = (
  status: ConnectionStatus,
  { code = null, reason = null, retryInMs = null, isLost = false }: Partial<Connection> = {},
): Connection => ({ status, code, reason, retryInMs, isLost });

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
  connection: connectionOf('idle'),
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
  raised: [],
  pause: null,
  run: initialRun,
};

/** The unresolved states in order: a payload moves only to a later one. */
export const LINE: readonly State[] = [
  'idle',
  'expired',
  'not-found',
  'waiting',
  'opened',
  'pre-signed',
  'dispatched',
];

/** The payload may still resolve, even if it has expired. `idle`, the first of the line, has no payload. */
export const isUnresolved = (state: State): boolean => LINE.indexOf(state) > 0;

/** The payload was signed, or so the socket says. Only a verification can confirm it. */
export const isSigned = (state: State): boolean =>
  state === 'signed' || state === 'verifying' || state === 'verified' || state === 'unverified';
