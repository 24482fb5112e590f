import type { ReactiveController } from 'lit';
import type { Host } from './host.js';
import { Session } from './session.js';

/** Gives the payload of an element a session while the element is on a page that is not put away. */
export class SessionController implements ReactiveController {
  readonly #host: Host;
  #session: Session | null = null;
  /** Listens to the page's comings and goings, while the element is in a document. */
  #mounted: AbortController | null = null;
  #isAway = false;
  /** The payload that was there when the page came back from the back/forward cache. */
  #restoredUuid: string | null = null;
  #response: Promise<unknown> | null = null;

  constructor(host: Host) {
    this.#host = host;
  }

  /** The page came back from the back/forward cache with this payload on it. */
  get wasRestored(): boolean {
    return this.#restoredUuid !== null && this.#restoredUuid === this.#host.snapshot.request?.uuid;
  }

  hostConnected(): void {
    if (this.#mounted) return; // moved within the document: nothing ended
    this.#mounted = new AbortController();
    const { page } = this.#host.environment;
    const { signal } = this.#mounted;
    // A page with an open socket or fetch is not kept in the back/forward cache.
    page.listen(
      'pagehide',
      () => {
        this.#setAway(true);
      },
      signal,
    );
    page.listen(
      'pageshow',
      () => {
        this.#setAway(false);
      },
      signal,
    );
    this.#sync();
  }

  hostDisconnected(): void {
    // A move disconnects and connects in one go; only who is gone after that is gone.
    queueMicrotask(() => {
      if (this.#host.isConnected || !this.#mounted) return;
      this.#mounted.abort();
      this.#mounted = null;
      this.#isAway = false;
      this.#sync();
    });
  }

  hostUpdated(): void {
    this.#sync();
  }

  settle(): void {
    // What the page responded has been heard: from here on the backend is asked.
    if (this.#host.snapshot.state === 'unverified') this.#response = null;
    this.#session?.reconcile();
  }

  resolved(response: Promise<unknown> | null): void {
    this.#response = response;
    this.#session?.resolved(response);
  }

  async check(): Promise<void> {
    await Promise.resolve(); // called by a listener of an event, what the event tells of is done first
    await this.#session?.check();
  }

  #setAway(isAway: boolean): void {
    if (this.#isAway === isAway) return;
    this.#isAway = isAway;
    this.#restoredUuid = isAway ? null : (this.#host.snapshot.request?.uuid ?? null);
    this.#sync();
    if (!isAway) this.#session?.catchUp();
  }

  /** One session for the payload that is set, or none. */
  #sync(): void {
    const { request } = this.#host.snapshot;
    const wanted = this.#mounted && !this.#isAway ? request : null;
    if (wanted?.socketUrl === this.#session?.request.socketUrl) return;
    this.#host.batch(() => {
      this.#session?.end();
      this.#session = wanted && new Session(this.#host, wanted);
      this.#session?.start(this.#response);
    });
  }
}
