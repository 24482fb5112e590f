import { after, childOf, sleep, type Environment } from '../environment.js';
import type { Outcome } from './question.js';
import { catchUpDelayMs, PACE_MS } from './schedule.js';

/** A `Retry-After` beyond this must not keep a person in the dark for good. */
const LONGEST_PAUSE_MS = 60_000;

/**
 * Asks the backend about an unresolved payload: one question at a time, one every 3 s at most; a reason that comes
 * meanwhile joins. The platform does not replay, so this is how what was missed is learnt.
 */
export class CatchUp {
  readonly #environment: Environment;
  readonly #signal: AbortSignal;
  readonly #ask: () => Promise<Outcome>;
  #current: Promise<void> | null = null;
  /** Asked for while a question was under way that may have been answered too early to know. */
  #onceMore = false;
  #pauseMs = 0;
  #notBefore = -Infinity;
  #isDenied = false;
  #polling: AbortController | null = null;
  #pendingPoll = false;

  /** @param ask asks, and has told the state what came before it resolves */
  constructor(environment: Environment, signal: AbortSignal, ask: () => Promise<Outcome>) {
    this.#environment = environment;
    this.#signal = signal;
    this.#ask = ask;
  }

  /**
   * Asks now, or as soon as the pace allows; resolves after the answer.
   *
   * @param sinceNow an answer already under way will not do, for it may be older than the reason to ask
   * @param insist ask even where the backend has said that it will not tell
   */
  ask({ sinceNow = false, insist = false } = {}): Promise<void> {
    if (this.#signal.aborted || (this.#isDenied && !insist)) return Promise.resolve();
    if (this.#current) {
      this.#onceMore ||= sinceNow;
      return this.#current;
    }
    this.#current = this.#run().finally(() => {
      this.#current = null;
      if (!this.#onceMore) return;
      this.#onceMore = false;
      void this.ask();
    });
    return this.#current;
  }

  async #run(): Promise<void> {
    // Never longer than the pause itself: the clock may have leapt back.
    const waitMs = Math.min(this.#notBefore - this.#environment.now(), this.#pauseMs);
    if (waitMs > 0) await sleep(this.#environment, waitMs, this.#signal);
    if (this.#signal.aborted) return;
    this.#onceMore = false; // asked for while only waiting is soon enough: the question leaves now
    this.#pause(PACE_MS);
    const outcome = await this.#ask();
    this.#isDenied = outcome.kind === 'denied';
    if (outcome.kind === 'failed' && outcome.retryAfterMs > 0)
      this.#pause(Math.min(Math.max(outcome.retryAfterMs, PACE_MS), LONGEST_PAUSE_MS));
  }

  #pause(pauseMs: number): void {
    this.#pauseMs = pauseMs;
    this.#notBefore = this.#environment.now() + pauseMs;
  }

  /** There is no socket to tell what happens: asks at once, then ever more rarely, while the page is visible. */
  startPolling(): void {
    if (this.#polling || this.#signal.aborted) return;
    this.#polling = childOf(this.#signal);
    void this.ask();
    this.#poll(this.#polling.signal, 0);
  }

  #poll(signal: AbortSignal, index: number): void {
    after(this.#environment, catchUpDelayMs(index), signal, () => {
      // Hidden, nobody looks: the question waits for somebody who does.
      if (this.#environment.page.visible) void this.ask();
      else this.#pendingPoll = true;
      this.#poll(signal, index + 1);
    });
  }

  /** Visible again: what polling put off is asked now. */
  onVisible(): void {
    if (!this.#pendingPoll) return;
    this.#pendingPoll = false;
    void this.ask();
  }

  /** A socket greets, and tells what happens from now on; or there is nothing more to come. */
  stopPolling(): void {
    this.#polling?.abort();
    this.#polling = null;
    this.#pendingPoll = false;
  }
}
