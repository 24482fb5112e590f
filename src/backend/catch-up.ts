import { after, childOf, sleep, type Environment } from '../environment.js';
import type { Outcome } from './question.js';
import { catchUpDelayMs, PACE_MS } from './schedule.js';

/** A `Retry-After` beyond this must not keep a person in the dark for good. */
const LONGEST_PAUSE_MS = 60_000;

export interface Asker {
  /** A question is under way from now on; may be told twice. */
  announce(): void;
  /** Asks, and has told the state what came of it before it resolves. */
  ask(): Promise<Outcome>;
}

/**
 * Asks the backend about an unresolved payload: one question at a time, one every 3 s at most; a reason that comes
 * meanwhile joins. The platform does not replay, so this is how what was missed is learnt.
 */
export class CatchUp {
  readonly #environment: Environment;
  readonly #signal: AbortSignal;
  readonly #asker: Asker;
  #current: Promise<void> | null = null;
  /** Asked for while a question was under way that may have been answered too early to know. */
  #onceMore = false;
  #pauseMs = 0;
  #notBefore = -Infinity;
  #isDenied = false;
  #polling: AbortController | null = null;
  #pendingPoll = false;

  constructor(environment: Environment, signal: AbortSignal, asker: Asker) {
    this.#environment = environment;
    this.#signal = signal;
    this.#asker = asker;
  }

  /** What is answered now may be too old to know: another question follows. */
  get isDueAgain(): boolean {
    return this.#onceMore;
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
    // Paced, it is as good as asked: an expiry that comes before it left would else not wait for it.
    if (waitMs <= PACE_MS) this.#asker.announce();
    if (waitMs > 0) await sleep(this.#environment, waitMs, this.#signal);
    if (this.#signal.aborted) return;
    this.#onceMore = false; // asked for while only waiting is soon enough: the question leaves now
    this.#pause(PACE_MS);
    this.#asker.announce();
    const outcome = await this.#asker.ask();
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
