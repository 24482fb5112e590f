import type { ReactiveController } from 'lit';
import { isUnresolved } from '../payload/state.js';
import type { Host } from './host.js';
import { atMoment } from './shared-tick.js';
import { spokenTimeLastsMs, timeTextLastsMs } from '../view/countdown.js';

/** Wakes the element when the time that is seen changes, or that is spoken, and only while it is. */
export class CountdownController implements ReactiveController {
  readonly #host: Host;
  #mounted: AbortController | null = null;
  #tick: AbortController | null = null;
  /** Until something else is known. */
  #isOnScreen = true;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Until the deadline, rounded up; null where there is none. */
  get secondsLeft(): number | null {
    const { expiresAt } = this.#host.snapshot;
    return expiresAt === null ? null : Math.max(0, Math.ceil(this.#leftMs(expiresAt) / 1000));
  }

  hostConnected(): void {
    this.#mounted = new AbortController();
    const { environment, element } = this.#host;
    const { signal } = this.#mounted;
    const update = (): void => {
      this.#host.requestUpdate();
    };
    environment.page.listen('visibilitychange', update, signal);
    environment.watchOnScreen(
      element,
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
    const { snapshot, environment } = this.#host;
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

  /** Deadlines are taken as whole seconds of the clock, so that all countdowns of a page change at once. */
  #leftMs(expiresAt: number): number {
    return Math.floor(expiresAt / 1000) * 1000 - this.#host.environment.now();
  }
}
