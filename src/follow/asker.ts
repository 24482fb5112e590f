import { sleep } from '../environment.js';
import type { Input } from '../payload/input.js';
import type { Follow } from './activity.js';
import { ask, type Outcome } from './question.js';
import { PACE_MS } from './schedule.js';

/** The longest `Retry-After` that is obeyed, so that nobody waits for ever. */
const LONGEST_PAUSE_MS = 60_000;

export interface Reason {
  /** Ask again after a question that is under way, because its answer may be older than the reason to ask. */
  readonly sinceNow?: boolean;
  /** Ask even if the backend has refused to answer (401, 403). */
  readonly insist?: boolean;
}

/** Asks now, or as soon as the pause is over; resolves after the answer. */
export type Asker = (reason?: Reason) => Promise<void>;

/**
 * Asks the backend about an unresolved payload: one question at a time, and at most one every 3 s. A reason that comes
 * meanwhile joins it.
 */
export function createAsker(follow: Follow, signal: AbortSignal, uuid: string): Asker {
  const { environment } = follow;
  let current: Promise<void> | null = null;
  /** Ask again after the question that is under way: it may be too early to know. */
  let isDueAgain = false;
  let isDenied = false;
  let pauseMs = 0;
  let notBefore = -Infinity;

  const pause = (delayMs: number): void => {
    pauseMs = delayMs;
    notBefore = environment.now() + delayMs;
  };

  const report = ({ kind, answer, message }: Outcome): void => {
    const ended: Input = answer
      ? { type: 'answered', answer, at: environment.now(), again: isDueAgain }
      : { type: 'unanswered' };
    follow.send(...(kind === 'missing' ? [{ type: 'not-found' } as const] : []), ended, {
      type: 'backend',
      failure: message,
    });
  };

  const run = async (): Promise<void> => {
    // Never wait longer than the pause itself, even if the clock was set back.
    const waitMs = Math.min(notBefore - environment.now(), pauseMs);
    // An expiry that comes during a short pause must wait for the answer, so the question counts as asked already.
    if (waitMs <= PACE_MS) follow.send({ type: 'asked' });
    if (waitMs > 0) await sleep(environment, waitMs, signal);
    const { getStatus } = follow;
    if (signal.aborted || !getStatus) return;
    isDueAgain = false; // reasons that came during the pause are served by this question
    pause(PACE_MS);
    follow.send({ type: 'asked' });
    const outcome = await ask(getStatus, uuid, environment, signal);
    isDenied = outcome.kind === 'denied';
    if (outcome.waitMs > 0) pause(Math.min(Math.max(outcome.waitMs, PACE_MS), LONGEST_PAUSE_MS));
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
