import { readUuid } from './api.js';
import { find } from './dom.js';

/** From the path, as in the platform's sign links, or from the query on a static host, which has no such path. */
const uuid = readUuid(
  /\/sign\/([^/]+)$/.exec(location.pathname)?.[1] ?? new URLSearchParams(location.search).get('payload'),
);
const empty = find('#empty', HTMLElement);

if (uuid === null) empty.hidden = false;
else {
  empty.remove();
  // In a shop where nothing was ordered yet, the phone has nothing to load.
  const { Wallet } = await import('./wallet.js');
  await new Wallet(uuid, find('main', HTMLElement)).start();
}
