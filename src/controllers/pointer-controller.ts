import type { LitElement, ReactiveController } from 'lit';
import type { Environment } from '../environment.js';

const STORES: readonly (readonly [RegExp, string])[] = [
  [/android/i, 'https://play.google.com/store/apps/details?id=com.xrpllabs.xumm'],
  [/iphone|ipad|ipod/i, 'https://apps.apple.com/app/id1492302343'],
];

/**
 * Whether the page is on the phone itself. The primary pointer decides, because user agents lie, some phones claim that
 * they can hover, and a laptop with a touch screen still has a fine pointer.
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

  /** Where to get the wallet: its web site, or on a phone the store. */
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
