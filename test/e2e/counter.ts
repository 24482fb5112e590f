import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { button, inState, order, part, phoneOf, signOn } from './actions.js';
import type { Visit } from './stage.js';

const logged = (page: Page, name: string) => page.locator(`#log [data-event="${name}"]`);

/** The demo's tools: faults, the log, the snippet. */
export function counter(visit: Visit): void {
  test('"Break the connection": lost, back again, and paid anyway', () =>
    visit({}, async ({ page }) => {
      assert.equal(await button(page, 'Break the connection').isDisabled(), true, 'nothing to break yet');
      await order(page, 'Pay 10 XRP');
      await button(page, 'Break the connection').click();
      await logged(page, 'xumm-connection-change').getByText('connecting → open').nth(1).waitFor();
      await signOn(phoneOf(page));
      await page.getByText('Paid. Thank you.', { exact: true }).waitFor();
    }));

  for (const [name, code] of [
    ['Send nonsense', 'bad-frame'],
    ['Claim “signed”, for another', 'payload-mismatch'],
  ] as const)
    test(`"${name}": xumm-error ${code} in the log with its detail, and the card stays`, () =>
      visit({}, async ({ page }) => {
        const { uuid } = await order(page, 'Pay 10 XRP');
        await button(page, name).click();
        const entry = logged(page, 'xumm-error');
        await entry.locator('summary').click();
        const detail = JSON.parse(await entry.locator('pre').innerText()) as { uuid: string; code: string };
        assert.deepEqual({ uuid: detail.uuid, code: detail.code }, { uuid, code });
        await inState(page, 'waiting');
        await button(page, 'Clear').click();
        await page.locator('#log').getByText('Nothing yet.').waitFor();
      }));

  test('"Say all three times": each step is still reported once', () =>
    visit({}, async ({ page }) => {
      await order(page, 'Pay 10 XRP');
      await button(page, 'Say all three times').click();
      await page.getByText('Say all three times: done.').waitFor();
      await signOn(phoneOf(page));
      await page.getByText('Paid. Thank you.', { exact: true }).waitFor();
      for (const name of ['xumm-opened', 'xumm-pre-signed', 'xumm-resolved', 'xumm-verified'])
        assert.equal(await logged(page, name).count(), 1, name);
    }));

  test('"Let the time run out": expired here and on the phone; a second time is refused in words', () =>
    visit({ expectedErrors: /409/ }, async ({ page }) => {
      await order(page, 'Pay 10 XRP');
      await button(page, 'Let the time run out').click();
      await inState(page, 'expired');
      await phoneOf(page).getByRole('heading', { name: 'Too late' }).waitFor();
      await button(page, 'Let the time run out').click();
      await page.getByText('The payload has expired already.').waitFor();
    }));

  test('with real keys there is no phone, and there are no faults', () =>
    visit({}, async ({ page }) => {
      await page.route('**/demo.json', (route) => route.fulfill({ json: { simulated: false } }));
      await page.reload();
      await page.getByText('what you sign is real').waitFor();
      for (const selector of ['#phone', '#faults'])
        assert.equal(await page.locator(selector).isVisible(), false);
    }));

  test('the snippet, copied into its own page, shows the payload and reports the payment', async () => {
    const bundle = await build({
      entryPoints: ['src/cdn.ts'],
      bundle: true,
      write: false,
      format: 'iife',
    });
    await visit({ permissions: ['clipboard-read', 'clipboard-write'] }, async ({ page, newTab, serve }) => {
      await button(page, 'Copy').click();
      await page.getByText('Copied.').waitFor();
      const snippet = await page.evaluate(() => navigator.clipboard.readText());

      serve('/dist/xumm-payload-status.min.js', 'text/javascript', bundle.outputFiles[0]?.text ?? '');
      serve('/plain.html', 'text/html', `<!doctype html><link rel="icon" href="data:,">${snippet}`);
      const plain = await newTab('/plain.html');
      await plain.locator('xumm-payload-status[connection="open"]').waitFor();
      const paid = plain.waitForEvent('console', (message) => message.text().startsWith('Paid'));
      const signUrl = await part(plain, 'open-link').getAttribute('href');
      await signOn(await newTab(signUrl ?? ''));
      await paid;
    });
  });
}
