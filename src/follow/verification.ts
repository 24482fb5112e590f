import { sleep, within } from '../environment.js';
import { describe, readResponded, resultOf, type VerificationResult } from '../payload/status.js';
import type { Activity, Follow } from './activity.js';
import { ask, isResponse, newsOf, replyOf, readHttp, reasonOf, type Reply } from './question.js';
import { pauseLeftMs, VERIFY_LIMIT_MS, verifyDelayMs } from './schedule.js';

/** One verification. */
interface Verifier {
  readonly follow: Follow;
  readonly uuid: string;
  readonly signal: AbortSignal;
  /** How often the backend did not know the payload. */
  missing: number;
}

const STILL_MISSING =
  'The backend answers HTTP 404 for a payload that was resolved: is the address right, and does it know the payload?';

interface Try {
  readonly result: VerificationResult;
  /** Asking again is useless. */
  readonly isFinal: boolean;
}

const TIMEOUT: VerificationResult = { verified: false, reason: 'timeout' };
const FAILED: VerificationResult = { verified: false, reason: 'failed' };

const tried = (result: VerificationResult, isFinal = false): Try => ({ result, isFinal });

/** Waits for the page's own response: its result, or why there is none. */
async function awaitResponse(response: Promise<unknown>, verifier: Verifier): Promise<Try> {
  const { follow, uuid, signal } = verifier;
  const { environment } = follow;
  try {
    const reply = await within(environment, VERIFY_LIMIT_MS, signal, async () => {
      const value = await response;
      return isResponse(value)
        ? readHttp(value, uuid, environment.now(), signal, readResponded)
        : replyOf(
            readResponded(value, uuid),
            () =>
              `respondWith was given a promise of ${describe(value)}; give true, a payload status object or a Response.`,
          );
    });
    if (!reply) return tried(TIMEOUT);
    // A page that answered its own request with 401 may still have a backend to ask.
    const told = reportReply(verifier, reply);
    return told.result === FAILED ? tried(FAILED) : told;
  } catch (error) {
    const failure = `The promise given to respondWith rejected: ${reasonOf(error)}.`;
    follow.send({ type: 'backend', failure });
    return tried(FAILED);
  }
}

/** Reports what came of a question. Returns what it means for the verification, where pending and failing end differently. */
function reportReply(verifier: Verifier, reply: Reply): Try {
  const { follow } = verifier;
  const { kind, answer } = reply;
  // The platform publishes before a backend can read: the backend may know the payload a moment later.
  const isStillMissing = kind === 'missing' && verifier.missing++ > 0;
  const message = isStillMissing ? STILL_MISSING : reply.message;
  follow.send(...newsOf({ ...reply, message }, follow.environment.now()));
  if (kind === 'denied' || kind === 'failed') return tried(FAILED, kind === 'denied');
  const result = answer && resultOf(answer);
  return tried(result ?? TIMEOUT, result !== null);
}

/** Asks once, after the pause that the backend demanded. */
async function askOnce(verifier: Verifier, signal: AbortSignal): Promise<Try> {
  const { follow, uuid } = verifier;
  const { environment, snapshot } = follow;
  if (snapshot.pause?.isDemanded === true)
    await sleep(environment, pauseLeftMs(snapshot.pause, environment.now()), signal);
  const { getStatus } = follow;
  // The page may set its backend again; until then this counts as pending.
  if (!getStatus) return tried(TIMEOUT);
  const reply = await ask(getStatus, uuid, environment, signal);
  // The time ran out during the question: that is not a failure.
  return signal.aborted && reply.kind === 'failed' ? tried(FAILED) : reportReply(verifier, reply);
}

/** Asks once, or until the backend knows, for at most 60 s. */
async function askBackend(verifier: Verifier, isOneTry: boolean): Promise<VerificationResult> {
  const { environment } = verifier.follow;
  let last = FAILED;
  const known = await within(environment, VERIFY_LIMIT_MS, verifier.signal, async (signal) => {
    for (let index = 0; ; index++) {
      const { result, isFinal } = await askOnce(verifier, signal);
      if (isFinal || isOneTry) return result;
      // The time ran out during a question: the result before it counts.
      if (signal.aborted) return null;
      last = result;
      await sleep(environment, verifyDelayMs(index), signal);
    }
  });
  return known ?? last;
}

/** By the page's own response, else by asking its backend. */
async function decide(verifier: Verifier): Promise<VerificationResult> {
  const { response, run } = verifier.follow.snapshot;
  const told = response && !run.isOneTry && (await awaitResponse(response, verifier));
  return told && (told.isFinal || !verifier.follow.getStatus)
    ? told.result
    : askBackend(verifier, run.isOneTry);
}

/** Finds out whether the signature took effect. */
export const verification: Activity = (follow, signal, { uuid }) => {
  void decide({ follow, uuid, signal, missing: 0 }).then((result) => {
    follow.send(
      result.verified
        ? { type: 'verified', txid: result.txid }
        : { type: 'unverified', reason: result.reason },
    );
  });
  return null;
};
