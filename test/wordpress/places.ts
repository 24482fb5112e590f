import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Visitor, failure } from './support/visitor.js';
import { creations, settled, type World } from './support/world.js';

/** A button works wherever it is placed, and the visitor returns to that page. */
export function places(built: () => World): void {
  const block = (amount: string, name: string): string =>
    `<!-- wp:xumm-payload-status/request {"amount":"${amount}","name":"${name}"} /-->`;

  /** Presses the button, pays, and finds the element on the page to which it was redirected. */
  async function pays(path: string, name: string, drops: string): Promise<string> {
    const { platform, visitor: newVisitor } = built();
    const visitor = newVisitor();
    const { uuid, page } = await visitor.start(path, name);
    const { txjson } = creations(built()).at(-1)?.body as { txjson: { Amount: string } };
    assert.equal(txjson.Amount, drops);
    assert.match(await visitor.read(page), /<xumm-payload-status /, page);
    await platform.sign(uuid);
    assert.equal(await settled(visitor, uuid), 'verified');
    return page;
  }

  test('in a widget of a classic theme, on every page', async () => {
    const { site } = built();
    await site.php(
      `update_option('widget_block', array(2 => array('content' => '${block('4', 'widget')}'), '_multiwidget' => 1));
       update_option('sidebars_widgets', array('side' => array('block-2'), 'wp_inactive_widgets' => array()));`,
    );
    assert.match(await pays('/?s=nothing', 'widget', '4000000'), /\?s=nothing&xumm_payload=/);
    await pays('/', 'widget', '4000000');
  });

  test('in a template part of a block theme, on every page', async () => {
    const { site } = built();
    await site.php("switch_theme('blocks');");
    try {
      await pays('/', 'footer', '5000000');
      const { path } = await built().author.write('Hello');
      await pays(path, 'footer', '5000000');
    } finally {
      await site.php("switch_theme('plain');");
    }
  });

  test('on page 2 of a post: the visitor returns there', async () => {
    const { author } = built();
    const { path } = await author.write(`One<!--nextpage-->${block('6', 'second')}`);
    const page = await pays(`${path}2/`, 'second', '6000000');
    assert.equal(new URL(page).pathname, `${path}2/`);
  });

  test('a generated excerpt has no leftover text; a written one has a button', async () => {
    const { author, site } = built();
    const { id } = await author.write(`<p>About it.</p>${block('7', 'teaser')}`);
    // A theme or plugin can render blocks there.
    const allow =
      "add_filter('excerpt_allowed_blocks', static fn($names) => array(...$names, 'xumm-payload-status/request'));";
    const made = await site.php(`${allow} echo get_the_excerpt(${id});`);
    assert.equal(made.trim(), 'About it.');
    const { id: other, path } = await author.write('Text', {
      status: 'publish',
      excerpt: '[xumm_payload_status amount="7" name="written"]',
    });
    const written = await site.php(
      `global $post; $post = get_post(${other}); setup_postdata($post); echo do_shortcode($post->post_excerpt);`,
    );
    const item = /name="item" value="(written-[0-9a-f]{8})"/.exec(written)?.[1] ?? '';
    const visitor = built().visitor();
    const response = await visitor.send({
      action: '/wp-json/xumm-payload-status/v1/payloads',
      fields: { back: path, instead_of: '', item, place: String(other), reference: '' },
    });
    assert.equal(response.status, 303);
  });

  test('in a preview the button is disabled, because it would start what is saved', async () => {
    const { author } = built();
    const { path } = await author.write('[xumm_payload_status amount="1"]');
    const html = await author.read(`${path}?preview=true`);
    assert.match(html, /<button [^>]*disabled/);
    assert.match(html, /a draft or a preview cannot be paid for/);
  });

  test('under a second host name of the site', async () => {
    const { site, shopper } = built();
    const { path } = await shopper();
    const { host } = new URL(site.origin);
    const other = new Visitor(site.origin.replace('127.0.0.1', 'localhost'), { 'X-Test-Home': host });
    const { uuid, page } = await other.start(path, 'mug');
    assert.equal(new URL(page).hostname, 'localhost', 'led back under the same name');
    assert.equal((await other.status(uuid)).resolved, false);
    const { options } = creations(built()).at(-1)?.body as { options: { return_url: { app: string } } };
    assert.equal(new URL(options.return_url.app).host, host, 'the wallet leads to the site’s own name');
  });

  test('with the table lost: a press makes a new one, and no payload is orphaned', async () => {
    const { site, shopper } = built();
    const { path, visitor } = await shopper();
    await site.php("global $wpdb; $wpdb->query('RENAME TABLE wp_xumm_orders TO wp_xumm_kept');");
    const before = creations(built()).length;
    const { uuid } = await visitor.start(path, 'mug');
    assert.equal(creations(built()).length, before + 1);
    assert.equal((await visitor.status(uuid)).resolved, false);
    await site.php(
      "global $wpdb; $wpdb->query('DROP TABLE wp_xumm_orders'); $wpdb->query('RENAME TABLE wp_xumm_kept TO wp_xumm_orders');",
    );
  });

  test('with a table that cannot be created: the owner is told, no payload is orphaned, and the next visit tries again', async () => {
    const { site, shopper } = built();
    const { path, visitor } = await shopper();
    const form = await visitor.form(path, 'mug');
    await site.php(
      "global $wpdb; $wpdb->query('RENAME TABLE wp_xumm_orders TO wp_xumm_kept'); delete_option('xumm_payload_status_version'); update_option('test_no_tables', 1);",
    );
    const noted =
      "echo wp_json_encode(get_option('xumm_payload_status_version')), json_encode(get_option('xumm_payload_status_problem_table'));";
    assert.match(await site.php(noted), /^false".*could not be created or updated in the database/);
    const before = creations(built()).length;
    assert.equal(await failure(await visitor.send(form)), '503 xumm_busy');
    assert.equal(creations(built()).length, before);
    await site.php("delete_option('test_no_tables');");
    assert.match(await site.php(noted), /^"\d[^"]*"""$/);
    await visitor.start(path, 'mug');
    await site.php(
      "global $wpdb; $wpdb->query('DROP TABLE wp_xumm_orders'); $wpdb->query('RENAME TABLE wp_xumm_kept TO wp_xumm_orders');",
    );
  });

  test('with a database without named locks, such as SQLite: every press works, also two at once', async () => {
    const { author, site, visitor: newVisitor } = built();
    assert.equal(
      await site.php("global $wpdb; var_export($wpdb->get_var('SELECT GET_LOCK(1, 1)'));"),
      'NULL',
    );
    const { path } = await author.write('[xumm_payload_status name="mug" amount="10"]');
    const visitor = newVisitor();
    const { uuid } = await visitor.start(path, 'mug');
    const presses = await Promise.all([visitor.start(path, 'mug'), visitor.start(path, 'mug')]);
    assert.deepEqual(
      presses.map((press) => press.uuid),
      [uuid, uuid],
    );
    assert.equal((await visitor.status(uuid)).resolved, false);
  });

  test('the block’s texts in the editor are translated from the plugin’s own folder', async () => {
    const [domain, folder] = JSON.parse(
      await built().site.php(
        "$script = wp_scripts()->registered['xumm-payload-status-request-editor-script']; echo wp_json_encode(array($script->textdomain, $script->translations_path));",
      ),
    ) as string[];
    assert.equal(domain, 'xumm-payload-status');
    assert.match(folder ?? '', /\/xumm-payload-status\/languages$/);
  });

  test('the editor can check a block, and strangers cannot', async () => {
    const { author, visitor } = built();
    const ask = async (query: string): Promise<{ problem: string | null; label: string }> => {
      const answer = await author.askApi(`/wp-json/xumm-payload-status/v1/check?${query}`);
      return (await answer.json()) as { problem: string | null; label: string };
    };
    assert.match((await ask('amount=12,5')).problem ?? '', /is no amount of XRP/);
    const { problem, label } = await ask('amount=12.5&currency=RLUSD');
    assert.deepEqual([problem, label], [null, 'Pay 12.5 RLUSD']);
    assert.match((await ask('amount=1&currency=DOGE')).problem ?? '', /XRP, RLUSD/);
    assert.equal((await visitor().ask('/wp-json/xumm-payload-status/v1/check?amount=1')).status, 401);
  });
}
