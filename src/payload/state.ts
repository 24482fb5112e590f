import { answer, conclude, countQuestion, endQuestion, reportBackend } from './answers.js';
import type { Fault } from './fault.js';
import { change, changeRun, hearAll, isMisdirected, misdirected, raise } from './hear.js';
import type { Input } from './input.js';
import type { PayloadRequest } from './request.js';
import { connectionOf, initialRun, initialSnapshot, isUnresolved, type Snapshot } from './snapshot.js';
import { resultOf } from './status.js';
import { sameUuid } from './uuid.js';

function follow(snapshot: Snapshot, request: PayloadRequest | null, hasBackend: boolean): Snapshot {
  const { request: current, connection, isPresent } = snapshot;
  if (request !== null && current !== null && sameUuid(request.uuid, current.uuid)) {
    const next = change(snapshot, { hasBackend });
    if (request.socketUrl === current.socketUrl)
      return request.signUrl === current.signUrl
        ? next
        : { ...next, request: { ...request, uuid: current.uuid } };
    // Another address of the same payload: everything that runs starts again. The uuid keeps its spelling.
    return { ...endQuestion(next), request: { ...request, uuid: current.uuid }, run: initialRun };
  }
  if (request === null && snapshot.state === 'idle') return change(snapshot, { hasBackend });
  const state = request === null ? 'idle' : 'waiting';
  return { ...initialSnapshot, connection, isPresent, hasBackend, request, state };
}

/** A page that sets the same wrong value again hears of it only once, even with a new `getStatus` function. */
function misconfigure(snapshot: Snapshot, fault: Fault): Snapshot {
  const { connection, isPresent, state, fault: known } = snapshot;
  if (state === 'error' && known?.code === fault.code && known.message === fault.message) return snapshot;
  return { ...initialSnapshot, connection, isPresent, state: 'error', fault };
}

/** Somebody asks to check now: ask the backend, verify once more, or start again. */
function check(snapshot: Snapshot): Snapshot {
  const { state, run } = snapshot;
  if (!snapshot.isPresent || !snapshot.hasBackend) return snapshot;
  if (state === 'signed' || state === 'unverified')
    return changeRun({ ...snapshot, state: 'verifying' }, { isOneTry: true });
  if (!isUnresolved(state)) return snapshot;
  const checked = changeRun(snapshot, { checks: run.checks + 1 });
  if (state !== 'expired' && state !== 'not-found') return checked;
  return changeRun(
    { ...checked, state: state === 'expired' ? state : 'waiting' },
    { round: run.round + 1, isLingerOver: false },
  );
}

/** What follows a resolution: the result in its answer if nobody responded, a verification, or nothing to ask. */
function respond(snapshot: Snapshot, response: Promise<unknown> | null): Snapshot {
  const { state, resolvedBy, hasBackend } = snapshot;
  if (state !== 'signed') return snapshot;
  const result = resolvedBy && !response ? resultOf(resolvedBy) : null;
  if (result) return conclude(snapshot, result);
  return response || hasBackend ? { ...snapshot, state: 'verifying', response } : snapshot;
}

/** The backend or the platform does not know the payload. One that was seen to exist stays. */
function notFound(snapshot: Snapshot, isFarewell: boolean): Snapshot {
  const { state } = snapshot;
  const isKnown = isFarewell ? snapshot.isAnsweredFor : snapshot.exists;
  if (!isUnresolved(state) || state === 'not-found' || isKnown) return snapshot;
  const message = `The platform knows no payload ${snapshot.request?.uuid ?? ''}: was it created with the same API key, and is the address complete?`;
  const fault: Fault = { code: 'not-found', message };
  return changeRun(
    { ...raise(snapshot, fault), state: 'not-found', exists: false },
    {
      question: null,
      isUnreachable: false,
      isUnsure: false,
    },
  );
}

/**
 * The next snapshot. Pure and total: any input in any state, and it never throws. It returns the same object if nothing
 * changes. `checked` and an answered question are counted, and each greeting is a new object, so that a second one of the
 * same kind is another change.
 */
export function reduce(snapshot: Snapshot, input: Input): Snapshot {
  switch (input.type) {
    case 'follow':
      return follow(snapshot, input.request, input.hasBackend);
    case 'misconfigured':
      return misconfigure(snapshot, input.fault);
    case 'presence': {
      const { isPresent } = input;
      if (isPresent === snapshot.isPresent) return snapshot;
      return isPresent
        ? { ...snapshot, isPresent, run: initialRun }
        : { ...snapshot, isPresent, isRestored: false };
    }
    case 'restored':
      return change(snapshot, { isRestored: snapshot.request !== null });
    case 'checked':
      return check(snapshot);
    case 'responded':
      return respond(snapshot, input.response);
    case 'connection': {
      const next = change(snapshot, { connection: input.connection });
      return input.isUnreachable ? changeRun(next, { isUnreachable: true }) : next;
    }
    case 'disconnected': {
      const { status } = snapshot.connection;
      return status === 'closed' || status === 'idle'
        ? snapshot
        : { ...snapshot, connection: connectionOf('closed') };
    }
    case 'greeted': {
      const greeting = { isAgain: input.isReconnect === true || snapshot.exists };
      return changeRun(change(snapshot, { exists: true }), { greeting, isUnreachable: false });
    }
    case 'heard': {
      const expected = snapshot.request?.uuid ?? '';
      return isUnresolved(snapshot.state) && isMisdirected(input.messages, expected)
        ? misdirected(snapshot, 'welcome', expected)
        : hearAll(snapshot, input.messages, input.at);
    }
    case 'linger-over':
      return changeRun(snapshot, { isLingerOver: true, isUnreachable: false, isUnsure: false });
    case 'forbidden':
      return changeRun(snapshot, { isUnreachable: true });
    case 'lapsed':
      return changeRun(snapshot, { isLapsed: true });
    case 'asked':
      // A second question joins the first, and an expiry keeps waiting.
      return snapshot.run.question === null
        ? changeRun(snapshot, { question: { afterExpiry: snapshot.state === 'expired', heldExpiry: false } })
        : snapshot;
    case 'pause':
      return { ...snapshot, pause: input.pause };
    case 'answered':
      return countQuestion(answer(snapshot, input.answer, input.at, input.again === true));
    case 'unanswered':
      return countQuestion(endQuestion(snapshot));
    case 'hold-over':
      return endQuestion(snapshot);
    case 'not-found':
      return notFound(snapshot, input.isFarewell === true);
    case 'backend':
      return reportBackend(snapshot, input.failure, input.txid);
    case 'verified':
      return conclude(snapshot, { verified: true, txid: input.txid });
    case 'unverified':
      return conclude(snapshot, { verified: false, reason: input.reason });
    case 'fault':
      return raise(snapshot, input.fault);
  }
}
