import { before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { builtScript } from '../support/built-script.js';
import { OTHER_UUID, UUID } from '../support/frames.js';
import { site, type Site } from './site.js';

const visit = site();
let script = '';
before(async () => {
  script = await builtScript();
});

/** A page that notes, once its payload is verified, whether the card stays on it. */
const PAY = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>x</title><script>
  let isLeft = false;
  navigation.addEventListener('navigate', () => { isLeft = true; });
  document.addEventListener('xumm-verified', () => { queueMicrotask(() => { window.stays = !isLeft; }); });
  </script><script src="/x.js" data-status-url="/status?{uuid}"></script><body><script>
  const card = document.createElement('xumm-payload-status');
  card.setAttribute('uuid', new URLSearchParams(location.search).get('payload'));
  card.setAttribute('auto-return', '');
  document.body.append(card);
  </script>`;

/**
 * A shop with pages at `/pay/`, whose payloads return to an address that is redirected.
 *
 * @returns opens the page of a payload, and waits until it returns, and stays where it was redirected
 */
async function openShop(
  { page, put, origin }: Site,
  returnPath: string,
  target: string,
): Promise<(uuid: string) => Promise<void>> {
  await page.routeWebSocket(/^wss:\/\/xumm\.app\//, (socket) => {
    socket.send(JSON.stringify({ message: `Welcome ${socket.url().split('/').at(-1) ?? ''}` }));
  });
  put('/x.js', { type: 'text/javascript', body: script });
  put('/pay/', { body: PAY });
  put(returnPath.replace(/\?.*/, ''), { status: 302, body: '', headers: { Location: target } });
  const web = `${origin}${returnPath}`;
  put('/status', {
    type: 'application/json',
    body: JSON.stringify({ resolved: true, signed: true, verification: 'verified', returnUrl: { web } }),
  });
  return async (uuid) => {
    await Promise.all([
      page.waitForRequest(web),
      page.goto(`/pay/?payload=${uuid}`, { waitUntil: 'commit' }),
    ]);
    await page.waitForFunction(() => (window as { stays?: boolean }).stays);
  };
}

const withoutStorage: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  throws: (page) =>
    page.addInitScript(() => {
      Object.defineProperty(window, 'sessionStorage', {
        get: () => {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        },
      });
    }),
  'is missing, as in a web view': (page) =>
    page.addInitScript(() => {
      Object.defineProperty(window, 'sessionStorage', { value: null });
    }),
  'is full': (page) =>
    page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('Full.', 'QuotaExceededError');
      };
    }),
};

for (const [what, returnPath, target] of [
  ['adds a slash', `/pay?payload=${UUID}`, `/pay/?payload=${UUID}`],
  ['adds to the query', `/thanks?payload=${UUID}`, `/pay/?payload=${UUID}&utm_source=wallet`],
  ['goes by another way', '/return', `/pay/?payload=${UUID}`],
] as const)
  test(`auto-return to an address that the server redirects to the same page, and ${what}: once a payload`, () =>
    visit(async (visitor) => {
      const returned = await openShop(visitor, returnPath, target);
      await returned(UUID);
      await returned(OTHER_UUID);
    }));

for (const [how, spoil] of Object.entries(withoutStorage))
  test(`auto-return where the tab's storage ${how}: goes, and not for ever`, () =>
    visit(async (visitor) => {
      await spoil(visitor.page);
      const returned = await openShop(visitor, '/return', `/pay/?payload=${UUID}&utm_source=wallet`);
      await returned(UUID);
    }));
