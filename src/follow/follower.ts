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

interface Run {
  readonly key: string;
  readonly life: AbortController;
  react: React;
}

/** More inputs than an activity ever sends for one change. */
const MOST_INPUTS = 100;

/** Holds the snapshot, and keeps running what the snapshot wants. */
export class Follower {
  readonly #host: Host;
  readonly #activities: readonly ActivityEntry[];
  readonly #runs = new Map<ActivityName, Run>();
  readonly #waiting = new Set<() => void>();
  /** How many inputs each activity has sent since the current change began. */
  readonly #sent = new Map<ActivityName, number>();
  #snapshot = initialSnapshot;
  #settled = initialSnapshot;
  #reported = initialSnapshot;
  #isSettling = false;
  #isReporting = false;

  constructor(activities: readonly ActivityEntry[], host: Host) {
    this.#host = host;
    this.#activities = activities;
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Takes inputs that belong together, does what follows from each, then reports the difference once. */
  send(...inputs: readonly Input[]): void {
    for (const input of inputs) {
      this.reduce(input);
      this.#settle();
    }
    if (!this.#isSettling) this.#report();
  }

  /** Changes the snapshot only: for use during an update, before `update`, and on a server. */
  reduce(input: Input): void {
    this.#snapshot = reduce(this.#snapshot, input);
  }

  /** Does and reports what follows from `reduce`. */
  update(): void {
    this.#settle();
    this.#report();
  }

  /** Resolves when the condition is true. */
  until(holds: (snapshot: Snapshot) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!holds(this.#snapshot)) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** Stops what is no longer wanted, starts what is missing, lets the rest react, and repeats until nothing changes. */
  #settle(): void {
    if (this.#isSettling) return; // the loop that is already running sees this change too
    this.#isSettling = true;
    try {
      while (this.#settled !== this.#snapshot) {
        const before = this.#settled;
        this.#settled = this.#snapshot;
        this.#step(before, this.#settled);
      }
    } finally {
      this.#isSettling = false;
      this.#sent.clear();
    }
  }

  #step(before: Snapshot, after: Snapshot): void {
    const keys = wanted(after);
    for (const { name, end } of this.#activities) this.#stop(name, keys[name], end);
    const running = [...this.#runs.values()];
    for (const entry of this.#activities) this.#start(entry, keys[entry.name], after.request);
    for (const { react, life } of running) if (!life.signal.aborted) react?.(before, after);
    for (const look of this.#waiting) look();
  }

  #stop(name: ActivityName, key: string | null, end: Input | undefined): void {
    const run = this.#runs.get(name);
    if (!run || run.key === key) return;
    this.#runs.delete(name);
    run.life.abort();
    if (end) this.reduce(end);
  }

  #start(entry: ActivityEntry, key: string | null, request: PayloadRequest | null): void {
    if (key === null || request === null || this.#runs.has(entry.name)) return;
    const run: Run = { key, life: new AbortController(), react: null };
    this.#runs.set(entry.name, run);
    run.react = entry.run(this.#followOf(entry, run.life), run.life.signal, request);
  }

  #followOf({ name, end }: ActivityEntry, life: AbortController): Follow {
    const host = this.#host;
    const read = (): Snapshot => this.#snapshot;
    return {
      environment: host.environment,
      get getStatus() {
        return host.getStatus();
      },
      get snapshot() {
        return read();
      },
      send: (...inputs) => {
        if (life.signal.aborted) return;
        if (!this.#isRunaway(name, inputs)) {
          this.send(...inputs);
          return;
        }
        life.abort();
        if (end) this.reduce(end);
      },
    };
  }

  /** An activity that keeps reacting to its own inputs would freeze the page, so it is stopped until its next run. */
  #isRunaway(name: ActivityName, inputs: readonly Input[]): boolean {
    if (!this.#isSettling) return false;
    const sent = (this.#sent.get(name) ?? 0) + 1;
    this.#sent.set(name, sent);
    if (sent < MOST_INPUTS) return false;
    const words = inputs.map(({ type }) => type).join(', ');
    console.error(`<xumm-payload-status> "${name}" sent "${words}" again and again, and was stopped.`);
    return true;
  }

  #report(): void {
    if (this.#isReporting) return;
    this.#isReporting = true;
    try {
      while (this.#reported !== this.#snapshot) {
        const before = this.#reported;
        this.#reported = this.#snapshot;
        const next = this.#host.report(before, this.#snapshot);
        if (next) this.send(next);
      }
    } finally {
      this.#isReporting = false;
    }
  }
}
