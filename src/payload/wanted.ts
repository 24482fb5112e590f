import { isUnresolved, type Snapshot } from './snapshot.js';

export type ActivityName = 'socket' | 'linger' | 'lapse' | 'catch-up' | 'hold' | 'verification';

export type Wanted = Readonly<Record<ActivityName, string | null>>;

/** Which activities are to run, each under a key: another key is another run, null is no run. */
export function wanted({ isPresent, hasBackend, request, state, timeIsUp, run }: Snapshot): Wanted {
  const address = isPresent && request ? request.socketUrl : null;
  const round = address && `${address} ${run.round}`;
  const isOpen = isUnresolved(state);
  const isOver = state === 'not-found' || (state === 'expired' && run.isLingerOver);
  return {
    socket: isOpen && !isOver ? round : null,
    linger: state === 'expired' && !isOver ? round : null,
    lapse:
      timeIsUp && !run.isLapsed && (state === 'opened' || state === 'pre-signed')
        ? address && `${address} ${state}`
        : null,
    'catch-up': isOpen && hasBackend ? address : null,
    hold: run.question && address,
    verification: state === 'verifying' ? address : null,
  };
}

/** Whether the work that `checked` started is still under way; `before` is the snapshot right after it. */
export function isUnderWay(before: Snapshot, now: Snapshot): boolean {
  const [then, still] = [wanted(before), wanted(now)];
  if (then.verification !== null) return still.verification === then.verification;
  return (
    then['catch-up'] !== null &&
    still['catch-up'] === then['catch-up'] &&
    now.run.questionsEnded === before.run.questionsEnded
  );
}
