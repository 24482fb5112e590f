import { noShelf, storageShelf } from './memory.js';
import type { Wire } from './protocol.js';
import { createServers, type Site } from './servers.js';
import { serve } from './serve.js';

/** Posted to the page around this one, with a port to its servers. */
const HELLO = 'xumm-payload-status: a page in your frame';

/**
 * Finds the servers, or starts them. All pages of the site in this browser share one: the first page contains them, and when
 * it is left, the next page continues from what the browser kept. So a payload lives on when the wallet takes over the tab
 * or opens another.
 *
 * @returns a wire to the servers, and whether other tabs share them: not if the browser keeps nothing for the site
 */
export function join(site: Site): { readonly wire: Wire; readonly isShared: boolean } {
  if (!mayShare()) return { wire: joinAlone(site), isShared: false };
  const name = `xumm-payload-status demo ${site.pages.href}`;
  // Held until the page is gone, however it goes: the browser then gives the lock to the next page.
  void navigator.locks.request(name, () => {
    const shelf = storageShelf(name);
    serve(createServers(site, shelf.read()), shelf, new BroadcastChannel(name));
    return new Promise(() => undefined);
  });
  return { wire: new BroadcastChannel(name), isShared: true };
}

/** False if storage is blocked, or if the page came by `http:` from another machine and is no secure context. */
function mayShare(): boolean {
  try {
    const probe = 'xumm-payload-status probe';
    localStorage.setItem(probe, '');
    localStorage.removeItem(probe);
    return 'locks' in navigator && 'BroadcastChannel' in globalThis;
  } catch {
    return false;
  }
}

/** The servers in this page, or in the page that frames it. */
function joinAlone(site: Site): Wire {
  const { port1, port2 } = new MessageChannel();
  if (isFramedByUs()) parent.postMessage(HELLO, '*', [port2]);
  else {
    const servers = createServers(site, noShelf.read());
    serve(servers, noShelf, started(port2));
    addEventListener('message', ({ data, ports: [port] }) => {
      if (data === HELLO && port) serve(servers, noShelf, started(port));
    });
  }
  return started(port1);
}

function started(port: MessagePort): Wire {
  // Start later, so that the first listener misses nothing.
  queueMicrotask(() => {
    port.start();
  });
  return port;
}

function isFramedByUs(): boolean {
  try {
    return self !== top && parent.location.origin === location.origin;
  } catch {
    return false;
  }
}
