/** What the backend's answers change, and the verifier's word. */

import { change, changeRun, expire, hearAll } from './hear.js';
import { isSigned, type Snapshot } from './snapshot.js';
import type { Answer, Verdict } from './status.js';

export function endQuestion(snapshot: Snapshot): Snapshot {
  const { question } = snapshot.run;
  const next = changeRun(snapshot, { question: null });
  return question?.heldExpiry ? changeRun(expire(next, null), { isUnsure: true }) : next;
}

/** Counts the question that ended. */
export const countQuestion = (snapshot: Snapshot): Snapshot =>
  changeRun(snapshot, { questionsEnded: snapshot.run.questionsEnded + 1 });

/** The backend answered for the payload: it exists, whatever was said of it before. */
function known(snapshot: Snapshot): Snapshot {
  const state = snapshot.state === 'not-found' ? 'waiting' : snapshot.state;
  return changeRun(change(snapshot, { state, exists: true, isAnsweredFor: true }), {
    question: null,
    isUnsure: false,
  });
}

export function answer(snapshot: Snapshot, told: Answer, at: number, again: boolean): Snapshot {
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

/** The verifier has spoken: what the page responded is done with, and the next try is a whole one again. */
export function conclude(snapshot: Snapshot, verdict: Verdict): Snapshot {
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
export function reportBackend(snapshot: Snapshot, failure: string | null): Snapshot {
  const next = changeRun(snapshot, { isFailing: failure !== null });
  return failure === null || snapshot.run.isFailing
    ? next
    : { ...next, fault: { code: 'status-failed', message: failure } };
}
