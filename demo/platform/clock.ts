/** The time and the timers of the platform, which a test can replace to let two months pass at once. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  setTimeout(run: () => void, delayMs: number): unknown;
  clearTimeout(handle: unknown): void;
}

export const realClock: Clock = {
  now: () => Date.now(),
  setTimeout: (run, delayMs) => setTimeout(run, delayMs),
  clearTimeout: (handle) => {
    clearTimeout(handle as ReturnType<typeof setTimeout>);
  },
};

/** `setTimeout` keeps its delay in 31 bits: a longer one (24.8 days) would fire at once. */
export const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** The timers of one owner; `clear()` ends them all. Deadlines may be months ahead. */
export class Timers {
  readonly #clock: Clock;
  readonly #handles = new Set<unknown>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  after(delayMs: number, run: () => void): () => void {
    return this.at(this.#clock.now() + delayMs, run);
  }

  /** Runs at `deadlineMs`, or as soon as possible if that is past; returns a function that cancels it. */
  at(deadlineMs: number, run: () => void): () => void {
    let handle: unknown;
    const wait = (): void => {
      const leftMs = Math.max(0, deadlineMs - this.#clock.now());
      handle = this.#clock.setTimeout(
        () => {
          this.#handles.delete(handle);
          if (leftMs > LONGEST_TIMEOUT_MS) wait();
          else run();
        },
        Math.min(leftMs, LONGEST_TIMEOUT_MS),
      );
      this.#handles.add(handle);
    };
    wait();
    return () => {
      this.#clock.clearTimeout(handle);
      this.#handles.delete(handle);
    };
  }

  clear(): void {
    for (const handle of this.#handles) this.#clock.clearTimeout(handle);
    this.#handles.clear();
  }
}
