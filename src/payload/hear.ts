/** What the messages of a socket or a backend change. */

import type { Message, Resolution } from './message.js';
import { isUnresolved, LINE, type Run, type Snapshot } from './snapshot.js';
import { sameUuid } from './uuid.js';

/** As often as this, what a rogue socket may say ten thousand times a second is heard; then it is passed over. */
const FLOOD = 5;

/** What changes nothing returns the same object. */
const patch = <T extends object>(object: T, next: Partial<T>): T =>
  (Object.keys(next) as (keyof T)[]).every((key) => object[key] === next[key])
    ? object
    : { ...object, ...next };

export const change = (snapshot: Snapshot, next: Partial<Snapshot>): Snapshot => patch(snapshot, next);

export const changeRun = (snapshot: Snapshot, next: Partial<Run>): Snapshot =>
  change(snapshot, { run: patch(snapshot.run, next) });

/** Forward only: an earlier or equal step changes nothing. */
const advance = (snapshot: Snapshot, state: 'opened' | 'pre-signed' | 'dispatched'): Snapshot =>
  isUnresolved(snapshot.state) && LINE.indexOf(state) > LINE.indexOf(snapshot.state)
    ? {
        ...snapshot,
        state,
        exists: true,
        knownUnsigned: false,
        run: patch(snapshot.run, { isLapsed: false }),
        heard: {
          ...snapshot.heard,
          opened: true,
          preSigned: snapshot.heard.preSigned || state === 'pre-signed',
          dispatched: snapshot.heard.dispatched || state === 'dispatched',
        },
      }
    : snapshot;

export function expire(snapshot: Snapshot, cancelled: boolean | null): Snapshot {
  const over = change(snapshot, { timeIsUp: true });
  if (snapshot.state !== 'waiting') return over;
  return { ...over, state: 'expired', expiry: over.expiry ?? { cancelled }, exists: true };
}

/** What the socket says of an expiry waits while the backend may know better. */
function expireUnlessAsking(snapshot: Snapshot): Snapshot {
  const { question } = snapshot.run;
  if (question === null || snapshot.state !== 'waiting') return expire(snapshot, null);
  if (question.heldExpiry) return snapshot;
  return changeRun({ ...snapshot, timeIsUp: true }, { question: { ...question, heldExpiry: true } });
}

/** Reported once a second at most; the deadline follows each word, but no flood of them: each renders the card. */
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
export const misdirected = (snapshot: Snapshot, what: string, expected: string): Snapshot =>
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

/** At most one look a second: who scans a dead code is heard, and a flood of it is none. */
function look(snapshot: Snapshot, at: number): Snapshot {
  const { lookedAt } = snapshot.run;
  return lookedAt !== null && Math.abs(at - lookedAt) < 1000
    ? snapshot
    : changeRun(snapshot, { lookedAt: at });
}

function hear(snapshot: Snapshot, message: Message, at: number, isBackend: boolean): Snapshot {
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
      // The platform says it of each look, and the wallet refuses what has expired: the backend knows better.
      return snapshot.state === 'expired' && !isBackend
        ? look(snapshot, at)
        : advance(snapshot, message.type);
    case 'pre-signed':
    case 'dispatched':
      return advance(snapshot, message.type);
    case 'resolved':
      return resolve(snapshot, message.uuid, message.resolution);
    case 'expired':
      return message.cancelled === null ? expireUnlessAsking(snapshot) : expire(snapshot, message.cancelled);
  }
}

export const hearAll = (
  snapshot: Snapshot,
  messages: readonly Message[],
  at: number,
  isBackend = false,
): Snapshot => messages.reduce((current, message) => hear(current, message, at, isBackend), snapshot);

/** The socket of another payload: nothing else that it says counts. */
export const isMisdirected = (messages: readonly Message[], uuid: string): boolean =>
  messages.some((message) => message.type === 'welcome' && !sameUuid(message.uuid, uuid));
