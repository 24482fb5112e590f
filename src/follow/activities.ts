import { after } from '../environment.js';
import type { Input } from '../payload/input.js';
import type { ActivityName } from '../payload/wanted.js';
import type { Activity } from './activity.js';
import { catchUp } from './catch-up.js';
import { QUESTION_LIMIT_MS } from './schedule.js';
import { socket } from './socket.js';
import { verification } from './verification.js';

export interface ActivityEntry {
  readonly name: ActivityName;
  readonly run: Activity;
  /** Reduced when a run is stopped: it takes back what the run told of itself. */
  readonly end?: Input;
}

/** The socket of an expired payload stays this long: an opened request may still be resolved. */
const LINGER_MS = 60_000;

/** The wallet refuses what expired while it was open; so long it may still be on its way. */
const LAPSE_MS = 60_000;

/** Sends one input after a while. */
const wait =
  (delayMs: number, input: Input): Activity =>
  (follow, signal) => {
    after(follow.environment, delayMs, signal, () => {
      follow.send(input);
    });
    return null;
  };

/** All that ever runs, in the order in which it is stopped, started and told of changes. */
export const activities: readonly ActivityEntry[] = [
  { name: 'socket', run: socket, end: { type: 'disconnected' } },
  { name: 'linger', run: wait(LINGER_MS, { type: 'linger-over' }) },
  { name: 'lapse', run: wait(LAPSE_MS, { type: 'lapsed' }) },
  { name: 'catch-up', run: catchUp, end: { type: 'unanswered' } },
  { name: 'hold', run: wait(QUESTION_LIMIT_MS, { type: 'hold-over' }) },
  { name: 'verification', run: verification },
];
