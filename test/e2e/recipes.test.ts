import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { stage, type Visitor } from './stage.js';

const ROOT = join(import.meta.dirname, '../..');

/** The code of a recipe, as a page of the demo's server: what is imported by name comes from the source. */
function pageOf(title: string): string {
  const chapters = readFileSync(join(ROOT, 'docs/recipes.md'), 'utf8').split(/^## /m);
  const chapter = chapters.find((each) => each.startsWith(`${title}\n`)) ?? '';
  const [, code] = /```html\n([^]*?)```/.exec(chapter) ?? [];
  assert(code, `a recipe "${title}"`);
  return `<!doctype html><html lang="en"><head><title>${title}</title><link rel="icon" href="data:," /></head><body>${code.replaceAll(
    'xumm-payload-status/define',
    `/@fs${ROOT}/src/define.ts`,
  )}</body></html>`;
}

describe('the recipes', { concurrency: 3 }, () => {
  const visit = stage();

  /** The backend of the recipes names no product: the demo's sells several. */
  async function open({ newTab, serve }: Visitor, title: string, product = 'coffee'): Promise<Page> {
    // The tests share a server.
    const path = `/recipe-${title.replaceAll(' ', '-')}`;
    serve(path, 'text/html', pageOf(title));
    const page = await newTab('/strict.html');
    for (const backend of ['**/api/payloads', '**/api/sign-in'])
      await page.route(backend, async (route) => {
        const url = new URL('/api/payloads', route.request().url()).href;
        const answer = await page.request.post(url, { data: { product, cart: crypto.randomUUID() } });
        await route.fulfill({ response: answer });
      });
    await page.goto(path);
    return page;
  }

  const uuidOf = (page: Page): Promise<string> =>
    page.evaluate(() => {
      const { payload } = document.querySelector('xumm-payload-status') ?? {};
      return typeof payload === 'object' ? (payload?.uuid ?? '') : '';
    });
  const control = async (page: Page, ...actions: string[]): Promise<void> => {
    const uuid = await uuidOf(page);
    for (const action of actions)
      assert.equal((await page.request.post(`/control/${uuid}/${action}`, { data: {} })).status(), 200);
  };
  const inState = (page: Page, state: string): Promise<void> =>
    page.locator(`xumm-payload-status[state="${state}"]`).waitFor({ state: 'attached' });

  it('a checkout page: says who, what and how much, and "Paid" in its own words', () =>
    visit({}, async (visitor) => {
      const page = await open(visitor, 'A checkout page');
      await inState(page, 'waiting');
      await page.getByText('House blend').waitFor();
      await control(page, 'open', 'pre-sign', 'sign');
      await page.getByText('Paid. Thank you.', { exact: true }).waitFor();
    }));

  it('in a modal: Escape hides it and keeps the payload; opened again it is the same', () =>
    visit({}, async (visitor) => {
      const page = await open(visitor, 'In a modal');
      const dialog = page.locator('dialog');
      const pay = page.getByRole('button', { name: 'Pay 10 XRP' });
      await pay.click();
      await inState(page, 'waiting');
      const uuid = await uuidOf(page);
      assert.equal(await dialog.evaluate((element) => element.contains(document.activeElement)), true);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await control(page, 'open');
      await inState(page, 'opened');
      await pay.click();
      await dialog.getByText('Continue on your phone').first().waitFor();
      assert.equal(await uuidOf(page), uuid);
      await control(page, 'pre-sign', 'sign');
      await inState(page, 'verified');
      await dialog.waitFor({ state: 'hidden' });
    }));

  it('point of sale on a tablet: the code is shown without a tap, in a row', () =>
    visit({ hasTouch: true, isMobile: true, viewport: { width: 1024, height: 768 } }, async (visitor) => {
      const page = await open(visitor, 'Point of sale on a tablet');
      await page.waitForFunction(() => 'sell' in window);
      await page.evaluate(() => (window as unknown as { sell(order: object): Promise<void> }).sell({}));
      await inState(page, 'waiting');
      await page.locator('xumm-payload-status .compact [part=qr]').waitFor();
    }));

  it('sign-in: the page’s own words at the end, and then its account page', () =>
    visit({}, async (visitor) => {
      visitor.serve(
        '/account',
        'text/html',
        '<!doctype html><title>Account</title><link rel="icon" href="data:," />',
      );
      const page = await open(visitor, 'Sign-in', 'sign-in');
      await inState(page, 'waiting');
      await control(page, 'open', 'pre-sign', 'sign');
      await page.waitForURL('**/account');
    }));
});
