/** How the backend's answers and the result of a verification change the snapshot. */

import { change, changeRun, expire, hearAll, raise } from './hear.js';
import { isSigned, type Snapshot } from './snapshot.js';
import type { Answer, VerificationResult } from './status.js';

export function endQuestion(snapshot: Snapshot): Snapshot {
  const { question } = snapshot.run;
  const next = changeRun(snapshot, { question: null });
  return question?.heldExpiry ? changeRun(expire(next, null), { isUnsure: true }) : next;
}

/** Counts each question that ended. */
export const countQuestion = (snapshot: Snapshot): Snapshot =>
  changeRun(snapshot, { questionsEnded: snapshot.run.questionsEnded + 1 });

/** The backend knows the payload, so it exists, whatever the socket said. */
function known(snapshot: Snapshot): Snapshot {
  const state = snapshot.state === 'not-found' ? 'waiting' : snapshot.state;
  return changeRun(
    { ...snapshot, state, exists: true, isAnsweredFor: true, raised: [] },
    {
      question: null,
      isUnsure: false,
    },
  );
}

export function answer(snapshot: Snapshot, told: Answer, at: number, again: boolean): Snapshot {
  const { messages, unresolved } = told;
  const { question } = snapshot.run;
  // The question is over: an expiry in its answer no longer waits for one.
  const heard = hearAll(known(snapshot), messages, at, true);
  const ended = again
    ? changeRun(heard, { question })
    : question?.heldExpiry === true
      ? expire(heard, null)
      : heard;
  const next = ended.resolution === snapshot.resolution ? ended : { ...ended, resolvedBy: told };
  // Only an answer to a question asked after the expiry, or one that reports the expiry, knows how it ended.
  const tellsOfExpiry = messages.some(({ type }) => type === 'expired') || question?.afterExpiry === true;
  return next.state === 'expired' && unresolved && tellsOfExpiry
    ? change(next, { knownUnsigned: true })
    : next;
}

/** The verification is over: the page's response is used up, and the next verification asks the full schedule again. */
export function conclude(snapshot: Snapshot, result: VerificationResult): Snapshot {
  if (!isSigned(snapshot.state) || snapshot.state === 'verified') return snapshot;
  const isSame =
    snapshot.state === 'unverified' && !result.verified && result.reason === snapshot.unverifiedReason;
  const next: Partial<Snapshot> = result.verified
    ? {
        state: 'verified',
        verifiedTxid: result.txid ?? snapshot.resolution?.txid ?? null,
      }
    : {
        state: 'unverified',
        unverifiedReason: result.reason,
        unverifiedCount: snapshot.unverifiedCount + (isSame ? 0 : 1),
      };
  return changeRun(change(snapshot, { ...next, response: null }), { isOneTry: false });
}

/**
 * Reports the first failure of a row, so that the log does not get a line for each try.
 *
 * @param txid the transaction that the backend named
 */
export function reportBackend(
  snapshot: Snapshot,
  failure: string | null,
  txid: string | null = null,
): Snapshot {
  const next = change(changeRun(snapshot, { isFailing: failure !== null }), {
    ledgerTxid: txid ?? snapshot.ledgerTxid,
  });
  return failure === null || snapshot.run.isFailing
    ? next
    : raise(next, { code: 'status-failed', message: failure });
}
