import type { Fault } from './fault.js';
import { change, changeRun, expire, hearAll, isMisdirected, misdirected } from './hear.js';
import type { Input } from './input.js';
import type { PayloadRequest } from './request.js';
import {
  initialRun,
  initialSnapshot,
  isSigned,
  isUnresolved,
  type Connection,
  type Snapshot,
} from './snapshot.js';
import { verdictOf, type Answer, type Verdict } from './status.js';
import { sameUuid } from './uuid.js';

const CLOSED: Connection = { status: 'closed', code: null, reason: null, retryInMs: null };

function endQuestion(snapshot: Snapshot): Snapshot {
  const { question } = snapshot.run;
  const next = changeRun(snapshot, { question: null });
  return question?.heldExpiry ? changeRun(expire(next, null), { isUnsure: true }) : next;
}

/** Counts the question that ended. */
const countQuestion = (snapshot: Snapshot): Snapshot =>
  changeRun(snapshot, { questionsEnded: snapshot.run.questionsEnded + 1 });

/** The backend answered for the payload: it exists, whatever was said of it before. */
function known(snapshot: Snapshot): Snapshot {
  const state = snapshot.state === 'not-found' ? 'waiting' : snapshot.state;
  return changeRun(change(snapshot, { state, exists: true, isAnsweredFor: true }), {
    question: null,
    isUnsure: false,
  });
}

function answer(snapshot: Snapshot, told: Answer, at: number, again: boolean): Snapshot {
  const { messages, unresolved } = told;
  const { question } = snapshot.run;
  // The answer is heard as if it were not under way any more: its own word on the expiry waits for nothing.
  const heard = hearAll(known(snapshot), messages, at, true);
  const ended = again
    ? changeRun(heard, { question })
    : question?.heldExpiry === true
      ? expire(heard, null)
      : heard;
  const next = ended.resolution === snapshot.resolution ? ended : { ...ended, resolvedBy: told };
  // Only what was asked after the expiry, or tells of it itself, knows how it ended.
  const tellsOfExpiry = messages.some(({ type }) => type === 'expired') || question?.afterExpiry === true;
  return next.state === 'expired' && unresolved && tellsOfExpiry
    ? change(next, { knownUnsigned: true })
    : next;
}

function follow(snapshot: Snapshot, request: PayloadRequest | null, hasBackend: boolean): Snapshot {
  const { request: current, connection, isPresent } = snapshot;
  if (request !== null && current !== null && sameUuid(request.uuid, current.uuid)) {
    const next = change(snapshot, { hasBackend });
    if (request.socketUrl === current.socketUrl)
      return request.signUrl === current.signUrl
        ? next
        : { ...next, request: { ...request, uuid: current.uuid } };
    // Another address of the same payload (its uuid stays spelled as it was): all that runs starts anew.
    return { ...endQuestion(next), request: { ...request, uuid: current.uuid }, run: initialRun };
  }
  if (request === null && snapshot.state === 'idle') return change(snapshot, { hasBackend });
  const state = request === null ? 'idle' : 'waiting';
  return { ...initialSnapshot, connection, isPresent, hasBackend, request, state };
}

/** A page that sets the same again, a function made anew among it, is told once. */
function misconfigure(snapshot: Snapshot, fault: Fault): Snapshot {
  const { connection, isPresent, state, fault: known } = snapshot;
  if (state === 'error' && known?.code === fault.code && known.message === fault.message) return snapshot;
  return { ...initialSnapshot, connection, isPresent, state: 'error', fault };
}

/** Somebody wants to know now: that is a question, one more try to verify, or a new beginning. */
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

/** Nobody responded and the answer that told the resolution verifies too; or it is verified now; or there is no way to. */
function respond(snapshot: Snapshot, response: Promise<unknown> | null): Snapshot {
  const { state, resolvedBy, hasBackend } = snapshot;
  if (state !== 'signed') return snapshot;
  const verdict = resolvedBy && !response ? verdictOf(resolvedBy) : null;
  if (verdict) return conclude(snapshot, verdict);
  return response || hasBackend ? { ...snapshot, state: 'verifying', response } : snapshot;
}

/** Nobody knows the payload: not one that was ever seen to exist. The platform may welcome it all the same. */
function notFound(snapshot: Snapshot, isFarewell: boolean): Snapshot {
  const { state } = snapshot;
  const isKnown = isFarewell ? snapshot.isAnsweredFor : snapshot.exists;
  if (!isUnresolved(state) || state === 'not-found' || isKnown) return snapshot;
  const message = `The platform knows no payload ${snapshot.request?.uuid ?? ''}: was it created with the same API key, and is the address complete?`;
  const fault: Fault = { code: 'not-found', message };
  return changeRun(
    { ...snapshot, state: 'not-found', exists: false, fault },
    {
      question: null,
      isUnreachable: false,
      isUnsure: false,
    },
  );
}

/** What the page responded was heard: from here on the backend is asked. */
function conclude(snapshot: Snapshot, verdict: Verdict): Snapshot {
  if (!isSigned(snapshot.state) || snapshot.state === 'verified') return snapshot;
  const isSame =
    snapshot.state === 'unverified' && !verdict.verified && verdict.reason === snapshot.unverifiedReason;
  const next: Partial<Snapshot> = verdict.verified
    ? {
        state: 'verified',
        verifiedTxid: verdict.txid ?? snapshot.resolution?.txid ?? null,
        ledgerTxid: verdict.txid,
      }
    : {
        state: 'unverified',
        unverifiedReason: verdict.reason,
        unverifiedCount: snapshot.unverifiedCount + (isSame ? 0 : 1),
      };
  return changeRun(change(snapshot, { ...next, response: null }), { isOneTry: false });
}

/** A failure is reported once a run of them: who watches the log needs no line a try. */
function reportBackend(snapshot: Snapshot, failure: string | null): Snapshot {
  const next = changeRun(snapshot, { isFailing: failure !== null });
  return failure === null || snapshot.run.isFailing
    ? next
    : { ...next, fault: { code: 'status-failed', message: failure } };
}

/**
 * What is known after one more input. Pure and total: any input in any state, never a throw; what changes nothing
 * returns the same object. Inputs that are occurrences (`checked`, `greeted`, an answered question) are counted, so that
 * the same one again is another.
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
      return status === 'closed' || status === 'idle' ? snapshot : { ...snapshot, connection: CLOSED };
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
      // A second one joins the first, and drops nothing that waits for its answer.
      return snapshot.run.question === null
        ? changeRun(snapshot, { question: { afterExpiry: snapshot.state === 'expired', heldExpiry: false } })
        : snapshot;
    case 'answered':
      return countQuestion(answer(snapshot, input.answer, input.at, input.again === true));
    case 'unanswered':
      return countQuestion(endQuestion(snapshot));
    case 'hold-over':
      return endQuestion(snapshot);
    case 'not-found':
      return notFound(snapshot, input.isFarewell === true);
    case 'backend':
      return reportBackend(snapshot, input.failure);
    case 'verified':
      return conclude(snapshot, { verified: true, txid: input.txid });
    case 'unverified':
      return conclude(snapshot, { verified: false, reason: input.reason });
    case 'fault':
      return change(snapshot, { fault: input.fault });
  }
}
