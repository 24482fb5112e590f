import type { ReactiveController } from 'lit';
import { after } from '../environment.js';
import { isUnresolved } from '../payload/state.js';
import type { Host } from './host.js';
import { timeTextLastsMs } from '../view/countdown.js';

/** Wakes the element when the visible time changes, and only while somebody can see it. */
export class CountdownController implements ReactiveController {
  readonly #host: Host;
  #mounted: AbortController | null = null;
  #tick: AbortController | null = null;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Until the deadline, rounded up; null where there is none. */
  get secondsLeft(): number | null {
    const { expiresAt } = this.#host.snapshot;
    return expiresAt === null ? null : Math.max(0, Math.ceil(this.#leftMs(expiresAt) / 1000));
  }

  hostConnected(): void {
    this.#mounted ??= new AbortController();
    this.#host.environment.page.listen(
      'visibilitychange',
      () => {
        this.#host.requestUpdate();
      },
      this.#mounted.signal,
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
    const delayMs = timeTextLastsMs(this.#leftMs(snapshot.expiresAt));
    if (delayMs === Infinity) return;
    this.#tick = new AbortController();
    after(environment, delayMs, this.#tick.signal, () => {
      this.#host.requestUpdate();
    });
  }

  #leftMs(expiresAt: number): number {
    return expiresAt - this.#host.environment.now();
  }
}
