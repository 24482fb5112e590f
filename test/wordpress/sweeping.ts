import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orders } from './support/orders.js';
import { SHOP, settled, type World } from './support/world.js';

/** What the site does by itself: it asks, delivers, and forgets. */
export function sweeping(built: () => World): void {
  const { deliveries, endPause, makeDue, row, signed, sweep } = orders(built);

  test('the sweep, which runs every minute, finds a signature whose visitor never comes back', async () => {
    const { uuid } = await signed();
    await makeDue();
    await sweep();
    await sweep();
    assert.equal(await deliveries(uuid), 1);
    assert.match(
      await built().site.php("echo wp_get_schedule('xumm_payload_status_sweep');"),
      /^xumm_payload_status_minute$/,
    );
  });

  test('one order’s failure does not end a run: the oldest question comes first, and all others follow', async () => {
    const orders = [await signed(), await signed(), await signed()];
    const faulty = orders[1]?.uuid ?? '';
    await makeDue();
    const end = built().platform.interfere(({ path }) =>
      path.endsWith(faulty) ? new Response('', { status: 502 }) : null,
    );
    await sweep();
    end();
    for (const { uuid } of orders)
      assert.equal(await deliveries(uuid), 1, 'the ledger decides for that one, too');
  });

  test('the sweep still asks about what was signed days ago', async () => {
    const { uuid } = await signed();
    await built().site.php(
      `global $wpdb; $wpdb->query("UPDATE wp_xumm_orders SET created_at = created_at - 432000, payload_at = payload_at - 432000 WHERE uuid = '${uuid}'");`,
    );
    await makeDue();
    await sweep();
    assert.equal(await deliveries(uuid), 1);
  });

  test('more unanswered newer orders than a run can ask about: the older paid one comes first', async () => {
    const { uuid } = await signed();
    await makeDue();
    await built().site.php(`
      global $wpdb;
      $wpdb->query("UPDATE wp_xumm_orders SET next_at = " . (time() - 20) . " WHERE uuid = '${uuid}'");
      $orders = new Xumm_Payload_Status\\Orders();
      for ($i = 0; $i < 120; $i++) {
        $orders->add(array('slot' => null, 'uuid' => wp_generate_uuid4(), 'identifier' => "idle-$i", 'visitor' => 'x', 'item' => 'idle', 'type' => 'payment', 'amount' => '1', 'destination' => '${SHOP}', 'network' => 'MAINNET', 'invoice_id' => str_repeat('0', 64), 'created_at' => time(), 'payload_at' => time(), 'next_at' => time() - 10));
      }
    `);
    await sweep();
    assert.equal(await deliveries(uuid), 1);
    await built().site.php('global $wpdb; $wpdb->query("DELETE FROM wp_xumm_orders WHERE item = \'idle\'");');
  });

  test('the platform’s 429 ends a run, because it asks for a pause', async () => {
    await signed();
    await signed();
    await makeDue();
    const before = built().platform.calls.length;
    const end = built().platform.interfere(() => new Response('', { status: 429 }));
    const stop = built().platform.interfereLedger(() => ({ error: 'tooBusy' }));
    await sweep();
    stop();
    end();
    assert.equal(built().platform.calls.length, before + 1);
    await sweep();
    assert.equal(built().platform.calls.length, before + 1, 'for as long as it asked for');
    await endPause();
    await makeDue();
    await sweep();
  });

  test('a hundred orders and a hook that throws every third time: each is delivered, in order, none is lost', async () => {
    const { site } = built();
    // A hundred paid orders, as the judge leaves them.
    await site.php(`
      global $wpdb;
      $orders = new Xumm_Payload_Status\\Orders();
      for ($i = 0; $i < 100; $i++) {
        $orders->add(array('slot' => null, 'uuid' => wp_generate_uuid4(), 'identifier' => "many-$i", 'visitor' => 'x', 'item' => 'many', 'reference' => "many-$i", 'type' => 'payment', 'amount' => '1', 'destination' => '${SHOP}', 'network' => 'MAINNET', 'invoice_id' => str_repeat('0', 64), 'created_at' => time(), 'verdict' => 'paid', 'is_final' => 1, 'was_ever_signed' => 1, 'delivery' => 'queued', 'deliver_at' => time() - 1));
      }
      update_option('test_hook_calls', 0);
      update_option('test_hook_fails', 3);
    `);
    const many = async (): Promise<number[]> =>
      (await site.delivered())
        .filter(({ item }) => item === 'many')
        .map(({ reference }) => Number(reference.slice('many-'.length)));
    let all = await many();
    while (all.length < 100) {
      const before = all.length;
      await sweep();
      all = await many();
      const run = all.slice(before);
      assert.deepEqual(
        run,
        [...run].sort((a, b) => a - b),
        'in order',
      );
      assert(run.length > 0, 'each run delivers some');
      await site.php(
        'global $wpdb; $wpdb->query("UPDATE wp_xumm_orders SET deliver_at = 0 WHERE item = \'many\'");',
      );
    }
    await site.php("delete_option('test_hook_fails');");
    assert.equal(new Set(all).size, 100);
    assert.equal(all.length, 100, 'each once');
  });

  test('a second subscriber that throws: both are called again, with the same key', async () => {
    const { site } = built();
    const { uuid } = await signed();
    await makeDue();
    await sweep(
      "add_action('xumm_payload_status_deliver', static function () { throw new Exception('The second one'); }, 20);",
    );
    const { delivery, fault } = await row(uuid);
    assert.deepEqual([delivery, fault], ['queued', 'The second one']);
    await makeDue();
    await sweep();
    const keys = (await site.delivered()).filter((order) => order.uuid === uuid).map(({ key }) => key);
    assert.deepEqual([keys.length, new Set(keys).size], [2, 1]);
    assert.equal((await row(uuid))['delivery'], 'delivered');
  });

  test('a hook that prints something: the visitor’s browser gets its answer all the same', async () => {
    const { site } = built();
    const { visitor, uuid } = await signed();
    await site.php("update_option('test_hook_prints', 1);");
    try {
      assert.equal((await visitor.status(uuid)).verification, 'verified');
    } finally {
      await site.php("delete_option('test_hook_prints');");
    }
    assert.equal(await deliveries(uuid), 1);
  });

  test('a process that dies between the hook and the note that it is done: delivered again', async () => {
    const { uuid } = await signed();
    await makeDue();
    await sweep("add_action('xumm_payload_status_deliver', static fn() => exit, 20);");
    assert.deepEqual([(await row(uuid))['delivery'], await deliveries(uuid)], ['queued', 1]);
    await sweep();
    assert.equal(await deliveries(uuid), 1, 'not before it is certain that nobody is at it');
    await makeDue();
    await sweep();
    assert.deepEqual([(await row(uuid))['delivery'], await deliveries(uuid)], ['delivered', 2]);
  });

  test('a verdict that the database refuses: nothing is delivered until it is stored', async () => {
    const { uuid } = await signed();
    await makeDue();
    await sweep(
      "add_filter('query', static fn($query) => str_contains($query, '`verdict` =') ? '' : $query);",
    );
    assert.deepEqual([(await row(uuid))['verdict'], await deliveries(uuid)], ['pending', 0]);
    await makeDue();
    await sweep();
    assert.deepEqual([(await row(uuid))['verdict'], await deliveries(uuid)], ['paid', 1]);
  });

  test('a hook that never succeeds is given up after many tries, shown, and can be tried again', async () => {
    const { site } = built();
    await site.php("update_option('test_hook_fails', 1);");
    const { visitor, uuid } = await signed();
    assert.equal(await settled(visitor, uuid), 'verified', 'the visitor has paid all the same');
    await site.php(
      `global $wpdb; $wpdb->query("UPDATE wp_xumm_orders SET tries = 19, deliver_at = 0 WHERE uuid = '${uuid}'");`,
    );
    await sweep();
    await site.php("delete_option('test_hook_fails');");
    const { id, delivery, attention, fault } = await row(uuid);
    assert.deepEqual([delivery, attention, fault], ['dead', '2', 'The shop is closed']);
    assert.equal(await deliveries(uuid), 0);
    const mails = await site.mails();
    assert.match(
      mails,
      new RegExp(`admin@example.org.*xumm-${id} .*the plugin that delivers failed every time`),
    );
  });

  test('a hook that ends the process each time is given up after many tries, too, and shown', async () => {
    const { site } = built();
    const { uuid } = await signed();
    const exits = "add_action('xumm_payload_status_deliver', static fn() => wp_die('No.'), 5);";
    await makeDue();
    await sweep(exits);
    const before = await row(uuid);
    assert.deepEqual([before['delivery'], before['tries'], before['attention']], ['queued', '1', '0']);
    assert(Number(before['deliver_at']) > Date.now() / 1000, 'not at once again');
    await site.php(
      `global $wpdb; $wpdb->query("UPDATE wp_xumm_orders SET tries = 20, deliver_at = 0 WHERE uuid = '${uuid}'");`,
    );
    await sweep(exits);
    const { delivery, attention, fault } = await row(uuid);
    assert.deepEqual([delivery, attention], ['dead', '2']);
    assert.match(fault ?? '', /ended the process/);
    await site.php(
      `(new Xumm_Payload_Status\\Outbox($o = new Xumm_Payload_Status\\Orders()))->revive($o->of_payload('${uuid}'));`,
    );
    assert.equal(await deliveries(uuid), 1);
  });

  test('a mailer that throws ends no run: what is to be forgotten is', async () => {
    const { site } = built();
    const { uuid } = await signed({ delivered: '1' });
    await makeDue();
    await site.php(`
      (new Xumm_Payload_Status\\Orders())->add(array('slot' => null, 'identifier' => 'old', 'visitor' => 'x', 'item' => 'old', 'type' => 'payment', 'amount' => '1', 'destination' => '${SHOP}', 'network' => 'MAINNET', 'invoice_id' => str_repeat('0', 64), 'created_at' => 1));
    `);
    await sweep("add_filter('pre_wp_mail', static fn() => throw new Error('No mail today'));");
    assert.equal((await row(uuid))['attention'], '1', 'to be mailed later');
    assert.equal(
      await site.php(
        'global $wpdb; echo $wpdb->get_var("SELECT COUNT(*) FROM wp_xumm_orders WHERE item = \'old\'");',
      ),
      '0',
    );
    await sweep();
    assert.equal((await row(uuid))['attention'], '2');
  });

  test('a table that cannot be read is not one without the order: 503, on the page a sentence, and the next sweep goes on', async () => {
    const { site } = built();
    const { visitor, uuid, path } = await signed();
    await makeDue();
    await site.php("update_option('test_damaged', 1);");
    const answer = await visitor.askStatus(uuid);
    const page = await visitor.read(`${path}?xumm_payload=${uuid}`);
    await sweep();
    await site.php("delete_option('test_damaged');");
    assert.deepEqual([answer.status, answer.headers.get('Retry-After')], [503, '5']);
    assert.match(page, /not available at the moment/);
    await makeDue();
    await sweep();
    assert.equal(await deliveries(uuid), 1);
  });

  test('the database dies during a question: nothing is lost, and the order is delivered once', async () => {
    const { platform, site } = built();
    const { visitor, uuid } = await signed();
    const end = platform.interfereLedger(async ({ method }) => {
      if (method !== 'tx') return null;
      end();
      await site.database.kill();
      return null;
    });
    const answer = await visitor.askStatus(uuid);
    assert.equal(answer.ok, false);
    await site.database.start();
    // The process that died held the order; after 45 s it is free.
    await site.php("global $wpdb; $wpdb->query('UPDATE wp_xumm_orders SET locked_until = 0');");
    assert.equal(await settled(visitor, uuid), 'verified');
    assert.equal(await deliveries(uuid), 1);
  });

  test('unsigned orders are deleted after the set number of days, signed ones never', async () => {
    const { platform } = built();
    const paid = await signed();
    await settled(paid.visitor, paid.uuid);
    const failed = await signed({ result: 'tecPATH_DRY' });
    await settled(failed.visitor, failed.uuid);
    const { path, visitor } = await built().shopper();
    const { uuid } = await visitor.start(path, 'mug');
    await platform.control(uuid, 'expire');
    platform.later(3600);
    await visitor.status(uuid);
    await built().site.php(
      "global $wpdb; $wpdb->query('UPDATE wp_xumm_orders SET created_at = 1, payload_at = 1');",
    );
    await sweep();
    assert.equal(await row(uuid), null);
    assert.equal((await row(paid.uuid))['verdict'], 'paid');
    assert.equal((await row(failed.uuid))['verdict'], 'failed');
  });
}
