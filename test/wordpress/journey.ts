import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { inState, part } from '../e2e/actions.js';
import { publish, writeBlock } from './editor.js';
import { logIn, type Visit } from './support/browser.js';
import { SHOP, type World } from './support/world.js';

/** A visitor with a browser and a wallet. */
export function journey(built: () => World, visit: Visit): void {
  const uuidOf = (page: Page): string => new URL(page.url()).searchParams.get('xumm_payload') ?? '';

  /** Presses a button of the plugin, and waits until the element listens. @returns the payload's uuid */
  async function press(page: Page, name: string): Promise<string> {
    await page.getByRole('button', { name, exact: true }).click();
    await page.locator('xumm-payload-status[state="waiting"][connection="open"]').waitFor();
    return uuidOf(page);
  }

  test('an author places the block, a visitor pays, comes back in a new tab, and the page shows it verified', async () => {
    const { platform, site } = built();
    let path = '';
    // WordPress's editor asks for templates, which an author may not see.
    await visit({ expectedErrors: /403 \(Forbidden\)/ }, async (newTab) => {
      const editor = await newTab('/');
      await logIn(editor, 'author');
      await writeBlock(editor, 'A cup of coffee');
      await editor.getByLabel('Amount', { exact: true }).fill('12.5');
      await editor.getByLabel('Words on the button').fill('Buy <b>coffee</b>');
      await editor.getByLabel('What the wallet says it is for').fill('Tea & cake');
      path = await publish(editor);
      // The block is still whole when the editor reads it again.
      await editor.reload();
      assert.equal(await editor.getByLabel('Amount', { exact: true }).inputValue(), '12.5');
    });

    await visit({}, async (newTab) => {
      const page = await newTab(path);
      const before = platform.calls.length;
      const uuid = await press(page, 'Buy <b>coffee</b>');
      assert.equal(platform.calls[before]?.method, 'POST', 'only the button makes a payload');
      const { custom_meta, txjson } = platform.calls[before].body as {
        custom_meta: { identifier: string };
        txjson: { InvoiceID: string };
      };
      const { hash } = new URL(page.url());
      assert.deepEqual(platform.calls[before].body, {
        txjson: {
          TransactionType: 'Payment',
          Destination: SHOP,
          Amount: '12500000',
          InvoiceID: txjson.InvoiceID,
        },
        options: {
          expire: 10,
          return_url: { app: `${site.origin}${path}?xumm_payload={id}${hash}` },
          force_network: 'MAINNET',
        },
        custom_meta: {
          identifier: custom_meta.identifier,
          instruction: 'Tea & cake',
        },
      });

      const phone = await platform.sign(uuid);
      await inState(page, 'verified');
      const back = await newTab(phone.return_url.app ?? '');
      await inState(back, 'verified');
      assert.equal(
        await back.getByRole('button', { name: 'Buy' }).count(),
        0,
        'there is nothing left to start',
      );
      assert.equal(await part(back, 'message').textContent(), 'The signature was checked and is valid.');
      assert.deepEqual(
        (await site.delivered()).filter((order) => order.uuid === uuid).map(({ amount }) => amount),
        ['12500000'],
        'the site is told once',
      );
    });
  });

  test('signing in with the shortcode: the site learns who it is', async () => {
    const { author, platform, site } = built();
    const { id, path } = await author.write('[xumm_payload_status type="sign-in" label="Sign in, please"]');
    await visit({}, async (newTab) => {
      const page = await newTab(path);
      const uuid = await press(page, 'Sign in, please');
      assert.equal(await page.locator('xumm-payload-status').getAttribute('network'), null);
      await platform.sign(uuid, { account: 'rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe' });
      await inState(page, 'verified');
      assert.deepEqual(
        (await site.delivered())
          .filter((order) => order.uuid === uuid)
          .map(({ type, verdict, post_id, account, amount }) => [type, verdict, post_id, account, amount]),
        [['sign-in', 'signed-in', id, 'rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe', null]],
      );
    });
  });

  test('rejected: "New request" appears only then, and brings another', async () => {
    const { author, platform } = built();
    const { path } = await author.write('[xumm_payload_status amount="1"]');
    await visit({}, async (newTab) => {
      const page = await newTab(path);
      const first = await press(page, 'Pay 1 XRP');
      const again = page.getByRole('button', { name: 'New request' });
      assert.equal(await again.isVisible(), false);
      await platform.control(first, 'open');
      await platform.control(first, 'decline');
      await again.waitFor();
      assert.notEqual(await press(page, 'New request'), first);
    });
  });

  test('expired before it was opened: "New request" brings another', async () => {
    const { author, platform } = built();
    const { path } = await author.write('[xumm_payload_status amount="1"]');
    await visit({}, async (newTab) => {
      const page = await newTab(path);
      const first = await press(page, 'Pay 1 XRP');
      await platform.control(first, 'expire');
      assert.notEqual(await press(page, 'New request'), first);
    });
  });

  test('a payment that failed: the page says so, and offers another request', async () => {
    const { author, platform } = built();
    const { path } = await author.write('[xumm_payload_status amount="1"]');
    await visit({}, async (newTab) => {
      const page = await newTab(path);
      await platform.sign(await press(page, 'Pay 1 XRP'), { result: 'tecPATH_DRY' });
      await inState(page, 'unverified');
      await page.getByRole('button', { name: 'New request' }).waitFor();
    });
  });

  test('two on a page: each shows its own payload, and only that', async () => {
    const { author } = built();
    const { path } = await author.write(
      '[xumm_payload_status name="tea" amount="1"]\n\n[xumm_payload_status name="cake" amount="2"]',
    );
    await visit({}, async (newTab) => {
      const page = await newTab(path);
      await press(page, 'Pay 2 XRP');
      assert.equal(await page.locator('[id^=xumm-cake] xumm-payload-status').count(), 1);
      assert.equal(await page.locator('[id^=xumm-tea] xumm-payload-status').count(), 0);
      assert.equal(await page.getByRole('button', { name: 'Pay 1 XRP' }).isVisible(), true);
    });
  });

  test('the plugin’s only scripts are the element and one for its form, only on pages that need them', async () => {
    const { author } = built();
    const { path } = await author.write('[xumm_payload_status amount="1"]');
    await visit({}, async (newTab) => {
      const page = await newTab(path);
      const scripts = (): Promise<string[]> =>
        page
          .locator('script[src*="/plugins/"]')
          .evaluateAll((all) => all.map((script) => new URL(script.getAttribute('src') ?? '').pathname));
      assert.deepEqual(await scripts(), [], 'a button needs none');
      await press(page, 'Pay 1 XRP');
      assert.deepEqual(await scripts(), [
        '/wp-content/plugins/xumm-payload-status/assets/xumm-payload-status.min.js',
        '/wp-content/plugins/xumm-payload-status/assets/view.js',
      ]);
    });
  });

  test('without JavaScript there is a link to the wallet', async () => {
    const { author, platform } = built();
    const { path } = await author.write('[xumm_payload_status amount="1"]');
    await visit({ javaScriptEnabled: false }, async (newTab) => {
      const page = await newTab(path);
      await page.getByRole('button', { name: 'Pay 1 XRP' }).click();
      const link = page.getByRole('link', { name: 'Open in Xaman' });
      assert.equal(await link.getAttribute('href'), `${platform.origin}/sign/${uuidOf(page)}`);
    });
  });

  test('a site in another language: the button and the element use it', async () => {
    const { author, site } = built();
    const { path } = await author.write('[xumm_payload_status amount="1"]');
    await site.php("update_option('test_locale', 'de_DE');");
    try {
      await visit({}, async (newTab) => {
        const page = await newTab(path);
        await press(page, '1 XRP zahlen');
        await page.getByText('Mit Xaman scannen').first().waitFor();
      });
    } finally {
      await site.php("delete_option('test_locale');");
    }
  });

  test('an error is a readable page with a way back', async () => {
    const { author, platform } = built();
    const { path } = await author.write('[xumm_payload_status amount="1"]');
    const end = platform.interfere(({ method }) =>
      method === 'POST' ? new Response('', { status: 500 }) : null,
    );
    try {
      await visit({ expectedErrors: /502/ }, async (newTab) => {
        const page = await newTab(path);
        await page.getByRole('button', { name: 'Pay 1 XRP' }).click();
        await page.getByText('This is not possible right now. Try again in a moment.').waitFor();
        await page.getByRole('link', { name: /Back/ }).click();
        await page.getByRole('button', { name: 'Pay 1 XRP' }).waitFor();
      });
    } finally {
      end();
    }
  });
}
