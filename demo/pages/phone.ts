import { readUuid } from './api.js';
import { find } from './dom.js';

const uuid = readUuid(/^\/sign\/([^/]+)$/.exec(location.pathname)?.[1]);
const empty = find('#empty', HTMLElement);

if (uuid === null) empty.hidden = false;
else {
  empty.remove();
  // Beside a shop where nothing was ordered yet, the phone has nothing to load.
  const { Wallet } = await import('./wallet.js');
  await new Wallet(uuid, find('main', HTMLElement)).start();
}
