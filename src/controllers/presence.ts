import type { LitElement } from 'lit';
import type { Page } from '../environment.js';
import type { Follower } from '../follow/follower.js';

/** Tells the follower whether the element is in a document whose page is not in the back/forward cache. */
export function followPresence(host: LitElement, page: Page, follower: Follower): void {
  /** Listens to the page's events while the element is in a document. */
  let mounted: AbortController | null = null;
  let isAway = false;

  const send = (isPresent: boolean): void => {
    follower.send({ type: 'presence', isPresent });
  };
  const update = (): void => {
    host.requestUpdate();
  };

  host.addController({
    hostConnected() {
      if (mounted) return; // a move within the document ends nothing
      mounted = new AbortController();
      const { signal } = mounted;
      // Browsers do not keep a page with an open socket or fetch in the back/forward cache.
      const onHide = (): void => {
        isAway = true;
        send(false);
      };
      const onShow = (): void => {
        if (!isAway) return;
        isAway = false;
        follower.send({ type: 'presence', isPresent: true }, { type: 'restored' });
      };
      page.listen('pagehide', onHide, signal);
      page.listen('pageshow', onShow, signal);
      // The note on a lost connection depends on whether the browser is online.
      page.listen('online', update, signal);
      page.listen('offline', update, signal);
      send(true);
    },
    hostDisconnected() {
      // A move disconnects and connects in the same task: wait until the end of it.
      queueMicrotask(() => {
        if (host.isConnected || !mounted) return;
        mounted.abort();
        mounted = null;
        isAway = false;
        send(false);
      });
    },
  });
}
