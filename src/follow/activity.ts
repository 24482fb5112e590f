import type { Environment } from '../environment.js';
import type { Input } from '../payload/input.js';
import type { PayloadRequest } from '../payload/request.js';
import type { Snapshot } from '../payload/snapshot.js';
import type { GetStatus } from './question.js';

/** What an activity can use: the snapshot, a way to send inputs, and the environment. Never another activity. */
export interface Follow {
  readonly snapshot: Snapshot;
  readonly environment: Environment;
  /** Asks the page's backend; null if there is none. */
  readonly getStatus: GetStatus | null;
  /** Reports what happened. Inputs that belong together are sent together. It does nothing after the run has ended. */
  send(...inputs: readonly Input[]): void;
}

/** What an activity does after each change; null if it need not know of changes. */
export type React = ((before: Snapshot, after: Snapshot) => void) | null;

/** Runs while the snapshot wants it. Everything that it starts ends with the signal. */
export type Activity = (follow: Follow, signal: AbortSignal, request: PayloadRequest) => React;
