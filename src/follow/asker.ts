import { sleep } from '../environment.js';
import type { Follow } from './activity.js';
import { ask, type Outcome } from './question.js';
import { PACE_MS } from './schedule.js';

/** A `Retry-After` beyond this must not keep a person in the dark for good. */
const LONGEST_PAUSE_MS = 60_000;

export interface Reason {
  /** An answer already under way will not do, for it may be older than the reason to ask. */
  readonly sinceNow?: boolean;
  /** Ask even where the backend has said that it will not tell. */
  readonly insist?: boolean;
}

/** Asks now, or as soon as the pace allows; resolves after the answer. */
export type Asker = (reason?: Reason) => Promise<void>;

/**
 * Asks the backend about an unresolved payload: one question at a time, one every 3 s at most; a reason that comes
 * meanwhile joins.
 */
export function createAsker(follow: Follow, signal: AbortSignal, uuid: string): Asker {
  const { environment } = follow;
  let current: Promise<void> | null = null;
  /** Asked for while a question was under way that may have been answered too early to know. */
  let isDueAgain = false;
  let isDenied = false;
  let pauseMs = 0;
  let notBefore = -Infinity;

  const pause = (delayMs: number): void => {
    pauseMs = delayMs;
    notBefore = environment.now() + delayMs;
  };

  const report = (outcome: Outcome): void => {
    switch (outcome.kind) {
      case 'answer': {
        const { answer } = outcome;
        follow.send(
          { type: 'answered', answer, at: environment.now(), again: isDueAgain },
          { type: 'backend', failure: answer.problem },
        );
        break;
      }
      case 'missing':
        follow.send({ type: 'not-found' }, { type: 'unanswered' }, { type: 'backend', failure: null });
        break;
      case 'denied':
      case 'failed':
        follow.send({ type: 'unanswered' }, { type: 'backend', failure: outcome.message });
        break;
    }
  };

  const run = async (): Promise<void> => {
    // Never longer than the pause itself: the clock may have leapt back.
    const waitMs = Math.min(notBefore - environment.now(), pauseMs);
    // Paced, it is as good as asked: an expiry that comes before it left would else not wait for it.
    if (waitMs <= PACE_MS) follow.send({ type: 'asked' });
    if (waitMs > 0) await sleep(environment, waitMs, signal);
    const { getStatus } = follow;
    if (signal.aborted || !getStatus) return;
    isDueAgain = false; // asked for while only waiting is soon enough: the question leaves now
    pause(PACE_MS);
    follow.send({ type: 'asked' });
    const outcome = await ask(getStatus, uuid, environment, signal);
    isDenied = outcome.kind === 'denied';
    if (outcome.kind === 'failed' && outcome.retryAfterMs > 0)
      pause(Math.min(Math.max(outcome.retryAfterMs, PACE_MS), LONGEST_PAUSE_MS));
    report(outcome);
  };

  const asker: Asker = ({ sinceNow = false, insist = false } = {}) => {
    if (signal.aborted || (isDenied && !insist)) return Promise.resolve();
    if (current) {
      isDueAgain ||= sinceNow;
      return current;
    }
    current = run().finally(() => {
      current = null;
      if (!isDueAgain) return;
      isDueAgain = false;
      void asker();
    });
    return current;
  };
  return asker;
}
