import type { ReactiveController } from 'lit';
import type { Host } from './host.js';

/**
 * Whether the page is on the phone itself. By the primary pointer: user agents lie, some phones claim to hover, and a
 * laptop with a touch screen still has a fine one.
 */
export class PointerController implements ReactiveController {
  readonly #host: Host;
  #listening: AbortController | null = null;
  isCoarse = false;

  constructor(host: Host) {
    this.#host = host;
  }

  hostConnected(): void {
    this.#listening = new AbortController();
    const query = this.#host.environment.matchMedia('(pointer: coarse)');
    const read = (): void => {
      if (this.isCoarse === query.matches) return;
      this.isCoarse = query.matches;
      this.#host.requestUpdate();
    };
    query.addEventListener('change', read, { signal: this.#listening.signal });
    read();
  }

  hostDisconnected(): void {
    this.#listening?.abort();
  }
}
