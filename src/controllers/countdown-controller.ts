import type { LitElement, ReactiveController } from 'lit';
import type { Environment } from '../environment.js';
import { isUnresolved, type Snapshot } from '../payload/snapshot.js';
import { atMoment } from './shared-tick.js';
import { spokenTimeLastsMs, timeTextLastsMs } from '../view/countdown.js';

/** Updates the element when the visible or the spoken time changes, while it is visible. */
export class CountdownController implements ReactiveController {
  readonly #host: LitElement;
  readonly #environment: Environment;
  readonly #read: () => Snapshot;
  #mounted: AbortController | null = null;
  #tick: AbortController | null = null;
  /** Assumed until the browser reports otherwise. */
  #isOnScreen = true;

  constructor(host: LitElement, environment: Environment, read: () => Snapshot) {
    this.#host = host;
    this.#environment = environment;
    this.#read = read;
    host.addController(this);
  }

  /** Seconds until the deadline, rounded up; null if there is none. */
  get secondsLeft(): number | null {
    const { expiresAt } = this.#read();
    return expiresAt === null ? null : Math.max(0, Math.ceil(this.#leftMs(expiresAt) / 1000));
  }

  hostConnected(): void {
    this.#mounted = new AbortController();
    const environment = this.#environment;
    const { signal } = this.#mounted;
    const update = (): void => {
      this.#host.requestUpdate();
    };
    environment.page.listen('visibilitychange', update, signal);
    environment.watchOnScreen(
      this.#host,
      (isOnScreen) => {
        if (isOnScreen !== this.#isOnScreen) update();
        this.#isOnScreen = isOnScreen;
      },
      signal,
    );
  }

  hostDisconnected(): void {
    this.#mounted?.abort();
    this.#mounted = null;
    this.#tick?.abort();
  }

  hostUpdated(): void {
    this.#tick?.abort();
    const snapshot = this.#read();
    const environment = this.#environment;
    if (
      snapshot.expiresAt === null ||
      !isUnresolved(snapshot.state) ||
      !environment.page.visible ||
      !this.#mounted
    )
      return;
    const leftMs = this.#leftMs(snapshot.expiresAt);
    const lastsMs = (this.#isOnScreen ? timeTextLastsMs : spokenTimeLastsMs)(leftMs);
    if (lastsMs === Infinity) return;
    this.#tick = new AbortController();
    atMoment(environment, environment.now() + lastsMs, this.#tick.signal, () => {
      this.#host.requestUpdate();
    });
  }

  /** Rounds deadlines to whole seconds of the clock, so that all countdowns on a page change together. */
  #leftMs(expiresAt: number): number {
    return Math.floor(expiresAt / 1000) * 1000 - this.#environment.now();
  }
}
