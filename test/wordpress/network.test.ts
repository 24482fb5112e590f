import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inState } from '../e2e/actions.js';
import { browsing } from './support/browser.js';
import { Visitor } from './support/visitor.js';
import { SETTINGS, world } from './support/world.js';

// The proxy has a self-signed certificate.
process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';

const built = world(SETTINGS, { isNetwork: true });
const visit = browsing(built);

/** Runs PHP on the second site. */
const onSecond = (code: string): Promise<string> => built().site.php(`switch_to_blog(2); ${code}`);

test('https behind a proxy: paid in a browser, with a cookie for this host only', async () => {
  const { author, platform, site } = built();
  const { path } = await author.write('[xumm_payload_status amount="1"]');
  await visit({ ignoreHTTPSErrors: true }, async (newTab) => {
    const page = await newTab(path);
    await page.getByRole('button', { name: 'Pay 1 XRP' }).click();
    await page.locator('xumm-payload-status[state="waiting"]').waitFor();
    assert.equal(new URL(page.url()).origin, site.origin);
    const [cookie] = (await page.context().cookies()).filter(({ name }) => name.includes('xumm'));
    assert.deepEqual([cookie?.name, cookie?.secure], ['__Host-xumm_visitor', true]);
    const uuid = new URL(page.url()).searchParams.get('xumm_payload') ?? '';
    const phone = await platform.sign(uuid);
    assert.equal(new URL(phone.return_url.app ?? '').origin, site.origin);
    await inState(page, 'verified');
  });
});

test('the second site of the network has its own orders and settings', async () => {
  const { platform, site } = built();
  const id = await onSecond(
    `update_option('xumm_payload_status', json_decode('${JSON.stringify(SETTINGS)}', true));
     echo wp_insert_post(array('post_status' => 'publish', 'post_title' => 'Cup', 'post_name' => 'cup', 'post_content' => '[xumm_payload_status name="cup" amount="2"]'));`,
  );
  assert.match(id, /^\d+$/);
  const visitor = new Visitor(site.origin);
  const { uuid, page } = await visitor.start('/two/cup/', 'cup');
  assert.match(page, /\/two\/cup\/\?xumm_payload=/);
  const status = / status-url="([^"]+)"/.exec(await visitor.read(page))?.[1] ?? '';
  assert.match(status, /^\/two\/wp-json\//);
  await platform.sign(uuid);
  const answer = (await (await visitor.ask(status)).json()) as { verification?: string };
  assert.equal(answer.verification, 'verified');
  const counts = await site.php(
    `global $wpdb; echo $wpdb->get_var("SELECT COUNT(*) FROM wp_xumm_orders WHERE uuid = '${uuid}'"), $wpdb->get_var("SELECT COUNT(*) FROM wp_2_xumm_orders WHERE uuid = '${uuid}'");`,
  );
  assert.equal(counts, '01');
});

test('a page that shows a post of another site of the network: the button leads to that site’s order', async () => {
  const { site } = built();
  const html = await site.php(`
    // A post of the first site with the number of the one on the second.
    switch_to_blog(2); $post = get_page_by_path('cup', OBJECT, 'post'); restore_current_blog();
    wp_insert_post(array('import_id' => $post->ID, 'post_status' => 'publish', 'post_title' => 'Own', 'post_content' => 'x'));
    $GLOBALS['post'] = get_post($post->ID); do_shortcode('[xumm_payload_status name="cup" amount="2"]');
    switch_to_blog(2); $GLOBALS['post'] = get_post($post->ID); setup_postdata($GLOBALS['post']);
    echo apply_filters('the_content', $GLOBALS['post']->post_content);`);
  assert.match(html, /action="\/two\/wp-json\/[^"]+"/);
  assert.match(html, /name="back" value="\/two\/cup\/"/);
});

test('a hook that throws while it is on another site: its order is tried again, and no order of that site is touched', async () => {
  const { author, platform, site } = built();
  const { path } = await author.write('[xumm_payload_status amount="1"]');
  const { uuid } = await author.start(path, 'payment');
  await platform.sign(uuid);
  await site.php(`
    add_action('xumm_payload_status_deliver', static function () { switch_to_blog(2); throw new Exception('On site 2'); }, 20);
    global $wpdb; $wpdb->query('UPDATE wp_xumm_orders SET next_at = 0');
    do_action('xumm_payload_status_sweep');`);
  const stored = await site.php(
    `global $wpdb; echo wp_json_encode(array($wpdb->get_var("SELECT fault FROM wp_xumm_orders WHERE uuid = '${uuid}'"), $wpdb->get_var('SELECT COUNT(*) FROM wp_2_xumm_orders WHERE tries > 1')));`,
  );
  assert.deepEqual(JSON.parse(stored), ['On site 2', '0']);
});

test('a site that is deleted takes its orders with it', async () => {
  const { site } = built();
  const tables = await site.php(`
    require_once ABSPATH . 'wp-admin/includes/upgrade.php';
    $id = wp_insert_site(array('domain' => get_site(1)->domain, 'path' => '/three/', 'network_id' => 1, 'user_id' => 1, 'title' => 'Three'));
    switch_to_blog($id); Xumm_Payload_Status\\Orders::ensure_table(true); restore_current_blog();
    global $wpdb; $count = static fn() => count($wpdb->get_col("SHOW TABLES LIKE 'wp_{$id}_xumm_orders'"));
    echo $count(); wp_delete_site($id); echo $count();`);
  assert.equal(tables, '10');
});

test('deactivated for the network, no site has a sweep planned; uninstalled, no site has a table or an option left', async () => {
  const { site } = built();
  const planned = "echo wp_json_encode(false !== wp_next_scheduled('xumm_payload_status_sweep'));";
  assert.deepEqual([await site.php(planned), await onSecond(planned)], ['true', 'true']);
  await site.php(
    "require_once ABSPATH . 'wp-admin/includes/plugin.php'; deactivate_plugins('xumm-payload-status/xumm-payload-status.php', false, true);",
  );
  assert.deepEqual([await site.php(planned), await onSecond(planned)], ['false', 'false']);
  const left = await site.php(`
    require_once ABSPATH . 'wp-admin/includes/plugin.php';
    uninstall_plugin('xumm-payload-status/xumm-payload-status.php');
    global $wpdb;
    echo wp_json_encode(array(
      $wpdb->get_col("SHOW TABLES LIKE '%xumm%'"),
      $wpdb->get_col("SELECT option_name FROM wp_options WHERE option_name LIKE '%xumm%'"),
      $wpdb->get_col("SELECT option_name FROM wp_2_options WHERE option_name LIKE '%xumm%'"),
    ));
  `);
  assert.deepEqual(JSON.parse(left), [[], [], []]);
});
