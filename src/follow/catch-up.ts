import { after, childOf } from '../environment.js';
import type { Snapshot } from '../payload/snapshot.js';
import type { Activity } from './activity.js';
import { createAsker } from './asker.js';
import { catchUpDelayMs, SECOND_LOOK_MS, SIGNING_MS } from './schedule.js';

/** Hidden for less, nothing is likely to have been missed. */
const AWAY_MS = 5_000;

/** The backend alone can tell: no socket gets through, or what it said may mean something else. */
const isAlone = ({ run }: Snapshot): boolean => run.isUnreachable || run.isUnsure;

/** Asks the backend what was missed: the platform does not replay. */
export const catchUp: Activity = (follow, signal, { uuid }) => {
  const { environment } = follow;
  const { page } = environment;
  const ask = createAsker(follow, signal, uuid);
  let hiddenAt = page.visible ? null : environment.now();
  let polling: AbortController | null = null;
  let signing: AbortController | null = null;
  /** Polling fell due while nobody looked. */
  let isPollDue = false;

  const poll = (until: AbortSignal, index: number): void => {
    after(environment, catchUpDelayMs(index), until, () => {
      // Hidden, nobody looks: the question waits for somebody who does.
      if (page.visible) void ask();
      else isPollDue = true;
      poll(until, index + 1);
    });
  };

  /** Without a socket: asks at once, then ever more rarely. */
  const setPolling = (isOn: boolean): void => {
    polling?.abort();
    polling = isOn ? childOf(signal) : null;
    isPollDue = false;
    if (!polling) return;
    void ask();
    poll(polling.signal, 0);
  };

  /** The platform publishes before it stores. */
  const lookAgain = (): void => {
    after(environment, SECOND_LOOK_MS, signal, () => {
      void ask({ sinceNow: true });
    });
  };

  /** The wallet's reports of signing are not repeated: where nothing more is heard, the backend is asked. */
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
    // A page that opens on a request in hand may be the tab that the wallet opened after the signature.
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
