import type { LitElement, ReactiveController } from 'lit';
import type { Environment } from '../environment.js';

const STORES: readonly (readonly [RegExp, string])[] = [
  [/android/i, 'https://play.google.com/store/apps/details?id=com.xrpllabs.xumm'],
  [/iphone|ipad|ipod/i, 'https://apps.apple.com/app/id1492302343'],
];

/**
 * Whether the page is on the phone itself. By the primary pointer: user agents lie, some phones claim to hover, and a
 * laptop with a touch screen still has a fine one.
 */
export class PointerController implements ReactiveController {
  readonly #host: LitElement;
  readonly #environment: Environment;
  #listening: AbortController | null = null;
  isCoarse = false;

  constructor(host: LitElement, environment: Environment) {
    this.#host = host;
    this.#environment = environment;
    host.addController(this);
  }

  /** Where the wallet is to be had: its own page, or from a phone that phone's store. */
  get appUrl(): string {
    const store = this.isCoarse && STORES.find(([phone]) => phone.test(navigator.userAgent));
    return store ? store[1] : 'https://xaman.app/';
  }

  hostConnected(): void {
    this.#listening = new AbortController();
    const query = this.#environment.matchMedia('(pointer: coarse)');
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
