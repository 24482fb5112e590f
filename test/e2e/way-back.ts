import assert from 'node:assert/strict';
import { test } from 'node:test';
import { button, element, inState, order, part, phoneOf, signOn } from './actions.js';
import type { Visit } from './stage.js';

/** A phone: the page is on the device that signs. */
const HAND = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** The way back from the wallet, and the phone as a page of its own. */
export function wayBack(visit: Visit): void {
  test('"Return to shop" opens a new tab that asks the backend, with only the uuid and the cookie', () =>
    visit({}, async ({ page }) => {
      await order(page, 'Pay 10 XRP');
      await signOn(phoneOf(page));
      const [tab] = await Promise.all([
        page.waitForEvent('popup'),
        phoneOf(page).getByRole('link', { name: 'Return to shop' }).click(),
      ]);
      await tab.getByRole('heading', { name: 'Paid. Thank you.' }).waitFor();
      await inState(tab, 'verified');
      assert.equal(
        await element(tab).getByRole('link', { name: 'Continue' }).count(),
        0,
        'it would lead to itself',
      );
    }));

  test('everything on one phone: the link, the wallet, and back', () =>
    visit(HAND, async ({ page }) => {
      await order(page, 'Sign in');
      await part(page, 'open-link').click();
      await page.waitForURL(/\/sign\//);
      await signOn(page);
      await page.getByRole('link', { name: 'Return to shop' }).click();
      await page.getByText('You are signed in as rHb9CJ…dtyTh.').waitFor();
    }));

  test('a tab that returns early follows live: then rejected, and a new request starts in the shop', () =>
    visit({}, async ({ page, newTab }) => {
      const { uuid } = await order(page, 'Pay 10 XRP');
      const tab = await newTab(`/pay?payload=${uuid.toUpperCase()}`);
      await inState(tab, 'waiting');
      await button(phoneOf(page), 'Open request').click();
      await inState(tab, 'opened');
      await button(phoneOf(page), 'Reject').click();
      await inState(tab, 'rejected');
      await part(tab, 'renew-button').click();
      await button(tab, 'Pay 10 XRP').waitFor();
    }));

  test('another visitor with the address sees nothing of the payload', () =>
    visit({}, async ({ page }) => {
      const { uuid } = await order(page, 'Pay 10 XRP');
      await signOn(phoneOf(page));
      await page.getByText('Paid. Thank you.', { exact: true }).waitFor();
      await visit({ expectedErrors: /404/ }, async ({ newTab }) => {
        const tab = await newTab(`/pay?payload=${uuid}`);
        await tab.getByRole('heading', { name: 'Request not found' }).waitFor();
        assert.equal(await element(tab).count(), 0);
      });
    }));

  test('an address without a payload is reported as damaged, and nothing is asked', () =>
    visit({}, async ({ page, newTab }) => {
      const asked: string[] = [];
      page.context().on('request', (request) => asked.push(new URL(request.url()).pathname));
      for (const [query, heading] of [
        ['', 'No request'],
        ['?payload=', 'This link is damaged'],
        ['?payload={id}', 'This link is damaged'],
        ['?payload=7e9f%2F..%2Fsession', 'This link is damaged'],
        ['?payload=%3Cimg src=x onerror=alert(1)%3E', 'This link is damaged'],
      ] as const) {
        const tab = await newTab(`/pay${query}`);
        await tab.getByRole('heading', { name: heading }).waitFor();
        assert.equal(await element(tab).count(), 0, query);
      }
      assert.equal(asked.filter((path) => path.startsWith('/api/')).length, 0);
    }));

  test('with real keys the way back follows the real platform', () =>
    visit({ expectedErrors: /xumm\.app|ERR_/ }, async ({ page, newTab }) => {
      const { uuid } = await order(page, 'Pay 10 XRP');
      await page.context().route('**/demo.json', (route) => route.fulfill({ json: { simulated: false } }));
      await page.context().routeWebSocket(/xumm\.app/, () => undefined);
      const tab = await newTab(`/pay?payload=${uuid}`);
      assert.equal(await part(tab, 'open-link').getAttribute('href'), `https://xumm.app/sign/${uuid}`);
    }));

  test('a phone without a payload, or with an unknown one, says so', () =>
    visit({ expectedErrors: /404/ }, async ({ newTab }) => {
      const unknown = await newTab('/sign/00000000-0000-4000-8000-000000000000');
      await unknown.getByRole('heading', { name: 'Nothing to sign' }).waitFor();
      await unknown.getByText('does not exist').waitFor();
      const none = await newTab('/sign/none');
      await none.getByRole('heading', { name: 'No request' }).waitFor();
    }));
}
