import { readUuid } from './api.js';
import { find } from './dom.js';

/** In the path, as of the platform's own sign links, or where a static host has no such path, in the query. */
const uuid = readUuid(
  /\/sign\/([^/]+)$/.exec(location.pathname)?.[1] ?? new URLSearchParams(location.search).get('payload'),
);
const empty = find('#empty', HTMLElement);

if (uuid === null) empty.hidden = false;
else {
  empty.remove();
  // Beside a shop where nothing was ordered yet, the phone has nothing to load.
  const { Wallet } = await import('./wallet.js');
  await new Wallet(uuid, find('main', HTMLElement)).start();
}
