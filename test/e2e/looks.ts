import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { button, element, order, part, phoneOf, scan } from './actions.js';
import type { Visit } from './stage.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Only the page: the phone in its frame is another page, and is tested by itself. */
async function findings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ path: AXE });
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run({
      iframes: false,
    }),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ''}`),
  );
}

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };

const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** What is tested, and for whom: QR code, widths, accessibility. */
export function looks(visit: Visit): void {
  for (const viewport of [PHONE, DESK])
    for (const colorScheme of ['light', 'dark'] as const)
      test(`the QR code on the screen, ${colorScheme}, ${viewport.width} px wide, reads as next.always`, () =>
        visit({ colorScheme, viewport }, async ({ page }) => {
          const { next } = await order(page, 'Pay 10 XRP');
          assert.equal(await scan(element(page)), next?.always);
        }));

  // Colours do not depend on the width, so each is tested once.
  for (const [colorScheme, viewport] of [
    ['light', DESK],
    ['dark', PHONE],
  ] as const)
    test(`axe finds nothing and nothing sticks out, ${colorScheme}, ${viewport.width} px wide`, () =>
      visit({ colorScheme, viewport }, async ({ page, newTab }) => {
        const check = async (tab: Page, where: string): Promise<void> => {
          assert.deepEqual(await findings(tab), [], where);
          assert.equal(await isTooWide(tab), false, where);
        };
        await check(page, 'the shop, before');
        const { uuid } = await order(page, 'Sign in');
        await page.locator('#log summary').first().click();
        await check(page, 'the shop, waiting');

        const phone = await newTab(`/sign/${uuid}`);
        await button(phone, 'Open request').waitFor();
        await check(phone, 'the phone, new');
        await button(phone, 'Open request').click();
        await button(phone, 'Sign').waitFor();
        await check(phone, 'the phone, review');

        const back = await newTab(`/pay?payload=${uuid}`);
        // The backend's answer is good for 3 s, so that of the shop's tab may still stand.
        await back.waitForFunction(async () => {
          const card = document.querySelector('xumm-payload-status');
          return (await card?.checkStatus()) === 'opened';
        });
        await check(back, 'the way back');
        await button(phone, 'Sign').click();
        await phone.getByRole('heading', { name: 'Signed' }).waitFor();
        await check(phone, 'the phone, signed');
        await back.getByRole('heading', { name: 'Welcome.' }).waitFor();
        await check(back, 'the way back, confirmed');
        await page.goto('/');
        await page.getByText('Signed in as').waitFor();
        await check(page, 'the shop, signed in');

        await order(page, 'Pay with play money');
        await button(phoneOf(page), 'Open request').waitFor();
        const payment = await newTab(`${(await part(page, 'open-link').getAttribute('href')) ?? ''}#testnet`);
        await button(payment, 'Open request').click();
        await payment.getByText('Will go wrong: Sign on TESTNET').click();
        assert.equal(await payment.getByLabel('Sign on TESTNET').isChecked(), true);
        await check(payment, 'the phone, with a mishap chosen');
        await check(await newTab('/pay'), 'the way back, of nothing');
      }));
}
