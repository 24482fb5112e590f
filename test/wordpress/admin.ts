import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Visitor } from './support/visitor.js';
import { settled, type World } from './support/world.js';

const PAGE = '/wp-admin/admin.php?page=xumm-payload-status-orders';

/** What the owner of the site sees and can do. */
export function admin(built: () => World): void {
  async function owner(): Promise<Visitor> {
    const visitor = new Visitor(built().site.origin);
    await visitor.logIn('admin');
    return visitor;
  }
  const list = async (query: string): Promise<string> => (await owner()).text(`${PAGE}${query}`);

  async function underpaid(): Promise<string> {
    const { path, visitor } = await built().shopper();
    const { uuid } = await visitor.start(path, 'mug');
    await built().platform.sign(uuid, { delivered: '4000000' });
    await visitor.status(uuid);
    return uuid;
  }

  test('an order is found by its payload, account and transaction, with what to do about it', async () => {
    const uuid = await underpaid();
    const { id, txids, account } = JSON.parse(
      await built().site.php(
        `global $wpdb; echo wp_json_encode($wpdb->get_row("SELECT id, txids, account FROM wp_xumm_orders WHERE uuid = '${uuid}'"));`,
      ),
    ) as { id: string; txids: string; account: string };
    for (const search of [uuid, txids, `xumm-${id}`]) {
      const html = await list(`&s=${search}`);
      assert.equal(html.match(/column-order/g)?.length, 3, 'head, row, foot');
      assert(html.includes(uuid) && html.includes('Only 4 XRP has arrived.'));
    }
    assert((await list(`&s=${account}`)).includes(uuid));
    for (const search of ['nothing', `${id}abc`])
      assert(!(await list(`&s=${search}`)).includes(uuid), search);
    assert((await list('&state=review')).includes(uuid));
    assert(!(await list('&state=paid')).includes(uuid));
  });

  test('each admin page says that an order needs a person, until it is marked as handled', async () => {
    const uuid = await underpaid();
    const admin = await owner();
    assert.match(await admin.text('/wp-admin/index.php'), /orders? needs? a person/);
    const html = await admin.text(`${PAGE}&s=${uuid}`);
    const link = /href="([^"]*do=handled[^"]*)"/.exec(html)?.[1]?.replaceAll('&#038;', '&') ?? '';
    const forged = await admin.ask(link.replace(/_wpnonce=[^&]*/, '_wpnonce=0'));
    assert.equal(forged.status, 403);
    assert((await list('&state=review')).includes(uuid));
    assert.equal((await admin.ask(link)).status, 302);
    assert(!(await list('&state=review')).includes(uuid));
  });

  test('planned work that does not run: the admin says that WP-Cron is to be called', async () => {
    const { site, shopper } = built();
    const { path, visitor } = await shopper();
    await visitor.start(path, 'mug');
    const wait = (minutes: number): Promise<string> =>
      site.php(
        `global $wpdb; $wpdb->query('UPDATE wp_xumm_orders SET deliver_at = ' . time() . ', next_at = ' . (time() - 60 * ${minutes}));`,
      );
    const admin = await owner();
    await wait(0);
    assert.doesNotMatch(await admin.text('/wp-admin/index.php'), /WP-Cron/);
    await wait(40);
    assert.match(
      await admin.text('/wp-admin/index.php'),
      /orders? waits? to be checked.+WP-Cron does not run in time/,
    );
  });

  test('what is new since the list was shown is not marked as handled with the rest', async () => {
    const uuid = await underpaid();
    const admin = await owner();
    const html = await admin.text(`${PAGE}&s=${uuid}`);
    const link = /href="([^"]*do=handled[^"]*)"/.exec(html)?.[1]?.replaceAll('&#038;', '&') ?? '';
    await built().site.php(
      `global $wpdb; $wpdb->query("UPDATE wp_xumm_orders SET verdict = 'review' WHERE uuid = '${uuid}'");`,
    );
    const said = (await admin.ask(link)).headers.get('Location') ?? '';
    assert.match(await admin.text(said), /There was news of this order meanwhile/);
    assert((await list('&state=review')).includes(uuid));
  });

  test('"Check again" asks at once', async () => {
    const { path, visitor } = await built().shopper();
    const { uuid } = await visitor.start(path, 'mug');
    await built().platform.sign(uuid);
    const admin = await owner();
    const html = await admin.text(`${PAGE}&s=${uuid}`);
    const link = /href="([^"]*do=check[^"]*)"/.exec(html)?.[1]?.replaceAll('&#038;', '&') ?? '';
    assert.equal((await admin.ask(link)).status, 302);
    assert.match(await admin.text(`${PAGE}&s=${uuid}`), /Exactly what is due has arrived/);
    assert.equal((await built().site.delivered()).filter((order) => order.uuid === uuid).length, 1);
  });

  test('what others wrote is shown as text', async () => {
    await built().site.php(
      "$o = get_option('test_orders', array()); $o['<b>x</b>'] = array('amount' => '1'); update_option('test_orders', $o);",
    );
    const visitor = built().visitor();
    await visitor.send({
      action: '/wp-json/xumm-payload-status/v1/payloads',
      fields: { back: '/', instead_of: '', item: '', place: '0', reference: '<b>x</b>' },
    });
    const html = await list('');
    assert(html.includes('&lt;b&gt;x&lt;/b&gt;') && !html.includes('<b>x</b>'));
    assert.doesNotMatch(await list('&s=%22%3E%3Cscript%3Ealert(1)%3C/script%3E'), /<script>alert/);
  });

  test('if the orders cannot be read, the page says so', async () => {
    const { site } = built();
    await site.php("update_option('test_damaged', 1);");
    try {
      assert.match(await list(''), /The orders could not be read/);
    } finally {
      await site.php("delete_option('test_damaged');");
    }
  });

  test('authors see neither the list nor the notice', async () => {
    const { author } = built();
    assert.equal((await author.ask(PAGE)).status, 403);
    assert.doesNotMatch(await author.text('/wp-admin/index.php'), /Xumm/);
  });

  test('personal data is exported, and erased except for signed orders', async () => {
    const { author, platform, site } = built();
    const { path } = await author.write('[xumm_payload_status name="own" amount="1"]');
    const { uuid } = await author.start(path, 'own');
    await platform.sign(uuid);
    await settled(author, uuid);
    const { path: other } = await author.write('[xumm_payload_status name="open" amount="1"]');
    const { uuid: open } = await author.start(other, 'open');
    const run = async (what: 'exporters' | 'erasers'): Promise<string> =>
      site.php(
        `$all = apply_filters('wp_privacy_personal_data_${what}', array()); echo wp_json_encode(call_user_func($all['xumm-payload-status']['callback'], 'author@example.org', 1));`,
      );
    const exported = await run('exporters');
    assert(exported.includes(uuid) && exported.includes(open));
    const erased = JSON.parse(await run('erasers')) as { items_removed: boolean; items_retained: boolean };
    assert.deepEqual([erased.items_removed, erased.items_retained], [true, true], 'an open one is kept');
    const after = await run('exporters');
    assert(!after.includes(uuid) && after.includes(open));
    const verdict = await site.php(
      `global $wpdb; echo $wpdb->get_var("SELECT CONCAT(verdict, user_id, visitor) FROM wp_xumm_orders WHERE uuid = '${uuid}'");`,
    );
    assert.equal(verdict, 'paid0');
  });
}
