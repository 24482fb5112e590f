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
  /** Sent when a run is stopped: it clears what the run wrote into the snapshot. */
  readonly end?: Input;
}

/** The socket of an expired payload stays open this long, because an opened payload may still be resolved. */
const LINGER_MS = 60_000;

/** The wallet refuses a payload that expired after it was opened; a report may be under way for this long. */
const LAPSE_MS = 60_000;

/** An activity that sends one input after a while. */
const wait =
  (delayMs: number, input: Input): Activity =>
  (follow, signal) => {
    after(follow.environment, delayMs, signal, () => {
      follow.send(input);
    });
    return null;
  };

/** All activities, in the order in which they are stopped and started, and react to changes. */
export const activities: readonly ActivityEntry[] = [
  { name: 'socket', run: socket, end: { type: 'disconnected' } },
  { name: 'linger', run: wait(LINGER_MS, { type: 'linger-over' }) },
  { name: 'lapse', run: wait(LAPSE_MS, { type: 'lapsed' }) },
  { name: 'catch-up', run: catchUp, end: { type: 'unanswered' } },
  { name: 'hold', run: wait(QUESTION_LIMIT_MS, { type: 'hold-over' }) },
  { name: 'verification', run: verification },
];
