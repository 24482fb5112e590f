import { after, childOf } from '../environment.js';
import type { Snapshot } from '../payload/snapshot.js';
import type { Activity } from './activity.js';
import { createAsker } from './asker.js';
import { catchUpDelayMs, SECOND_LOOK_MS, SIGNING_MS } from './schedule.js';

/** Nothing was missed if the page was hidden for a shorter time. */
const AWAY_MS = 5_000;

/** Only the backend can tell: no socket connects, or what the socket said is unclear. */
const isAlone = ({ run }: Snapshot): boolean => run.isUnreachable || run.isUnsure;

/** Asks the backend what was missed, because the platform repeats nothing. */
export const catchUp: Activity = (follow, signal, { uuid }) => {
  const { environment } = follow;
  const { page } = environment;
  const ask = createAsker(follow, signal, uuid);
  let hiddenAt = page.visible ? null : environment.now();
  let polling: AbortController | null = null;
  let signing: AbortController | null = null;
  /** A question was due while the page was hidden. */
  let isPollDue = false;

  const poll = (until: AbortSignal, index: number): void => {
    after(environment, catchUpDelayMs(index), until, () => {
      // Nobody looks at a hidden page: ask when it becomes visible.
      if (page.visible) void ask();
      else isPollDue = true;
      poll(until, index + 1);
    });
  };

  /** Without a socket: asks at once, then less and less often. */
  const setPolling = (isOn: boolean): void => {
    polling?.abort();
    polling = isOn ? childOf(signal) : null;
    isPollDue = false;
    if (!polling) return;
    void ask();
    poll(polling.signal, 0);
  };

  /** The platform publishes before it stores, so the first answer may be too early. */
  const lookAgain = (): void => {
    after(environment, SECOND_LOOK_MS, signal, () => {
      void ask({ sinceNow: true });
    });
  };

  /** The wallet does not repeat its reports of signing, so the backend is asked if nothing more is heard. */
  const expectSignature = ({ state }: Snapshot): void => {
    signing?.abort();
    signing = null;
    if (state !== 'pre-signed' && state !== 'dispatched') return;
    signing = childOf(signal);
    for (const delayMs of SIGNING_MS)
      after(environment, delayMs, signing.signal, () => {
        void ask();
      });
  };

  const onGreeting = async (isAgain: boolean): Promise<void> => {
    const answered = ask({ sinceNow: true });
    if (isAgain) {
      lookAgain();
      return;
    }
    await answered;
    // This page may be the tab that the wallet opened right after the signature.
    if (follow.snapshot.heard.opened) lookAgain();
  };

  const onVisibility = (): void => {
    if (!page.visible) {
      hiddenAt ??= environment.now();
      return;
    }
    const awayMs = hiddenAt === null ? 0 : environment.now() - hiddenAt;
    hiddenAt = null;
    const isDue = isPollDue || awayMs >= AWAY_MS;
    isPollDue = false;
    if (isDue) void ask();
  };

  page.listen('visibilitychange', onVisibility, signal);
  if (isAlone(follow.snapshot)) setPolling(true);
  // The page named its backend after the socket greeted.
  else if (follow.snapshot.run.greeting) void ask();
  expectSignature(follow.snapshot);
  return (before, after) => {
    const { checks, greeting, lookedAt } = after.run;
    if (isAlone(after) !== isAlone(before)) setPolling(isAlone(after));
    if (after.state !== before.state) expectSignature(after);
    if (lookedAt !== before.run.lookedAt) void ask({ sinceNow: true });
    if (checks !== before.run.checks) void ask({ insist: true });
    if (greeting && greeting !== before.run.greeting) void onGreeting(greeting.isAgain);
    if (after.isRestored && !before.isRestored) void ask();
  };
};
