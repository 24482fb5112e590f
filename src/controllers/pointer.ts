import type { LitElement } from 'lit';
import type { Environment } from '../environment.js';
import { whileConnected } from './while-connected.js';

const STORES: readonly (readonly [RegExp, string])[] = [
  [/android/i, 'https://play.google.com/store/apps/details?id=com.xrpllabs.xumm'],
  [/iphone|ipad|ipod/i, 'https://apps.apple.com/app/id1492302343'],
];

export interface Pointer {
  readonly isCoarse: boolean;
  /** Where to get the wallet: its web site, or on a phone the store. */
  readonly appUrl: string;
}

/**
 * Whether the page is on the phone itself. The primary pointer decides, because user agents lie, some phones claim that
 * they can hover, and a laptop with a touch screen still has a fine pointer.
 */
export function followPointer(host: LitElement, environment: Environment): Pointer {
  let isCoarse = false;
  whileConnected(host, (signal) => {
    const query = environment.matchMedia('(pointer: coarse)');
    const read = (): void => {
      if (isCoarse === query.matches) return;
      isCoarse = query.matches;
      host.requestUpdate();
    };
    query.addEventListener('change', read, { signal });
    read();
  });
  return {
    get isCoarse() {
      return isCoarse;
    },
    get appUrl() {
      const store = isCoarse && STORES.find(([phone]) => phone.test(navigator.userAgent));
      return store ? store[1] : 'https://xaman.app/';
    },
  };
}
