import { readFrame, type Message } from '../../src/payload/message.js';
import type { Fault } from '../../src/payload/fault.js';
import type { Input } from '../../src/payload/input.js';
import { initialSnapshot, type Connection, type Snapshot, type State } from '../../src/payload/snapshot.js';
import { reduce } from '../../src/payload/state.js';
import { readStatus, type Answer } from '../../src/payload/status.js';
import type { PayloadRequest } from '../../src/payload/request.js';
import * as frames from '../support/frames.js';
import { OTHER_UUID, SIGN_URL, SOCKET_URL, UUID } from '../support/frames.js';

/** The time in every input that has one. */
export const AT = 1_700_000_000_000;

export const REQUEST: PayloadRequest = { uuid: UUID, socketUrl: SOCKET_URL, signUrl: SIGN_URL };
export const OTHER_REQUEST: PayloadRequest = {
  uuid: OTHER_UUID,
  socketUrl: SOCKET_URL.replace(UUID, OTHER_UUID),
  signUrl: SIGN_URL.replace(UUID, OTHER_UUID),
};

export const FAULT: Fault = { code: 'invalid-url', message: 'mend it' };
export const OPEN: Connection = { status: 'open', code: null, reason: null, retryInMs: null, isLost: false };

/** The messages of a frame; an invalid frame fails the test. */
export function messagesOf(frame: unknown): readonly Message[] {
  const messages = readFrame(JSON.stringify(frame));
  if (messages === null) throw new Error('no frame');
  return messages;
}

export function answerOf(status: unknown): Answer {
  const answer = readStatus(status, UUID);
  if (answer === null) throw new Error('no payload status');
  return answer;
}

export const heard = (frame: unknown, at = AT): Input => ({ type: 'heard', messages: messagesOf(frame), at });
export const answered = (status: unknown): Input => ({ type: 'answered', answer: answerOf(status), at: AT });
export const follow = (request: PayloadRequest | null): Input => ({
  type: 'follow',
  request,
  hasBackend: true,
});

export const asked: Input = { type: 'asked' };
export const unanswered: Input = { type: 'unanswered' };
export const notFound: Input = { type: 'not-found' };
export const checked: Input = { type: 'checked' };
/** `xumm-resolved` was dispatched, and nobody responded. */
export const responded: Input = { type: 'responded', response: null };
export const verified: Input = { type: 'verified', txid: null };
export const timedOut: Input = { type: 'unverified', reason: 'timeout' };

export const reduceAll = (inputs: readonly Input[], from: Snapshot): Snapshot => inputs.reduce(reduce, from);

/** Nothing set, on a page with a backend. */
export const present = reduceAll([{ type: 'presence', isPresent: true }, follow(null)], initialSnapshot);
export const waiting = reduce(present, follow(REQUEST));

/** A snapshot in each state, reached by the shortest way. */
export const IN: Readonly<Record<State, Snapshot>> = {
  idle: present,
  waiting,
  opened: reduceAll([heard(frames.opened)], waiting),
  'pre-signed': reduceAll([heard(frames.preSigned)], waiting),
  dispatched: reduceAll([heard(frames.dispatched)], waiting),
  signed: reduceAll([heard(frames.signed)], waiting),
  verifying: reduceAll([heard(frames.signed), responded], waiting),
  verified: reduceAll([heard(frames.signed), verified], waiting),
  unverified: reduceAll([heard(frames.signed), timedOut], waiting),
  rejected: reduceAll([heard(frames.declined)], waiting),
  expired: reduceAll([heard(frames.expired)], waiting),
  'not-found': reduceAll([notFound], waiting),
  error: reduceAll([{ type: 'misconfigured', fault: FAULT }], waiting),
};

export const STATES = Object.keys(IN) as State[];
export const UNRESOLVED: readonly State[] = [
  'waiting',
  'expired',
  'not-found',
  'opened',
  'pre-signed',
  'dispatched',
];
export const SIGNED: readonly State[] = ['signed', 'verifying', 'verified', 'unverified'];
