import type { Resolution } from './message.js';
import type { Answer } from './status.js';
import type { PayloadRequest } from './urls.js';

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

export type FaultCode =
  'invalid-url' | 'untrusted-host' | 'payload-mismatch' | 'not-found' | 'bad-frame' | 'status-failed';

/** What went wrong, and a sentence that tells a developer how to mend it. */
export interface Fault {
  readonly code: FaultCode;
  readonly message: string;
}

export type UnverifiedReason = 'refused' | 'timeout' | 'failed';

/** The one value that everything shown and told derives from. */
export interface Snapshot {
  /** The payload; a change of its uuid is another payload. Null: nothing set, or a configuration fault. */
  readonly request: PayloadRequest | null;
  readonly state: State;
  readonly connection: Connection;
  /** What was heard of the steps, each told once. `opened` is also set by any later step. */
  readonly heard: {
    readonly opened: boolean;
    readonly devappFetched: boolean;
    readonly preSigned: boolean;
    readonly dispatched: boolean;
  };
  /** The last countdown told, and the deadline that follows from it in the element's own time. */
  readonly countdown: { readonly seconds: number; readonly toldAt: number } | null;
  readonly expiresAt: number | null;
  /** How often the deadline moved since the countdown was told. */
  readonly moves: number;
  /** How often the socket spoke of another payload. */
  readonly strays: number;
  /** The platform said that the time to open is over, whether or not that ended anything. */
  readonly timeIsUp: boolean;
  readonly expiry: { readonly cancelled: boolean | null } | null;
  /** The backend itself said, after the expiry, that nothing was signed. */
  readonly knownUnsigned: boolean;
  /** The backend is being asked; an expiry that comes meanwhile waits for what it answers. */
  readonly question: { readonly afterExpiry: boolean; readonly heldExpiry: boolean } | null;
  /** The backend knows the payload, or the socket greeted: it exists. */
  readonly exists: boolean;
  readonly resolution: Resolution | null;
  /** The backend's answer that told the resolution, with the verifier's word that it may have brought along. */
  readonly resolvedBy: Answer | null;
  readonly verifiedTxid: string | null;
  readonly unverifiedReason: UnverifiedReason | null;
  /** The latest; each is a new object. */
  readonly fault: Fault | null;
}

const DISCONNECTED: Connection = { status: 'idle', code: null, reason: null, retryInMs: null };

export const initialSnapshot: Snapshot = {
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
  question: null,
  exists: false,
  resolution: null,
  resolvedBy: null,
  verifiedTxid: null,
  unverifiedReason: null,
  fault: null,
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

/** Nothing is decided yet: the payload may still resolve. An expired one may too. */
export const isUnresolved = (state: State): boolean =>
  state !== 'idle' && state !== 'error' && LINE.includes(state);

/** Somebody signed, or said so; whether it holds is for the verifier to say. */
export const isSigned = (state: State): boolean =>
  state === 'signed' || state === 'verifying' || state === 'verified' || state === 'unverified';
