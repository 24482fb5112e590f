/** Imported first by a page: from then on the demo's servers are in this page, or in another page of the site. */
import { browserEnvironment } from '../../../src/environment.js';
import { XummPayloadStatus } from '../../../src/index.js';
import { isLoopback } from '../../../src/payload/urls.js';
import { network } from '../pages/api.js';
import { createClient } from './client.js';
import { join } from './join.js';

/** No page of the site is in a folder. */
const pages = new URL('./', document.baseURI);
const platform = new URL(pages);
// The element trusts no other machine without TLS, and these sockets never leave the page.
if (!isLoopback(pages.hostname)) platform.protocol = 'https:';

const { wire, isShared } = join({ pages, platform });
const client = createClient(wire);
network.fetch = client.fetch;
network.platform = platform;
XummPayloadStatus.environment = { ...browserEnvironment, ...client };
XummPayloadStatus.trustedHosts.add(platform.host);

// A static host has no /sign/<uuid>, so a card's link leads to the phone's page.
document.addEventListener('click', (event) => {
  const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
  const uuid = link?.href.startsWith(`${platform.href}sign/`) ? link.href.split('/').at(-1) : null;
  if (!uuid) return;
  event.preventDefault();
  open(`./phone.html?payload=${uuid}`, '_blank');
});

if (!isShared && self === top) {
  const notice = document.createElement('p');
  notice.className = 'notice';
  notice.setAttribute('role', 'status');
  notice.textContent =
    'This browser keeps nothing for this site, so the demo lives in this tab alone. Use the phone beside the card: one in another tab would not know your request.';
  document.body.prepend(notice);
}
