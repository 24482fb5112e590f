import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orders } from './support/orders.js';
import type { World } from './support/world.js';

const PLUGIN = 'xumm-payload-status/xumm-payload-status.php';

/** The plugin is updated, switched off and on, and used by several processes at once. */
export function upgrades(built: () => World): void {
  const { deliveries, makeDue, signed, sweep } = orders(built);
  const php = (code: string): Promise<string> => built().site.php(`global $wpdb; ${code}`);
  /** As a version left the table that knew no surplus, and no order by its visitor. */
  const makeOld = (more = ''): Promise<string> =>
    php(
      `$wpdb->query('ALTER TABLE wp_xumm_orders DROP COLUMN surplus, DROP KEY visitor'); update_option('xumm_payload_status_version', '0.0.9'); ${more}`,
    );
  /** The next sweep asks about these, in this order, and about no other. */
  const makeOnlyDue = (uuids: readonly string[]): Promise<string> =>
    php(
      `$wpdb->query("UPDATE wp_xumm_orders SET asked_at = 0, next_at = IF(uuid IN ('${uuids.join("', '")}'), 1, next_at + 9999)");`,
    );
  const hasSurplus = async (): Promise<boolean> =>
    (await php("echo implode(' ', $wpdb->get_col('SHOW COLUMNS FROM wp_xumm_orders'));")).includes('surplus');

  test('an older table gets what is new, and its open orders are paid', async () => {
    const { uuid } = await signed({ delivered: '10000001' });
    await makeOld();
    await makeDue();
    await sweep();
    assert(await hasSurplus());
    assert.match(
      await php("echo wp_json_encode($wpdb->get_col('SHOW KEYS FROM wp_xumm_orders', 2));"),
      /visitor/,
    );
    assert.equal(await deliveries(uuid), 1);
  });

  test('an older table that may not be changed: 503 and a notice, nothing is lost, and the next visit tries again', async () => {
    const { site } = built();
    const { path, visitor, uuid } = await signed();
    await makeOld("update_option('test_no_tables', 1);");
    try {
      assert.equal((await visitor.askStatus(uuid)).status, 503);
      assert.match(await visitor.read(`${path}?xumm_payload=${uuid}`), /not available at the moment/);
      await sweep();
      assert.equal(await deliveries(uuid), 0);
      const noted =
        "echo get_option('xumm_payload_status_version'), get_option('xumm_payload_status_problem_table');";
      assert.match(await site.php(noted), /^0\.0\.9Its table could not be created or updated/);
    } finally {
      await site.php("delete_option('test_no_tables');");
    }
    assert(await hasSurplus());
    await makeDue();
    await sweep();
    assert.equal(await deliveries(uuid), 1);
  });

  test('switched off while a payment is under way, and on again: it is found', async () => {
    const { platform, site, shopper } = built();
    const { path, visitor } = await shopper();
    const { uuid, page } = await visitor.start(path, 'mug');
    const admin = "require_once ABSPATH . 'wp-admin/includes/plugin.php';";
    await site.php(`${admin} deactivate_plugins('${PLUGIN}');`);
    try {
      await platform.sign(uuid);
      assert.equal((await visitor.ask(page)).status, 200);
      assert.equal(
        await site.php("echo wp_json_encode(wp_next_scheduled('xumm_payload_status_sweep'));"),
        'false',
      );
    } finally {
      await site.php(`${admin} activate_plugin('${PLUGIN}');`);
    }
    assert.match(await site.php("echo wp_next_scheduled('xumm_payload_status_sweep');"), /^\d+$/);
    await makeDue();
    await sweep();
    assert.equal(await deliveries(uuid), 1);
  });

  test('a run of WP-Cron that is killed during a question: the next one goes on with the others, then with that one', async () => {
    const all = [await signed(), await signed()];
    await makeOnlyDue(all.map(({ uuid }) => uuid));
    await sweep("add_filter('pre_http_request', static fn() => exit);");
    assert.deepEqual(await Promise.all(all.map(({ uuid }) => deliveries(uuid))), [0, 0]);
    await sweep();
    assert.deepEqual(await Promise.all(all.map(({ uuid }) => deliveries(uuid))), [0, 1]);
    await php("$wpdb->query('UPDATE wp_xumm_orders SET locked_until = 0');"); // 45 s later
    await makeDue();
    await sweep();
    assert.deepEqual(await Promise.all(all.map(({ uuid }) => deliveries(uuid))), [1, 1]);
  });

  test('two runs of WP-Cron at once ask about each order once', async () => {
    const { platform, shopper } = built();
    const [first, second] = await Promise.all(
      [0, 1].map(async () => {
        const { path, visitor } = await shopper();
        return (await visitor.start(path, 'mug')).uuid;
      }),
    );
    assert(first && second);
    await makeOnlyDue([first, second]);
    const asked: string[] = [];
    const end = platform.interfere(async ({ path }) => {
      asked.push(path.slice(-36));
      if (asked.length === 1) await sweep();
      return null;
    });
    await sweep();
    end();
    assert.deepEqual(asked.sort(), [first, second].sort());
  });

  test('two processes that note what is wrong at the same time: both notes stay', async () => {
    const problems = await php(`
      Xumm_Payload_Status\\Notices::problems();
      $other = "require '" . ABSPATH . "wp-load.php'; Xumm_Payload_Status\\\\Notices::report('clock', 'It is late.');";
      exec( PHP_BINARY . ' -r ' . escapeshellarg( $other ) );
      Xumm_Payload_Status\\Notices::report( 'keys', 'They are wrong.' );
      wp_cache_flush();
      echo implode( ' ', Xumm_Payload_Status\\Notices::problems() );
      array_map( array( 'Xumm_Payload_Status\\Notices', 'clear' ), array( 'keys', 'clock' ) );`);
    assert.equal(problems, 'They are wrong. It is late.');
  });
}
