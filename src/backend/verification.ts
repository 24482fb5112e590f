import { after, childOf, sleep, type Environment } from '../environment.js';
import type { UnverifiedReason } from '../payload/state.js';
import { readResponse, type Answer } from '../payload/status.js';
import { nameOf, reasonOf, type Outcome } from './question.js';
import { VERIFY_LIMIT_MS, verifyDelayMs } from './schedule.js';

export type Verdict =
  | { readonly verified: true; readonly txid: string | null }
  | { readonly verified: false; readonly reason: UnverifiedReason };

export interface Verifier {
  readonly uuid: string;
  readonly environment: Environment;
  readonly signal: AbortSignal;
  /** What the page gave to `respondWith`, or null. */
  readonly response: Promise<unknown> | null;
  /** Asks the backend once, or null where there is none. */
  readonly ask: ((signal: AbortSignal) => Promise<Outcome>) | null;
  readonly onFailure: (message: string) => void;
  /** Something answered: a run of failures is over. */
  readonly onSuccess: () => void;
}

const unverified = (reason: UnverifiedReason): Verdict => ({ verified: false, reason });

/** The verifier's word, where an answer has one. */
export function verdictOf({ verification, txid }: Answer): Verdict | null {
  if (verification === 'verified') return { verified: true, txid };
  return verification === 'refused' ? unverified('refused') : null;
}

/** Resolves to the promise's value or, when the time or the signal is up first, to `over`. */
function within<T, U>(
  promise: Promise<T>,
  limitMs: number,
  { environment, signal }: Pick<Verifier, 'environment' | 'signal'>,
  over: U,
): Promise<T | U> {
  const life = childOf(signal);
  return Promise.race([promise, sleep(environment, limitMs, life.signal).then(() => over)]).finally(() => {
    life.abort();
  });
}

const OVER = Symbol('over');

/** The page's own answer, as a verdict or as the reason why it is none. */
async function awaitResponse(
  response: Promise<unknown>,
  verifier: Verifier,
): Promise<Verdict | 'timeout' | 'failed'> {
  try {
    const value = await within(response, VERIFY_LIMIT_MS, verifier, OVER);
    if (value === OVER) return 'timeout';
    const answer = readResponse(value, verifier.uuid);
    if (answer) return verdictOf(answer) ?? 'timeout';
    verifier.onFailure(
      `respondWith was given a promise of ${nameOf(value)}; give true or a payload status object.`,
    );
  } catch (error) {
    verifier.onFailure(`The promise given to respondWith rejected: ${reasonOf(error)}.`);
  }
  return 'failed';
}

/** One try, as a verdict; pending and failing are told apart, for the end. */
export async function tryOnce(
  verifier: Verifier,
  signal: AbortSignal,
): Promise<{ verdict: Verdict; isFinal: boolean; waitMs: number }> {
  const outcome = await verifier.ask?.(signal);
  switch (outcome?.kind) {
    case 'answer': {
      verifier.onSuccess();
      const verdict = verdictOf(outcome.answer);
      return { verdict: verdict ?? unverified('timeout'), isFinal: verdict !== null, waitMs: 0 };
    }
    case 'denied':
      verifier.onFailure(outcome.message);
      return { verdict: unverified('failed'), isFinal: true, waitMs: 0 };
    case 'failed':
      if (!signal.aborted) verifier.onFailure(outcome.message);
      return { verdict: unverified('failed'), isFinal: false, waitMs: outcome.retryAfterMs };
    case 'missing':
      // The platform publishes before a backend can read: it may know of the payload only in a moment.
      verifier.onSuccess();
      return { verdict: unverified('timeout'), isFinal: false, waitMs: 0 };
    case undefined:
      return { verdict: unverified('timeout'), isFinal: false, waitMs: 0 };
  }
}

/** Asks the backend until it knows, for 60 s at most. */
async function askUntilKnown(verifier: Verifier): Promise<Verdict> {
  const life = childOf(verifier.signal);
  after(verifier.environment, VERIFY_LIMIT_MS, life.signal, () => {
    life.abort();
  });
  let last: Verdict = unverified('failed');
  const isOver = (): boolean => life.signal.aborted;
  for (let index = 0; !isOver(); index++) {
    const { verdict, isFinal, waitMs } = await tryOnce(verifier, life.signal);
    if (isFinal) {
      life.abort();
      return verdict;
    }
    // The time was up amid a question: what was known before it stands.
    if (!isOver()) last = verdict;
    await sleep(
      verifier.environment,
      Math.min(Math.max(verifyDelayMs(index), waitMs), VERIFY_LIMIT_MS),
      life.signal,
    );
  }
  return last;
}

async function decide(verifier: Verifier): Promise<Verdict | null> {
  const told = verifier.response && (await awaitResponse(verifier.response, verifier));
  if (told !== null && typeof told !== 'string') return told;
  return verifier.ask ? await askUntilKnown(verifier) : told && unverified(told);
}

/**
 * Whether a signature holds: by the page's own `respondWith`, else by asking its backend. Null where neither is
 * there, or the signal came first.
 */
export async function verify(verifier: Verifier): Promise<Verdict | null> {
  const verdict = await decide(verifier);
  return verifier.signal.aborted ? null : verdict;
}
