import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Page } from 'playwright-core';
import { scan } from './actions.js';
import type { Visit } from './stage.js';

/** The gallery reports one misconfigured scene in the console, as it should. */
const expectedErrors = /which is not trusted|is no wss:\/\/ address|does not end in a payload uuid/;
const SIGN_URL = 'https://xumm.app/sign/3fb2a5ee-1b0c-4f0e-9a3c-7d2f1c5e8b90';

const card = (page: Page, scene: string) =>
  page.locator('figure', { has: page.locator('figcaption', { hasText: new RegExp(`^${scene}$`) }) });

const openGallery = async (newTab: (path: string) => Promise<Page>): Promise<Page> => {
  const page = await newTab('/gallery.html?width=360');
  await page.locator('#scenes[data-done]').waitFor({ state: 'attached' });
  return page;
};

/** Settings of the system or the paper. */
export function media(visit: Visit): void {
  for (const [name, emulated] of [
    ['forced colours, dark', { forcedColors: 'active', colorScheme: 'dark' }],
    ['print', { media: 'print' }],
    ['dark', { colorScheme: 'dark' }],
  ] as const)
    it(`shows a code that scans under ${name}`, () =>
      visit({ expectedErrors }, async ({ newTab }) => {
        const page = await openGallery(newTab);
        await page.emulateMedia(emulated);
        assert.equal(await scan(card(page, 'Waiting').locator('[part=qr]')), SIGN_URL);
      }));

  it('shows the link first if the pointer is coarse, as a real tap target', () =>
    visit(
      { expectedErrors, hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } },
      async ({ page }) => {
        await page.getByRole('button', { name: /Pay 10 XRP/ }).tap();
        const link = page.locator('xumm-payload-status').getByRole('link', { name: 'Open in Xaman' });
        await link.waitFor();
        const size = await link.boundingBox();
        assert(size && size.height >= 44 && size.width > 250, JSON.stringify(size));
        assert.match((await link.getAttribute('href')) ?? '', /\/sign\/[0-9a-f-]{36}$/);
        assert.equal(await page.locator('xumm-payload-status [part=qr]').count(), 0);
      },
    ));

  it('opens the wallet from the top window if it is in a frame', () =>
    visit({ expectedErrors }, async ({ page, serve }) => {
      serve(
        '/framing',
        'text/html',
        '<!doctype html><link rel="icon" href="data:,"><title>a page</title><iframe src="/" title="shop"></iframe>',
      );
      await page.goto('/framing');
      const shop = page.frameLocator('iframe');
      await shop.getByRole('button', { name: /Pay 10 XRP/ }).click();
      const link = shop.locator('[part=open-link]');
      await link.waitFor();
      assert.equal(await link.getAttribute('target'), '_top');
    }));

  it('plays the loss of a socket to its end', () =>
    visit({ expectedErrors: /WebSocket connection|503/ }, async ({ newTab }) => {
      const page = await newTab('/recover.html');
      const next = page.locator('#next');
      const shown = page.locator('xumm-payload-status');
      await next.click();
      await page.locator('xumm-payload-status[state=waiting][connection=open]').waitFor();
      await next.click();
      await page.locator('xumm-payload-status[state=opened]').waitFor();
      await next.click();
      await shown.getByText('Connection lost. Reconnecting…').waitFor();
      await next.click();
      await page.locator('#story li:nth-child(4)[aria-current]').waitFor();
      await next.click();
      await page.locator('xumm-payload-status[state=verified]').waitFor();
    }));
}
