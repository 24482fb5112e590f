import type { Environment } from '../environment.js';
import type { Input } from '../payload/input.js';
import type { PayloadRequest } from '../payload/request.js';
import { initialSnapshot, type Snapshot } from '../payload/snapshot.js';
import { reduce } from '../payload/state.js';
import { wanted, type ActivityName } from '../payload/wanted.js';
import type { ActivityEntry } from './activities.js';
import type { Follow, React } from './activity.js';
import type { GetStatus } from './question.js';

/** What the follower needs from the element. */
export interface Host {
  readonly environment: Environment;
  /** Asks the page's backend; null if there is none. */
  getStatus(): GetStatus | null;
  /**
   * Reports the difference, when nothing changes any more. A change by a listener is reported afterwards.
   *
   * @returns inputs that follow from the report
   */
  report(before: Snapshot, after: Snapshot): Input | null;
}

/** An activity that runs. */
interface Running {
  readonly key: string;
  readonly life: AbortController;
  react: React;
}

/** More inputs than an activity ever sends for one change. */
const MOST_INPUTS = 100;

/** Holds the snapshot, and keeps running what the snapshot wants. */
export interface Follower {
  readonly snapshot: Snapshot;
  /** Takes inputs that belong together, does what follows from each, then reports the difference once. */
  send(...inputs: readonly Input[]): void;
  /** Changes the snapshot only: for use during an update, before `update`, and on a server. */
  reduce(input: Input): void;
  /** Does and reports what follows from `reduce`. */
  update(): void;
  /** Resolves when the condition is true. */
  until(holds: (snapshot: Snapshot) => boolean): Promise<void>;
}

export function createFollower(activities: readonly ActivityEntry[], host: Host): Follower {
  const runs = new Map<ActivityName, Running>();
  const waiting = new Set<() => void>();
  /** How many inputs each activity has sent since the current change began. */
  const sent = new Map<ActivityName, number>();
  let snapshot = initialSnapshot;
  let settled = initialSnapshot;
  let reported = initialSnapshot;
  let isSettling = false;
  let isReporting = false;

  const apply = (input: Input): void => {
    snapshot = reduce(snapshot, input);
  };

  const send = (...inputs: readonly Input[]): void => {
    for (const input of inputs) {
      apply(input);
      settle();
    }
    if (!isSettling) report();
  };

  const stop = ({ name, end }: ActivityEntry, key: string | null): void => {
    const run = runs.get(name);
    if (!run || run.key === key) return;
    runs.delete(name);
    run.life.abort();
    if (end) apply(end);
  };

  /** An activity that keeps reacting to its own inputs would freeze the page, so it is stopped until its next run. */
  const isRunaway = (name: ActivityName, inputs: readonly Input[]): boolean => {
    if (!isSettling) return false;
    const count = (sent.get(name) ?? 0) + 1;
    sent.set(name, count);
    if (count < MOST_INPUTS) return false;
    const words = inputs.map(({ type }) => type).join(', ');
    console.error(`<xumm-payload-status> "${name}" sent "${words}" again and again, and was stopped.`);
    return true;
  };

  const followOf = ({ name, end }: ActivityEntry, life: AbortController): Follow => ({
    environment: host.environment,
    get getStatus() {
      return host.getStatus();
    },
    get snapshot() {
      return snapshot;
    },
    send: (...inputs) => {
      if (life.signal.aborted) return;
      if (!isRunaway(name, inputs)) {
        send(...inputs);
        return;
      }
      life.abort();
      if (end) apply(end);
    },
  });

  const start = (entry: ActivityEntry, key: string | null, request: PayloadRequest | null): void => {
    if (key === null || request === null || runs.has(entry.name)) return;
    const run: Running = { key, life: new AbortController(), react: null };
    runs.set(entry.name, run);
    run.react = entry.run(followOf(entry, run.life), run.life.signal, request);
  };

  const step = (before: Snapshot, after: Snapshot): void => {
    const keys = wanted(after);
    for (const entry of activities) stop(entry, keys[entry.name]);
    const running = [...runs.values()];
    for (const entry of activities) start(entry, keys[entry.name], after.request);
    for (const { react, life } of running) if (!life.signal.aborted) react?.(before, after);
    for (const look of waiting) look();
  };

  /** Stops what is no longer wanted, starts what is missing, lets the rest react, and repeats until nothing changes. */
  const settle = (): void => {
    if (isSettling) return; // the loop that is already running sees this change too
    isSettling = true;
    try {
      while (settled !== snapshot) {
        const before = settled;
        settled = snapshot;
        step(before, settled);
      }
    } finally {
      isSettling = false;
      sent.clear();
    }
  };

  const report = (): void => {
    if (isReporting) return;
    isReporting = true;
    try {
      while (reported !== snapshot) {
        const before = reported;
        reported = snapshot;
        const next = host.report(before, snapshot);
        if (next) send(next);
      }
    } finally {
      isReporting = false;
    }
  };

  return {
    get snapshot() {
      return snapshot;
    },
    send,
    reduce: apply,
    update() {
      settle();
      report();
    },
    until: (holds) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!holds(snapshot)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}
