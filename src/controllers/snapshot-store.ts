import { initialSnapshot, reduce, type Input, type Snapshot } from '../payload/state.js';

export interface StoreListener {
  /** The snapshot changed: make what follows from it so (which may change it further), before anybody is told. */
  settle(): void;
  /** All is final: tell of the difference. What the listeners of an event change is told after it. */
  tell(before: Snapshot, after: Snapshot): void;
}

/** Holds the one value. Whatever led to it, what is told derives from two values of it. */
export class SnapshotStore {
  readonly #listener: StoreListener;
  #snapshot: Snapshot = initialSnapshot;
  #told: Snapshot = initialSnapshot;
  #depth = 0;
  #isTelling = false;

  constructor(listener: StoreListener) {
    this.#listener = listener;
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Several inputs that are one piece of news: told as one difference. */
  batch(work: () => void): void {
    this.#depth += 1;
    try {
      work();
    } finally {
      this.#depth -= 1;
    }
    if (this.#depth === 0) this.tell();
  }

  apply(input: Input): void {
    this.batch(() => {
      if (this.applyQuietly(input)) this.#listener.settle();
    });
  }

  /** Changes the value and tells nobody yet: for use inside an update, and on a server. */
  applyQuietly(input: Input): boolean {
    const before = this.#snapshot;
    this.#snapshot = reduce(before, input);
    return this.#snapshot !== before;
  }

  /** Tells what was not told yet. */
  tell(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    try {
      while (this.#told !== this.#snapshot) {
        const before = this.#told;
        this.#told = this.#snapshot;
        this.#listener.tell(before, this.#snapshot);
      }
    } finally {
      this.#isTelling = false;
    }
  }
}
