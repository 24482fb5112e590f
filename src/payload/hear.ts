/** How the messages of a socket or a backend change the snapshot. */

import type { Fault } from './fault.js';
import type { Message, Resolution } from './message.js';
import { isUnresolved, LINE, type Run, type Snapshot } from './snapshot.js';
import { sameUuid } from './uuid.js';

/** A rogue socket may repeat itself ten thousand times a second: after this many times it is ignored. */
const FLOOD = 5;

/** Returns the same object if nothing changes. */
const patch = <T extends object>(object: T, next: Partial<T>): T =>
  (Object.keys(next) as (keyof T)[]).every((key) => object[key] === next[key])
    ? object
    : { ...object, ...next };

export const change = (snapshot: Snapshot, next: Partial<Snapshot>): Snapshot => patch(snapshot, next);

export const changeRun = (snapshot: Snapshot, next: Partial<Run>): Snapshot =>
  change(snapshot, { run: patch(snapshot.run, next) });

/** Reports a fault; the same one again only after an answer. */
export const raise = (snapshot: Snapshot, fault: Fault): Snapshot =>
  snapshot.raised.includes(fault.message)
    ? snapshot
    : { ...snapshot, fault: { ...fault }, raised: [...snapshot.raised, fault.message] };

/** Forward only: an earlier or equal step changes nothing. */
const advance = (snapshot: Snapshot, state: 'opened' | 'pre-signed' | 'dispatched'): Snapshot =>
  LINE.indexOf(state) > LINE.indexOf(snapshot.state)
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

/** An expiry on the socket waits while a question is under way: the backend may know better. */
function expireUnlessAsking(snapshot: Snapshot): Snapshot {
  const { question } = snapshot.run;
  if (question === null || snapshot.state !== 'waiting') return expire(snapshot, null);
  if (question.heldExpiry) return snapshot;
  return changeRun({ ...snapshot, timeIsUp: true }, { question: { ...question, heldExpiry: true } });
}

/** The time is reported at most once a second, and the deadline moves a few times between: each move renders the card. */
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

/** Reports a fault each time, until it becomes a flood. */
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

/** Notes that a wallet opened an expired payload, at most once a second. */
function look(snapshot: Snapshot, at: number): Snapshot {
  const { lookedAt } = snapshot.run;
  return lookedAt !== null && Math.abs(at - lookedAt) < 1000
    ? snapshot
    : changeRun(snapshot, { lookedAt: at });
}

function hear(snapshot: Snapshot, message: Message, at: number, isBackend: boolean): Snapshot {
  // After the resolution every frame is ignored; the platform's own expiry timer keeps running.
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
      // The platform sends it each time a wallet opens the payload, but the wallet refuses an expired one. Only the backend
      // knows what happened.
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

/** Whether the socket belongs to another payload: then nothing it says counts. */
export const isMisdirected = (messages: readonly Message[], uuid: string): boolean =>
  messages.some((message) => message.type === 'welcome' && !sameUuid(message.uuid, uuid));
