import type { LitElement } from 'lit';
import type { GetStatus } from '../backend/question.js';
import type { Environment } from '../environment.js';
import type { Input, Snapshot } from '../payload/state.js';
import type { SnapshotStore } from './snapshot-store.js';

/** What the controllers see of the element: its state, its life and its way to the world. */
export interface Host {
  readonly element: Element;
  readonly environment: Environment;
  readonly snapshot: Snapshot;
  /** How to ask the page's backend; null where there is none. */
  readonly getStatus: GetStatus | null;
  readonly isConnected: boolean;
  apply(input: Input): void;
  batch(work: () => void): void;
  requestUpdate(): void;
}

export const hostOf = (
  element: LitElement,
  store: SnapshotStore,
  getStatus: () => GetStatus | null,
): Host => ({
  element,
  get environment() {
    return (element.constructor as unknown as { environment: Environment }).environment;
  },
  get snapshot() {
    return store.snapshot;
  },
  get getStatus() {
    return getStatus();
  },
  get isConnected() {
    return element.isConnected;
  },
  apply: (input) => {
    store.apply(input);
  },
  batch: (work) => {
    store.batch(work);
  },
  requestUpdate: () => {
    element.requestUpdate();
  },
});
