import type { Message, Resolution } from './message.js';
import {
  initialSnapshot,
  isSigned,
  isUnresolved,
  LINE,
  type Connection,
  type Fault,
  type Snapshot,
  type UnverifiedReason,
} from './snapshot.js';
import type { Answer } from './status.js';
import { sameUuid, type PayloadRequest } from './urls.js';

export * from './snapshot.js';

export type Input =
  | { readonly type: 'follow'; readonly request: PayloadRequest | null }
  | { readonly type: 'misconfigured'; readonly fault: Fault }
  | { readonly type: 'connection'; readonly connection: Connection }
  | { readonly type: 'greeted' }
  | { readonly type: 'heard'; readonly messages: readonly Message[]; readonly at: number }
  | { readonly type: 'asked' }
  /** `again`: another question follows, for this one may have left too early; an expiry waits on. */
  | { readonly type: 'answered'; readonly answer: Answer; readonly at: number; readonly again?: boolean }
  | { readonly type: 'unanswered' }
  | { readonly type: 'not-found'; readonly fault: Fault }
  | { readonly type: 'restarted' }
  | { readonly type: 'verifying' }
  | { readonly type: 'verified'; readonly txid: string | null }
  | { readonly type: 'unverified'; readonly reason: UnverifiedReason }
  | { readonly type: 'fault'; readonly fault: Fault };

/** As often as this, what a rogue socket may say ten thousand times a second is heard; then it is passed over. */
const FLOOD = 5;

/** What changes nothing answers the same object. */
const change = (snapshot: Snapshot, next: Partial<Snapshot>): Snapshot =>
  (Object.keys(next) as (keyof Snapshot)[]).every((key) => snapshot[key] === next[key])
    ? snapshot
    : { ...snapshot, ...next };

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
  const over = change(snapshot, { timeIsUp: true });
  if (snapshot.state !== 'waiting') return over;
  return { ...over, state: 'expired', expiry: over.expiry ?? { cancelled }, exists: true };
}

/** What the socket says of an expiry waits while the backend may know better. */
function expireUnlessAsking(snapshot: Snapshot): Snapshot {
  if (snapshot.question === null || snapshot.state !== 'waiting') return expire(snapshot, null);
  if (snapshot.question.heldExpiry) return snapshot;
  return { ...snapshot, timeIsUp: true, question: { ...snapshot.question, heldExpiry: true } };
}

/** Told once a second at most; the deadline follows each word, but no flood of them: each draws the card anew. */
function countDown(snapshot: Snapshot, seconds: number, at: number): Snapshot {
  const { countdown, moves } = snapshot;
  const expiresAt = at + seconds * 1000;
  if (countdown === null || Math.abs(at - countdown.toldAt) >= 1000)
    return {
      ...snapshot,
      expiresAt,
      countdown: { seconds: Math.max(0, Math.ceil(seconds)), toldAt: at },
      moves: 0,
    };
  return expiresAt === snapshot.expiresAt || moves === FLOOD
    ? snapshot
    : { ...snapshot, expiresAt, moves: moves + 1 };
}

function resolve(snapshot: Snapshot, uuid: string, resolution: Resolution): Snapshot {
  if (!isUnresolved(snapshot.state)) return snapshot;
  const expected = snapshot.request?.uuid ?? '';
  if (!sameUuid(uuid, expected)) return misdirected(snapshot, 'resolution', expected);
  return {
    ...snapshot,
    state: resolution.signed ? 'signed' : 'rejected',
    heard: { ...snapshot.heard, opened: true },
    resolution,
    exists: true,
    knownUnsigned: !resolution.signed,
  };
}

/** A fault each time, until it is a flood. */
const misdirected = (snapshot: Snapshot, what: string, expected: string): Snapshot =>
  snapshot.strays === FLOOD
    ? snapshot
    : {
        ...snapshot,
        strays: snapshot.strays + 1,
        fault: {
          code: 'payload-mismatch',
          message: `The socket sent the ${what} of another payload than ${expected}; it was passed over.`,
        },
      };

const withFault = (snapshot: Snapshot, fault: Fault): Snapshot => change(snapshot, { fault });

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

/** The backend answered for the payload: it exists, whatever was said of it before. */
function known(snapshot: Snapshot): Snapshot {
  const state = snapshot.state === 'not-found' ? 'waiting' : snapshot.state;
  return change(snapshot, { state, question: null, exists: true });
}

function answer(snapshot: Snapshot, told: Answer, at: number, again: boolean): Snapshot {
  const { messages, unresolved } = told;
  const { question } = snapshot;
  // The answer is heard as if it were not under way any more: its own word on the expiry waits for nothing.
  const heard = hearAll(known(snapshot), messages, at);
  const ended =
    question?.heldExpiry === true && !again ? expire(heard, null) : again ? { ...heard, question } : heard;
  const next = ended.resolution === snapshot.resolution ? ended : { ...ended, resolvedBy: told };
  // Only what was asked after the expiry, or tells of it itself, knows how it ended.
  const tellsOfExpiry = messages.some(({ type }) => type === 'expired') || question?.afterExpiry === true;
  return next.state === 'expired' && unresolved && tellsOfExpiry
    ? change(next, { knownUnsigned: true })
    : next;
}

function follow(snapshot: Snapshot, request: PayloadRequest | null): Snapshot {
  const { request: current } = snapshot;
  if (request !== null && current !== null && sameUuid(request.uuid, current.uuid))
    return request.socketUrl === current.socketUrl && request.signUrl === current.signUrl
      ? snapshot
      : { ...snapshot, request: { ...request, uuid: current.uuid } }; // spelled otherwise it is no other
  if (request === null && snapshot.state === 'idle') return snapshot;
  return {
    ...initialSnapshot,
    connection: snapshot.connection,
    request,
    state: request === null ? 'idle' : 'waiting',
  };
}

const verdict = (snapshot: Snapshot, next: Partial<Snapshot>): Snapshot =>
  isSigned(snapshot.state) && snapshot.state !== 'verified' ? change(snapshot, next) : snapshot;

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
      return change(snapshot, { connection: input.connection });
    case 'greeted':
      return change(snapshot, { exists: true });
    case 'heard': {
      const expected = snapshot.request?.uuid ?? '';
      return isUnresolved(snapshot.state) && isMisdirected(input.messages, expected)
        ? misdirected(snapshot, 'welcome', expected)
        : hearAll(snapshot, input.messages, input.at);
    }
    case 'asked':
      // A second one joins the first, and drops nothing that waits for its answer.
      return snapshot.question === null
        ? { ...snapshot, question: { afterExpiry: snapshot.state === 'expired', heldExpiry: false } }
        : snapshot;
    case 'answered':
      return answer(snapshot, input.answer, input.at, input.again ?? false);
    case 'unanswered':
      return endQuestion(snapshot);
    case 'not-found':
      return isUnresolved(snapshot.state) && snapshot.state !== 'not-found' && !snapshot.exists
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
