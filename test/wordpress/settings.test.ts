import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { browsing, logIn, type NewTab } from './support/browser.js';
import { Visitor, failure } from './support/visitor.js';
import { SETTINGS, SHOP, world } from './support/world.js';

const built = world(null);
const visit = browsing(built);

const PAGE = '/wp-admin/options-general.php?page=xumm-payload-status';

async function openSettings(newTab: NewTab): Promise<Page> {
  const page = await newTab('/');
  await logIn(page, 'admin');
  await page.goto(PAGE);
  return page;
}

async function save(page: Page, fields: Record<string, string>): Promise<string> {
  for (const [label, value] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(value);
  const saved = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Save Changes' }).click();
  await saved;
  return (await page.locator('.notice').allInnerTexts()).join('\n');
}

const stored = async (): Promise<Record<string, string>> =>
  JSON.parse(
    await built().site.php("echo wp_json_encode(get_option('xumm_payload_status', new stdClass()));"),
  ) as Record<string, string>;

// In the order of a first day: each test continues from the site that the one before left.

test('without keys: visitors see a neutral sentence, editors see what to do', async () => {
  const { author, site, visitor } = built();
  const { path } = await author.write('[xumm_payload_status amount="1"]');
  const html = await visitor().read(path);
  assert.match(html, /This is not available at the moment\./);
  assert.doesNotMatch(html, /API|key|editors|<form/);
  assert.match(await author.read(path), /for editors only: Set the API key and secret of your application/);
  assert.doesNotMatch(await site.log(), /plugins\/xumm/);
});

test('without keys: a made-up form creates nothing', async () => {
  const { author, platform } = built();
  const { id } = await author.write('[xumm_payload_status amount="1"]');
  const response = await author.send({
    action: '/wp-json/xumm-payload-status/v1/payloads',
    fields: { back: '/', instead_of: '', item: 'payment-12345678', place: String(id), reference: '' },
  });
  assert.equal(await failure(response), '404 xumm_not_offered');
  assert.equal(platform.calls.length, 0);
});

test('the settings are for administrators only', async () => {
  const { author } = built();
  assert.equal((await author.ask(PAGE)).status, 403);
  const nonce = await (await author.ask('/wp-admin/admin-ajax.php?action=rest-nonce')).text();
  const response = await author.ask('/wp-admin/options.php', {
    method: 'POST',
    body: new URLSearchParams({
      option_page: 'xumm-payload-status',
      action: 'update',
      _wpnonce: nonce,
      'xumm_payload_status[account]': 'rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe',
    }),
  });
  assert.equal(response.status, 403);
  assert.deepEqual(await stored(), {});
});

test('an administrator without the nonce changes nothing', async () => {
  const { site } = built();
  const admin = new Visitor(site.origin);
  await admin.logIn('admin');
  const response = await admin.ask('/wp-admin/options.php', {
    method: 'POST',
    body: new URLSearchParams({
      option_page: 'xumm-payload-status',
      action: 'update',
      'xumm_payload_status[account]': SHOP,
    }),
  });
  assert.equal(response.status, 403);
  assert.deepEqual(await stored(), {});
});

test('wrong values are not stored, and a sentence says why', async () => {
  await visit({}, async (newTab) => {
    const page = await openSettings(newTab);
    const said = await save(page, {
      'API key': 'my key',
      'API secret': '<script>alert(1)</script>',
      Account: 'XVLhHMPHU98es4dbozjVtdWzVrDjtV18pX8yuPT7y4xaEHi',
      'Destination tag': '4294967296',
    });
    for (const sentence of [
      /API key has to be a uuid/,
      /API secret has to be a uuid/,
      /XRPL address that begins with r/,
      /whole number up to 4294967295/,
    ])
      assert.match(said, sentence);
    const { network, ...others } = await stored();
    assert.deepEqual([network, others], ['MAINNET', {}]);
  });
});

test('keys alone are not enough: an account is needed', async () => {
  const { author } = built();
  const { path } = await author.write('[xumm_payload_status amount="1"]');
  await visit({}, async (newTab) => {
    const page = await openSettings(newTab);
    assert.match(
      await save(page, {
        // As it comes from a chat or a document: in capitals, with quotes, invisible characters and blanks of all kinds.
        'API key': `\u200b"${SETTINGS.api_key.toUpperCase()}"\u00a0`,
        'API secret': ` \ufeff“${SETTINGS.api_secret}”`,
      }),
      /Set the XRPL account/,
    );
    assert.match(await author.read(path), /Set the XRPL account/);
    const said = await save(page, { Account: `\u2009‘${SHOP}’\u200d`, 'Destination tag': '\u00a042' });
    assert.match(said, /The platform takes the keys/);
    assert.match(said, /Put this webhook address .+\/wp-json\/xumm-payload-status\/v1\/webhook/);
  });
  assert.deepEqual(await stored(), { ...SETTINGS, destination_tag: '42' });
});

test('saved settings are tested: swapped keys, an account that needs a tag, does not exist or is mistyped', async () => {
  const { platform, site } = built();
  await visit({}, async (newTab) => {
    const page = await openSettings(newTab);
    const end = platform.interfere(({ key }) =>
      key === SETTINGS.api_secret ? null : Response.json({ error: { code: 812 } }, { status: 403 }),
    );
    assert.match(await save(page, { 'Destination tag': '43' }), /The API key and the API secret are swapped/);
    await page.goto('/wp-admin/index.php');
    await page.getByText('are swapped').waitFor(); // on each page, until it is fixed
    end();
    await page.goto(PAGE);
    await platform.setAccount(SHOP, { requireDestinationTag: true });
    assert.match(await save(page, { 'Destination tag': '' }), /takes no payment without a destination tag/);
    await platform.setAccount(SHOP, { exists: false });
    assert.match(await save(page, { 'Destination tag': '42' }), /There is no such account on MAINNET/);
    await platform.setAccount(SHOP, { exists: true, requireDestinationTag: false });
    assert.match(await save(page, { Account: `${SHOP.slice(0, -1)}J` }), /has a typing error/);
    await page.goto('/wp-admin/index.php');
    assert.equal(await page.getByText('are swapped').count(), 0);
  });
  assert.doesNotMatch(await site.log(), /plugins\/xumm/);
  assert.deepEqual(await stored(), { ...SETTINGS, destination_tag: '42' });
});

test('saved settings are tested: each token without a trust line, until there is one', async () => {
  let lines: readonly { account: string; currency: string; limit: string }[] = [];
  const end = built().platform.interfereLedger(({ method, params }) =>
    method === 'account_lines' ? { lines: lines.filter(({ account }) => account === params['peer']) } : null,
  );
  const ISSUER = 'rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B';
  const RLUSD = {
    account: 'rMxCKbEDwqr76QuheSUMdEGf4B9xJ8m5De',
    currency: '524C555344000000000000000000000000000000',
    limit: '1000',
  };
  await visit({}, async (newTab) => {
    const page = await openSettings(newTab);
    lines = [RLUSD, { account: SHOP, currency: 'USD', limit: '1' }];
    const said = await save(page, { Tokens: `USD ${ISSUER}` });
    assert.match(said, new RegExp(`no trust line for USD of ${ISSUER}, so nobody can pay it in USD`));
    assert.doesNotMatch(said, /RLUSD/);
    lines = [RLUSD, { account: ISSUER, currency: 'USD', limit: '0' }];
    assert.match(await save(page, { 'Destination tag': '41' }), /no trust line for USD/);
    lines = [{ account: ISSUER, currency: 'USD', limit: '5' }];
    const other = await save(page, { 'Destination tag': '42' });
    assert.match(await page.locator('.notice-info').innerText(), /no trust line for RLUSD/);
    assert.doesNotMatch(other, /line for USD/);
    // RLUSD can be set too: a line in the settings wins over the built-in issuer.
    lines = [{ ...RLUSD, account: ISSUER }];
    assert.doesNotMatch(await save(page, { Tokens: `RLUSD ${ISSUER}` }), /trust line/);
    lines = [RLUSD];
    assert.doesNotMatch(await save(page, { Tokens: '' }), /trust line/);
  });
  end();
});

test('a secret instead of a key: that of the account is not stored, that of the application is noticed', async () => {
  await visit({}, async (newTab) => {
    const page = await openSettings(newTab);
    const seed = 'snoPBrXtMeMyMHUVTgbuqAfg1SUTb';
    assert.match(await save(page, { Account: seed }), /the secret of an account\. It was not stored/);
    assert(!JSON.stringify(await stored()).includes(seed));
    assert.match(await save(page, { 'API key': SETTINGS.api_secret }), /API secret are the same/);
    await save(page, { 'API key': SETTINGS.api_key });
  });
});

test('a clock that is a day off, and a closed webhook, are reported when the settings are saved', async () => {
  const { platform, site } = built();
  await visit({}, async (newTab) => {
    const page = await openSettings(newTab);
    const date = new Date(Date.now() + 100_000_000).toUTCString();
    const end = platform.interfere(() => Response.json({ auth: {} }, { headers: { Date: date } }));
    assert.match(await save(page, { 'Destination tag': '41' }), /The clock of this server is 1 day off/);
    end();
    await site.php("update_option('test_closed_api', 1);");
    const said = await save(page, { 'Destination tag': '42' });
    await site.php("delete_option('test_closed_api');");
    assert.match(said, /The webhook .+ cannot be called \(HTTP 401\)/);
    await page.goto('/wp-admin/index.php');
    assert.equal(await page.getByText('clock of this server').count(), 0);
  });
});

test('the secret is never shown again, and an empty field keeps it', async () => {
  await visit({}, async (newTab) => {
    const page = await openSettings(newTab);
    assert.equal(await page.getByLabel('API key').inputValue(), SETTINGS.api_key);
    assert(!(await page.content()).includes(SETTINGS.api_secret));
    await save(page, { 'API secret': '' });
  });
  assert.equal((await stored())['api_secret'], SETTINGS.api_secret);
});

test('with everything set a visitor can pay, to the account and tag of the settings', async () => {
  const { author, platform, visitor } = built();
  const { path } = await author.write('[xumm_payload_status amount="1"]');
  await visitor().start(path, 'payment');
  const { txjson } = platform.calls.at(-1)?.body as { txjson: Record<string, unknown> };
  assert.deepEqual(
    [txjson['Destination'], txjson['Amount'], txjson['DestinationTag']],
    [SHOP, '1000000', 42],
  );
});

test('a destination tag that a program stored as a number counts', async () => {
  const { author, platform, site, visitor } = built();
  const { path } = await author.write('[xumm_payload_status amount="1"]');
  const set = (tag: string): Promise<string> =>
    site.php(
      `$o = get_option('xumm_payload_status'); $o['destination_tag'] = ${tag}; update_option('xumm_payload_status', $o);`,
    );
  await set('7');
  await visitor().start(path, 'payment');
  const { txjson } = platform.calls.at(-1)?.body as { txjson: Record<string, unknown> };
  assert.equal(txjson['DestinationTag'], 7);
  await set("'42'");
});

test('an order from before a change of settings is verified by its own terms', async () => {
  const { author, platform, site, visitor } = built();
  const { path } = await author.write('[xumm_payload_status amount="1"]');
  const shopper = visitor();
  const { uuid } = await shopper.start(path, 'payment');
  await site.php(
    "$o = get_option('xumm_payload_status'); $o['network'] = 'TESTNET'; unset($o['destination_tag']); update_option('xumm_payload_status', $o);",
  );
  await platform.sign(uuid);
  let status = await shopper.status(uuid);
  while (status.verification === undefined || status.verification === 'pending')
    status = await shopper.status(uuid);
  assert.equal(status.verification, 'verified');
});

test('on TESTNET play money is due, and the wallet is asked for it', async () => {
  const { author, platform, visitor } = built();
  const { path } = await author.write('[xumm_payload_status amount="1"]');
  const shopper = visitor();
  const { page } = await shopper.start(path, 'payment');
  assert.equal(
    (platform.calls.at(-1)?.body as { options: { force_network: string } }).options.force_network,
    'TESTNET',
  );
  assert.match(await shopper.read(page), /<p class="[^"]*testnet">TESTNET<\/p>.* network="testnet"/);
  const admin = new Visitor(built().site.origin);
  await admin.logIn('admin');
  assert.match(await admin.text('/wp-admin/index.php'), /TESTNET\.<\/strong> Visitors pay with play money/);
  const orders = await admin.text('/wp-admin/admin.php?page=xumm-payload-status-orders');
  assert.match(orders, /1 XRP<\/bdi> <strong[^>]*>TESTNET</);
});

test('works without pretty permalinks', async () => {
  const { author, site, visitor } = built();
  await site.php("update_option('permalink_structure', '');");
  const { id } = await author.write('[xumm_payload_status amount="1"]');
  const shopper = visitor();
  const { uuid, page } = await shopper.start(`/?p=${id}`, 'payment');
  assert.equal(page, `${site.origin}/?p=${id}&xumm_payload=${uuid}${new URL(page).hash}`);
  const statusUrl = / status-url="([^"]+)"/.exec(await shopper.read(page))?.[1] ?? '';
  assert.match(statusUrl, /^\/index\.php\?rest_route=/);
  assert.equal((await shopper.ask(statusUrl)).status, 200);
});

test('leaves no table and no option after it was uninstalled', async () => {
  const { site } = built();
  const left = await site.php(`
    require_once ABSPATH . 'wp-admin/includes/plugin.php';
    deactivate_plugins('xumm-payload-status/xumm-payload-status.php');
    uninstall_plugin('xumm-payload-status/xumm-payload-status.php');
    global $wpdb;
    echo wp_json_encode(array(
      $wpdb->get_col("SHOW TABLES LIKE '%xumm%'"),
      $wpdb->get_col("SELECT option_name FROM wp_options WHERE option_name LIKE '%xumm%'"),
      wp_next_scheduled('xumm_payload_status_sweep'),
    ));
  `);
  assert.deepEqual(JSON.parse(left), [[], [], false]);
});
