import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { CHROMIUM_ARGS, MAX_WAIT_MS } from '../../support/browsers.js';
import { complaintsOf } from '../../support/complaints.js';
import { browserOrExit } from '../../support/find-browser.js';
import type { World } from './world.js';

export interface VisitOptions extends BrowserContextOptions {
  /** Complaints of the browser that the test expects. */
  readonly expectedErrors?: RegExp;
}

/** Opens a tab of this browser. */
export type NewTab = (path: string) => Promise<Page>;
export type Visit = (options: VisitOptions, act: (newTab: NewTab) => Promise<void>) => Promise<void>;

/**
 * A browser for the tests of one file.
 *
 * @returns lets a visitor act; fails if a page throws, complains, or asks anybody but the site and the platform
 */
export function browsing(world: () => World): Visit {
  let browser: Browser | undefined;
  before(async () => {
    browser = await chromium.launch({ executablePath: browserOrExit('chromium'), args: [...CHROMIUM_ARGS] });
  });
  after(() => browser?.close());

  return async ({ expectedErrors, ...options }, act) => {
    assert(browser, 'the browser runs before the tests');
    const { site, platform } = world();
    const context = await browser.newContext({ baseURL: site.origin, ...options });
    context.setDefaultTimeout(MAX_WAIT_MS);
    const complaints = complaintsOf(context, [site.origin, platform.origin], expectedErrors);
    try {
      await act(async (path) => {
        const page = await context.newPage();
        await page.goto(path);
        return page;
      });
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
  };
}

export async function logIn(page: Page, name: string): Promise<void> {
  await page.goto('/wp-login.php');
  await page.getByLabel('Username or Email Address').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(`${name}-password`);
  await page.getByRole('button', { name: 'Log In' }).click();
  await page.waitForURL('**/wp-admin/**');
}
