import { sleep } from '../environment.js';
import type { Input } from '../payload/input.js';
import type { Follow } from './activity.js';
import { ask, newsOf, type Reply } from './question.js';
import { PACE_MS, pauseFor, pauseLeftMs } from './schedule.js';

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

  const report = (reply: Reply): void => {
    const { kind, answer } = reply;
    const nowMs = environment.now();
    const ended: Input = answer
      ? { type: 'answered', answer, at: nowMs, again: isDueAgain }
      : { type: 'unanswered' };
    follow.send(
      ...(kind === 'missing' ? [{ type: 'not-found' } as const] : []),
      ended,
      ...newsOf(reply, nowMs, PACE_MS),
    );
  };

  const run = async (): Promise<void> => {
    const waitMs = pauseLeftMs(follow.snapshot.pause, environment.now());
    // An expiry that comes during a short pause must wait for the answer, so the question counts as asked already.
    if (waitMs <= PACE_MS) follow.send({ type: 'asked' });
    if (waitMs > 0) await sleep(environment, waitMs, signal);
    const { getStatus } = follow;
    if (signal.aborted || !getStatus) return;
    isDueAgain = false; // reasons that came during the pause are served by this question
    follow.send(pauseFor(PACE_MS, environment.now(), false), { type: 'asked' });
    const reply = await ask(getStatus, uuid, environment, signal);
    isDenied = reply.kind === 'denied';
    report(reply);
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
