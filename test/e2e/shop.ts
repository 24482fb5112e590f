import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { button, inState, order, part, phoneOf, recordOutcomes, signOn } from './actions.js';
import type { Visit } from './stage.js';

const PHONE_ACCOUNT = 'rHb9CJ…dtyTh';

/** The backend has seen the signature and looked at the ledger, and confirms nothing. */
async function notVerified(page: Page, uuid: string): Promise<void> {
  let status: { signed?: boolean; verification?: string } = {};
  while (status.signed !== true)
    status = (await (await page.request.get(`/api/payloads/${uuid}/status`)).json()) as typeof status;
  assert.equal(status.verification, 'pending');
  assert.equal(await page.locator('#outcome').textContent(), '');
}

/** The shop, and the phone beside it. */
export function shop(visit: Visit): void {
  test('"Pay 10 XRP", signed on the phone beside the page: paid when the backend says so, and not before', () =>
    visit({}, async ({ page }) => {
      const outcomes = await recordOutcomes(page);
      await order(page, 'Pay 10 XRP');
      await signOn(phoneOf(page));
      await page.getByText('Paid. Thank you.', { exact: true }).waitFor();

      const seen = await outcomes();
      assert.deepEqual(
        seen.map(([state]) => state),
        ['waiting', 'opened', 'pre-signed', 'signed', 'verifying', 'verified'],
      );
      assert.deepEqual(
        seen.filter(([, said]) => said !== ''),
        [],
        'nothing was said before the last of them',
      );
    }));

  test('"Sign in": the session says who is signed in, here and after a reload', () =>
    visit({}, async ({ page }) => {
      await order(page, 'Sign in');
      await phoneOf(page).getByText('Open request').waitFor();
      await signOn(phoneOf(page));
      await page.getByText(`You are signed in as ${PHONE_ACCOUNT}.`).waitFor();
      await page.reload();
      await page.getByText(`Signed in as ${PHONE_ACCOUNT}`).waitFor();
      await visit({}, async ({ page: another }) => {
        await another.getByText('Not signed in').waitFor();
      });
    }));

  test('a sign-in that the session does not know does not count, whatever the element shows', () =>
    visit({}, async ({ page }) => {
      await page.route('**/api/session', (route) => route.fulfill({ json: { account: null } }));
      await order(page, 'Sign in');
      await signOn(phoneOf(page));
      await page.getByText('The shop knows of no sign-in.').waitFor();
      assert.equal(await page.locator('#account').textContent(), 'Not signed in');
    }));

  test('rejected on the phone: nothing was signed, and "New request" brings another', () =>
    visit({}, async ({ page }) => {
      const first = await order(page, 'Pay 10 XRP');
      await button(phoneOf(page), 'Open request').click();
      await button(phoneOf(page), 'Reject').click();
      await phoneOf(page).getByRole('heading', { name: 'Rejected' }).waitFor();
      await inState(page, 'rejected');
      assert.equal(await page.locator('#outcome').textContent(), '');

      const second = await order(page, part(page, 'renew-button'));
      assert.notEqual(second.uuid, first.uuid);
      await button(phoneOf(page), 'Open request').waitFor();
    }));

  test('"Pay with play money": signed on TESTNET, it is not paid', () =>
    visit({}, async ({ page }) => {
      const { uuid } = await order(page, 'Pay with play money');
      await signOn(phoneOf(page));
      await inState(page, 'verifying');
      await notVerified(page, uuid);
    }));

  test('a partial payment, chosen on the phone: it is not paid, and a person must look', () =>
    visit({}, async ({ page }) => {
      const { uuid } = await order(page, 'Pay 10 XRP');
      const phone = phoneOf(page);
      await button(phone, 'Open request').click();
      await phone.getByText('Let something go wrong').click();
      await phone.getByLabel('Deliver a tenth').check();
      await button(phone, 'Sign').click();
      await inState(page, 'verifying');
      await notVerified(page, uuid);
    }));

  test('after a reload the open payload is shown again, not a second one', () =>
    visit({}, async ({ page }) => {
      const { uuid } = await order(page, 'Pay 10 XRP');
      await page.reload();
      await inState(page, 'waiting');
      await button(phoneOf(page), 'Open request').waitFor();
      assert.equal(
        await part(page, 'open-link')
          .getAttribute('href')
          .then((href) => href?.endsWith(uuid)),
        true,
      );
    }));

  test('"Start over" gets another payload, and says who, what and how much like the wallet', () =>
    visit({}, async ({ page }) => {
      const { uuid } = await order(page, 'Pay 10 XRP');
      const [answer] = await Promise.all([
        page.waitForResponse((response) => response.url().endsWith('/api/payloads')),
        button(page, 'Start over').click(),
      ]);
      const other = ((await answer.json()) as { uuid: string }).uuid;
      assert.notEqual(other, uuid);
      await page.locator(`xumm-payload-status [part~="open-link"][href$="${other}"]`).waitFor();
      await button(phoneOf(page), 'Open request').click();
      for (const words of ['Morning Roast', 'House blend, ten cups'])
        for (const place of [page.locator('[slot=summary]'), phoneOf(page).locator('main')])
          await place.getByText(words).first().waitFor();
      await button(phoneOf(page), 'Sign').click();
      await inState(page, 'verified');
      assert.equal(await button(page, 'Start over').count(), 0);
    }));

  test('"A shop on Testnet" is paid with play money', () =>
    visit({}, async ({ page }) => {
      await order(page, 'A shop on Testnet');
      await signOn(phoneOf(page));
      await page.getByText('Paid. Thank you.', { exact: true }).waitFor();
      const link = part(page, 'explorer-link');
      assert.match((await link.getAttribute('href')) ?? '', /\/explorer\/testnet\//);
    }));

  test('"Sent as a push message": the card says so, and keeps the code behind a button', () =>
    visit({}, async ({ page }) => {
      await order(page, 'Sent as a push message');
      assert.equal(await part(page, 'qr').count(), 0);
      await part(page, 'qr-button').click();
      await part(page, 'qr').waitFor();
    }));

  test('a backend’s refusal of an order is shown in its own words', () =>
    visit({ expectedErrors: /502/ }, async ({ page }) => {
      await page.route('**/api/payloads', (route) =>
        route.fulfill({
          status: 502,
          json: { error: { code: 'platform-unavailable', message: 'No platform.' } },
        }),
      );
      await button(page, 'Pay 10 XRP').click();
      await page.getByText('No platform.').waitFor();
    }));
}
