import type { LitElement, ReactiveController } from 'lit';
import type { Page } from '../environment.js';
import type { Follower } from '../follow/follower.js';

/** Whether the element is in a document whose page is not in the back/forward cache. */
export class PresenceController implements ReactiveController {
  readonly #host: LitElement;
  readonly #page: Page;
  readonly #follower: Follower;
  /** Listens to the page's events while the element is in a document. */
  #mounted: AbortController | null = null;
  #isAway = false;

  constructor(host: LitElement, page: Page, follower: Follower) {
    this.#host = host;
    this.#page = page;
    this.#follower = follower;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#mounted) return; // a move within the document ends nothing
    this.#mounted = new AbortController();
    const { signal } = this.#mounted;
    const setAway = (isAway: boolean) => (): void => {
      if (this.#isAway === isAway) return;
      this.#isAway = isAway;
      if (isAway) this.#send(false);
      else this.#follower.send({ type: 'presence', isPresent: true }, { type: 'restored' });
    };
    // Browsers do not keep a page with an open socket or fetch in the back/forward cache.
    this.#page.listen('pagehide', setAway(true), signal);
    this.#page.listen('pageshow', setAway(false), signal);
    // The note on a lost connection depends on whether the browser is online.
    for (const type of ['online', 'offline'] as const)
      this.#page.listen(
        type,
        () => {
          this.#host.requestUpdate();
        },
        signal,
      );
    this.#send(true);
  }

  hostDisconnected(): void {
    // A move disconnects and connects in the same task: wait until the end of it.
    queueMicrotask(() => {
      if (this.#host.isConnected || !this.#mounted) return;
      this.#mounted.abort();
      this.#mounted = null;
      this.#isAway = false;
      this.#send(false);
    });
  }

  #send(isPresent: boolean): void {
    this.#follower.send({ type: 'presence', isPresent });
  }
}
