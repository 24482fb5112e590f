import type { Message, Resolution } from './message.js';
import type { Answer } from './status.js';
import { sameUuid, type PayloadRequest } from './urls.js';

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

export type Input =
  | { readonly type: 'follow'; readonly request: PayloadRequest | null }
  | { readonly type: 'misconfigured'; readonly fault: Fault }
  | { readonly type: 'connection'; readonly connection: Connection }
  | { readonly type: 'greeted' }
  | { readonly type: 'heard'; readonly messages: readonly Message[]; readonly at: number }
  | { readonly type: 'asked' }
  | { readonly type: 'answered'; readonly answer: Answer; readonly at: number }
  | { readonly type: 'unanswered' }
  | { readonly type: 'not-found'; readonly fault: Fault }
  | { readonly type: 'restarted' }
  | { readonly type: 'verifying' }
  | { readonly type: 'verified'; readonly txid: string | null }
  | { readonly type: 'unverified'; readonly reason: UnverifiedReason }
  | { readonly type: 'fault'; readonly fault: Fault };

const DISCONNECTED: Connection = { status: 'idle', code: null, reason: null, retryInMs: null };

export const initialSnapshot: Snapshot = {
  request: null,
  state: 'idle',
  connection: DISCONNECTED,
  heard: { opened: false, devappFetched: false, preSigned: false, dispatched: false },
  countdown: null,
  expiresAt: null,
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

const LINE: readonly State[] = [
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

/** Forward only: an earlier or equal step changes nothing. */
const advance = (snapshot: Snapshot, state: 'opened' | 'pre-signed' | 'dispatched'): Snapshot =>
  isUnresolved(snapshot.state) && LINE.indexOf(state) > LINE.indexOf(snapshot.state)
    ? {
        ...snapshot,
        state,
        exists: true,
        knownUnsigned: false,
        heard: {
          ...snapshot.heard,
          opened: true,
          preSigned: snapshot.heard.preSigned || state === 'pre-signed',
          dispatched: snapshot.heard.dispatched || state === 'dispatched',
        },
      }
    : snapshot;

function expire(snapshot: Snapshot, cancelled: boolean | null): Snapshot {
  const over = snapshot.timeIsUp ? snapshot : { ...snapshot, timeIsUp: true };
  if (snapshot.state !== 'waiting') return over;
  return { ...over, state: 'expired', expiry: over.expiry ?? { cancelled }, exists: true };
}

/** What the socket says of an expiry waits while the backend may know better. */
function expireUnlessAsking(snapshot: Snapshot): Snapshot {
  if (snapshot.question === null || snapshot.state !== 'waiting') return expire(snapshot, null);
  if (snapshot.question.heldExpiry) return snapshot;
  return { ...snapshot, timeIsUp: true, question: { ...snapshot.question, heldExpiry: true } };
}

function countDown(snapshot: Snapshot, seconds: number, at: number): Snapshot {
  const isSoon = snapshot.countdown !== null && Math.abs(at - snapshot.countdown.toldAt) < 1000;
  const next: Snapshot = {
    ...snapshot,
    expiresAt: at + seconds * 1000,
    countdown: isSoon ? snapshot.countdown : { seconds: Math.max(0, Math.ceil(seconds)), toldAt: at },
  };
  return seconds > 0 ? next : expireUnlessAsking(next);
}

function resolve(snapshot: Snapshot, uuid: string, resolution: Resolution): Snapshot {
  if (!isUnresolved(snapshot.state)) return snapshot;
  const expected = snapshot.request?.uuid ?? '';
  if (!sameUuid(uuid, expected)) return withFault(snapshot, mismatch('resolution', expected));
  return {
    ...snapshot,
    state: resolution.signed ? 'signed' : 'rejected',
    heard: { ...snapshot.heard, opened: true },
    resolution,
    exists: true,
    knownUnsigned: !resolution.signed,
  };
}

const mismatch = (what: string, expected: string): Fault => ({
  code: 'payload-mismatch',
  message: `The socket sent the ${what} of another payload than ${expected}; it was passed over.`,
});

const withFault = (snapshot: Snapshot, fault: Fault): Snapshot => ({ ...snapshot, fault });

function hear(snapshot: Snapshot, message: Message, at: number): Snapshot {
  // After the resolution every frame is ignored; the platform's expiry timer runs on regardless.
  if (!isUnresolved(snapshot.state)) return snapshot;
  switch (message.type) {
    case 'welcome':
    case 'pong':
    case 'text':
      return snapshot;
    case 'countdown':
      return countDown(snapshot, message.seconds, at);
    case 'devapp-fetched':
      return snapshot.heard.devappFetched
        ? snapshot
        : { ...snapshot, heard: { ...snapshot.heard, devappFetched: true } };
    case 'opened':
    case 'pre-signed':
    case 'dispatched':
      return advance(snapshot, message.type);
    case 'resolved':
      return resolve(snapshot, message.uuid, message.resolution);
    case 'expired':
      return message.cancelled === null ? expireUnlessAsking(snapshot) : expire(snapshot, message.cancelled);
  }
}

const hearAll = (snapshot: Snapshot, messages: readonly Message[], at: number): Snapshot =>
  messages.reduce((current, message) => hear(current, message, at), snapshot);

/** The socket of another payload: nothing else that it says counts. */
export const isMisdirected = (messages: readonly Message[], uuid: string): boolean =>
  messages.some((message) => message.type === 'welcome' && !sameUuid(message.uuid, uuid));

function endQuestion(snapshot: Snapshot): Snapshot {
  if (snapshot.question === null) return snapshot;
  const next = { ...snapshot, question: null };
  return snapshot.question.heldExpiry ? expire(next, null) : next;
}

function answer(snapshot: Snapshot, told: Answer, at: number): Snapshot {
  const { messages, unresolved } = told;
  // The answer is heard as if it were not under way any more: its own word on the expiry waits for nothing.
  const heard = hearAll({ ...snapshot, question: null, exists: true }, messages, at);
  const ended = endQuestion({ ...heard, question: snapshot.question });
  const next = ended.resolution === snapshot.resolution ? ended : { ...ended, resolvedBy: told };
  // Only what was asked after the expiry, or tells of it itself, knows how it ended.
  const tellsOfExpiry =
    messages.some(({ type }) => type === 'expired') || snapshot.question?.afterExpiry === true;
  return next.state === 'expired' && unresolved && tellsOfExpiry ? { ...next, knownUnsigned: true } : next;
}

function follow(snapshot: Snapshot, request: PayloadRequest | null): Snapshot {
  const { request: current } = snapshot;
  if (request !== null && current !== null && sameUuid(request.uuid, current.uuid))
    return request.socketUrl === current.socketUrl && request.signUrl === current.signUrl
      ? snapshot
      : { ...snapshot, request };
  if (request === null && snapshot.state === 'idle') return snapshot;
  return {
    ...initialSnapshot,
    connection: snapshot.connection,
    request,
    state: request === null ? 'idle' : 'waiting',
  };
}

const verdict = (snapshot: Snapshot, next: Partial<Snapshot>): Snapshot =>
  isSigned(snapshot.state) && snapshot.state !== 'verified' ? { ...snapshot, ...next } : snapshot;

/**
 * What is known after one more input. Pure and total: any input in any state, never a throw; what changes nothing
 * answers the same object.
 */
export function reduce(snapshot: Snapshot, input: Input): Snapshot {
  switch (input.type) {
    case 'follow':
      return follow(snapshot, input.request);
    case 'misconfigured':
      return { ...initialSnapshot, connection: snapshot.connection, state: 'error', fault: input.fault };
    case 'connection':
      return { ...snapshot, connection: input.connection };
    case 'greeted':
      return snapshot.exists ? snapshot : { ...snapshot, exists: true };
    case 'heard': {
      const expected = snapshot.request?.uuid ?? '';
      return isUnresolved(snapshot.state) && isMisdirected(input.messages, expected)
        ? withFault(snapshot, mismatch('welcome', expected))
        : hearAll(snapshot, input.messages, input.at);
    }
    case 'asked':
      return { ...snapshot, question: { afterExpiry: snapshot.state === 'expired', heldExpiry: false } };
    case 'answered':
      return answer(snapshot, input.answer, input.at);
    case 'unanswered':
      return endQuestion(snapshot);
    case 'not-found':
      return isUnresolved(snapshot.state) && !snapshot.exists
        ? { ...snapshot, state: 'not-found', question: null, fault: input.fault }
        : snapshot;
    case 'restarted':
      return snapshot.state === 'not-found' ? { ...snapshot, state: 'waiting' } : snapshot;
    case 'verifying':
      return verdict(snapshot, { state: 'verifying' });
    case 'verified':
      return verdict(snapshot, {
        state: 'verified',
        verifiedTxid: input.txid ?? snapshot.resolution?.txid ?? null,
      });
    case 'unverified':
      return verdict(snapshot, { state: 'unverified', unverifiedReason: input.reason });
    case 'fault':
      return withFault(snapshot, input.fault);
  }
}
