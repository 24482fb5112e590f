import type { Environment } from '../environment.js';
import type { Input } from '../payload/input.js';
import type { PayloadRequest } from '../payload/request.js';
import type { Snapshot } from '../payload/snapshot.js';
import type { GetStatus } from './question.js';

/** What an activity sees: the one value, a way to add to it, and the world. Never another activity. */
export interface Follow {
  readonly snapshot: Snapshot;
  readonly environment: Environment;
  /** How to ask the page's backend; null where there is none. */
  readonly getStatus: GetStatus | null;
  /** Reports what happened; several inputs that are one piece of news go together. Deaf once the run is over. */
  send(...inputs: readonly Input[]): void;
}

/** What an activity does after each change, or null for one that needs to know of none. */
export type React = ((before: Snapshot, after: Snapshot) => void) | null;

/** Runs while the state wants it. All that it starts ends with its signal. */
export type Activity = (follow: Follow, signal: AbortSignal, request: PayloadRequest) => React;
