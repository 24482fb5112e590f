import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { inState, part } from '../e2e/actions.js';
import { logIn, type Visit } from './support/browser.js';
import { SHOP, type World } from './support/world.js';

/** A visitor with a browser and a wallet. */
export function journey(built: () => World, visit: Visit): void {
  const uuidOf = (page: Page): string => new URL(page.url()).searchParams.get('xumm_payload') ?? '';

  /** Presses a button of ours, and waits until the element listens. @returns the payload's uuid */
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
      await editor.goto('/wp-admin/post-new.php');
      await editor.getByRole('textbox', { name: 'Add title' }).fill('A cup of coffee');
      await editor.getByRole('button', { name: 'Add default block' }).click();
      await editor.keyboard.type('/xumm');
      await editor.getByRole('option', { name: 'Xumm payment or sign-in' }).click();
      await editor.getByLabel('Amount in XRP').fill('12.5');
      await editor.getByLabel('Words on the button').fill('Buy <b>coffee</b>');
      await editor.getByLabel('What the wallet says it is for').fill('A cup of coffee');
      await editor.getByLabel('Name', { exact: true }).fill('coffee');
      await editor.getByRole('button', { name: 'Publish', exact: true }).click();
      const publishing = editor.getByLabel('Editor publish');
      await publishing.getByRole('button', { name: 'Publish', exact: true }).click();
      const link = publishing.getByRole('link', { name: 'View Post' });
      path = new URL((await link.getAttribute('href')) ?? '').pathname;
      // The block is still whole when the editor reads it again.
      await editor.reload();
      assert.equal(await editor.getByLabel('Amount in XRP').inputValue(), '12.5');
    });

    await visit({}, async (newTab) => {
      const page = await newTab(path);
      const before = platform.calls.length;
      const uuid = await press(page, 'Buy <b>coffee</b>');
      assert.deepEqual(
        platform.calls.slice(before).map(({ method }) => method)[0],
        'POST',
        'only the button makes a payload',
      );
      assert.deepEqual(platform.calls[before]?.body, {
        txjson: { TransactionType: 'Payment', Destination: SHOP, Amount: '12500000' },
        options: {
          expire: 10,
          return_url: { app: `${site.origin}${path}?xumm_payload={id}#xumm-coffee` },
          force_network: 'MAINNET',
        },
        custom_meta: {
          identifier: (platform.calls[before]?.body as { custom_meta: { identifier: string } }).custom_meta
            .identifier,
          instruction: 'A cup of coffee',
        },
      });

      const phone = await platform.sign(uuid, { validateAfterMs: 1500 });
      await inState(page, 'verified');
      const back = await newTab(phone.return_url.app ?? '');
      await inState(back, 'verified');
      assert.equal(await back.locator('form').isVisible(), false, 'there is nothing left to start');
      assert.equal(await part(back, 'message').textContent(), 'The signature was checked and holds.');
      assert.deepEqual(
        (await site.verified())
          .filter((facts) => facts.uuid === uuid)
          .map(({ name, drops }) => [name, drops]),
        [['coffee', '12500000']],
        'the site is told once',
      );
    });
  });

  test('signing in with the shortcode: the site is told who', async () => {
    const { author, platform, site } = built();
    const { id, path } = await author.write('[xumm_payload_status type="sign-in" label="Sign in, please"]');
    await visit({}, async (newTab) => {
      const page = await newTab(path);
      const uuid = await press(page, 'Sign in, please');
      assert.equal(await page.locator('xumm-payload-status').getAttribute('network'), null);
      await platform.sign(uuid, { account: 'rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe' });
      await inState(page, 'verified');
      assert.deepEqual(
        (await site.verified()).filter((facts) => facts.uuid === uuid),
        [
          {
            uuid,
            type: 'sign-in',
            post_id: id,
            name: 'sign-in',
            drops: '',
            network: 'MAINNET',
            account: 'rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe',
            txid: '',
          },
        ],
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

  test('refused by the site: said so on the page', async () => {
    const { author, platform } = built();
    const { path } = await author.write('[xumm_payload_status amount="1"]');
    await visit({}, async (newTab) => {
      const page = await newTab(path);
      await platform.sign(await press(page, 'Pay 1 XRP'), { node: 'TESTNET' });
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
      assert.equal(await page.locator('#xumm-cake xumm-payload-status').count(), 1);
      assert.equal(await page.locator('#xumm-tea xumm-payload-status').count(), 0);
      assert.equal(await page.getByRole('button', { name: 'Pay 1 XRP' }).isVisible(), true);
    });
  });

  test('the element is the only script of the plugin, and there where it is needed only', async () => {
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

  test('a site in another language loads the element in every language', async () => {
    const { author, site } = built();
    const { path } = await author.write('[xumm_payload_status amount="1"]');
    await site.php("update_option('test_locale', 'de_DE');");
    try {
      await visit({}, async (newTab) => {
        const page = await newTab(path);
        await press(page, 'Pay 1 XRP');
        await page.getByText('Mit Xaman scannen').first().waitFor();
      });
    } finally {
      await site.php("delete_option('test_locale');");
    }
  });

  test('an error is a page that a person can read, and go back from', async () => {
    const { author, platform } = built();
    const { path } = await author.write('[xumm_payload_status amount="1"]');
    const end = platform.interfere(({ method }) =>
      method === 'POST' ? new Response('', { status: 500 }) : null,
    );
    try {
      await visit({ expectedErrors: /502/ }, async (newTab) => {
        const page = await newTab(path);
        await page.getByRole('button', { name: 'Pay 1 XRP' }).click();
        await page.getByText('The signing platform cannot be reached right now.').waitFor();
        await page.getByRole('link', { name: /Back/ }).click();
        await page.getByRole('button', { name: 'Pay 1 XRP' }).waitFor();
      });
    } finally {
      end();
    }
  });
}
