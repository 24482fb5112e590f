import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { button, inState, order, part } from './actions.js';
import type { Visit } from './stage.js';

const violations = (page: Page): Promise<string> => page.locator('#violations').innerText();

/** Under a policy that allows only the page's own scripts and server. */
export function policy(visit: Visit): void {
  test('a whole session under a strict policy: verified, styled, and nothing violates it', () =>
    visit({ permissions: ['clipboard-read', 'clipboard-write'] }, async ({ newTab }) => {
      const page = await newTab('/strict.html');
      await page.locator('#policy').getByText("default-src 'none'").waitFor();
      const { uuid } = await order(page, 'Pay 10 XRP');
      // Without a style-src in the page, the card still keeps its own style sheet.
      const radius = await part(page, 'base').evaluate((card) => getComputedStyle(card).borderRadius);
      assert.notEqual(radius, '0px');
      await part(page, 'copy-button').click();
      await part(page, 'copy-button').getByText('Link copied').waitFor();
      const phone = await newTab(`/sign/${uuid}`);
      await button(phone, 'Open request').click();
      await inState(page, 'opened');
      await part(page, 'qr-button').click();
      await part(page, 'qr').waitFor();
      await button(phone, 'Sign').click();
      await inState(page, 'verified');
      await part(page, 'explorer-link').waitFor();
      assert.equal(await violations(page), 'none');
    }));

  test('the policy is in force: violations are counted', () =>
    visit({ expectedErrors: /Content Security Policy|TrustedHTML/ }, async ({ newTab }) => {
      const page = await newTab('/strict.html');
      await page.evaluate(() => {
        document.body.setAttribute('style', 'color: red');
      });
      await page.locator('#violations').getByText('style-src').waitFor();
    }));
}
