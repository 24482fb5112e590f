import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orders } from './support/orders.js';
import { failure } from './support/visitor.js';
import { SHOP, creations, settled, type World } from './support/world.js';

/** The plugin's parts, as it builds them itself. */
const PARTS = `
  use Xumm_Payload_Status\\{ Checkout, Examiner, Failure, Item, Ledger, Orders, Outbox, Platform, Settings };
  $settings = Settings::load();
  $orders   = new Orders();
  $outbox   = new Outbox( $orders );
  $examiner = new Examiner( $orders, new Platform( $settings ), new Ledger( $settings ), $outbox );
`;

/** Several processes at the same order, each of which may be slow. */
export function races(built: () => World): void {
  const { deliveries, makeDue, row, signed, sweep } = orders(built);
  const php = (code: string): Promise<string> => built().site.php(PARTS + code);
  const started = async (): Promise<{
    visitor: Awaited<ReturnType<typeof signed>>['visitor'];
    uuid: string;
    path: string;
  }> => {
    const { path, visitor } = await built().shopper();
    const { uuid } = await visitor.start(path, 'mug');
    return { path, visitor, uuid };
  };
  /** Or each sweep waits for the owner of the lock. */
  const unlock = (): Promise<string> => php("$wpdb->query('UPDATE wp_xumm_orders SET locked_until = 0');");
  const noLedger = (): (() => void) => built().platform.interfereLedger(() => ({ error: 'tooBusy' }));

  test('an order that the sweep has listed is paid before its turn: it stays paid, although no ledger answers now', async () => {
    const { visitor, uuid } = await signed();
    const listed = await php(`echo base64_encode( serialize( $orders->of_payload( '${uuid}' ) ) );`);
    assert.equal(await settled(visitor, uuid), 'verified');
    const end = noLedger();
    await php(`$examiner->examine( unserialize( base64_decode( '${listed}' ) ) );`);
    end();
    const { verdict, is_final } = await row(uuid);
    assert.deepEqual([verdict, is_final], ['paid', '1']);
    assert.equal((await visitor.status(uuid)).verification, 'verified');
  });

  test('a lock that ran out and went to another process stays with it, and the slow one writes nothing', async () => {
    const { uuid } = await started();
    const said = await php(`
      $order = $orders->of_payload( '${uuid}' );
      try {
        $orders->alone( $order, static function ( $order ) use ( $orders, $wpdb ) {
          $wpdb->query( "UPDATE wp_xumm_orders SET locked_until = locked_until + 30 WHERE id = $order->id" );
          $orders->change( $order, array( 'reason' => 'late' ) );
        } );
      } catch ( Failure $failure ) {
        echo $failure->slug;
      }`);
    assert.equal(said, 'xumm_busy');
    const { reason, locked_until } = await row(uuid);
    assert.equal(reason, '');
    assert(Number(locked_until) > Date.now() / 1000);
    await unlock();
  });

  test('whoever lost the order while the platform made a payload cancels it, and forgets no other', async () => {
    const { site, platform } = built();
    const { visitor, uuid, path } = await signed({ result: 'tecPATH_DRY' });
    await settled(visitor, uuid);
    const other = crypto.randomUUID();
    const form = await visitor.form(path, 'mug');
    const end = platform.interfere(async ({ method }) => {
      if (method === 'POST')
        await site.php(
          `global $wpdb; $wpdb->query("UPDATE wp_xumm_orders SET locked_until = locked_until + 30, earlier = '${uuid}', uuid = '${other}' WHERE uuid = '${uuid}'");`,
        );
      return null;
    });
    const before = platform.calls.length;
    assert.equal(await failure(await visitor.send(form)), '503 xumm_busy');
    end();
    assert.deepEqual(
      platform.calls.slice(before).map(({ method }) => method),
      ['POST', 'DELETE'],
    );
    assert.equal((await row(other))['earlier'], uuid);
    await unlock();
  });

  test('a platform that has no such payload, as after the API key was changed, is a silent one until the payload’s time is over', async () => {
    const { platform, site } = built();
    const { visitor, uuid, path } = await started();
    const end = platform.interfere(({ method }) =>
      method === 'POST' ? null : Response.json({ error: { code: 404 } }, { status: 404 }),
    );
    try {
      assert.equal(await failure(await visitor.askStatus(uuid)), '502 xumm_payload_gone');
      assert.equal((await visitor.start(path, 'mug')).uuid, uuid, 'it may still be signed');
      await site.php(
        `global $wpdb; $wpdb->query("UPDATE wp_xumm_orders SET payload_at = payload_at - 600 WHERE uuid = '${uuid}'");`,
      );
      const again = await visitor.start(path, 'mug');
      assert.notEqual(again.uuid, uuid);
      const ids = creations(built())
        .slice(-2)
        .map(({ body }) => (body as { txjson: { InvoiceID: string } }).txjson.InvoiceID);
      assert.equal(ids[0], ids[1]);

      await site.php(
        `global $wpdb; $wpdb->query("UPDATE wp_xumm_orders SET payload_at = payload_at - 3600 WHERE uuid = '${again.uuid}'");`,
      );
      await makeDue();
      await sweep();
      const { verdict, is_final } = await row(again.uuid);
      assert.deepEqual([verdict, is_final], ['expired', '1']);
    } finally {
      end();
    }
  });

  test('what was signed stays signed although the platform has no such payload any more, and is shown to the owner after a day', async () => {
    const { platform, site } = built();
    const { visitor, uuid, path } = await signed({ validated: false });
    assert.equal((await visitor.status(uuid)).signed, true);
    await site.php(
      "global $wpdb; $wpdb->query('UPDATE wp_xumm_orders SET asked_at = 0, payload_at = payload_at - 90000');",
    );
    const end = platform.interfere(({ method }) =>
      method === 'POST' ? null : Response.json({}, { status: 404 }),
    );
    try {
      assert.equal((await visitor.start(path, 'mug')).uuid, uuid, 'no second payload');
    } finally {
      end();
    }
    const { is_signed, attention } = await row(uuid);
    assert.deepEqual([is_signed, attention], ['1', '1']);
  });

  test('the price changes while a payload is made: that one is cancelled before there is another', async () => {
    const { author, site, visitor: newVisitor } = built();
    const offer = (amount: string): Promise<string> =>
      site.php(`update_option('test_orders', array('R-1' => array('amount' => '${amount}')));`);
    await offer('3');
    const { path } = await author.write('[xumm_payload_status reference="R-1"]');
    const { uuid } = await newVisitor().start(path, 'order');
    await offer('4');
    const said = await php(`
      $wpdb->query( "UPDATE wp_xumm_orders SET uuid = NULL WHERE uuid = '${uuid}'" ); // As before the platform answers.
      add_filter( 'query', static function ( $query ) use ( $wpdb ) {
        static $is_made = false;
        if ( ! $is_made && str_contains( $query, 'SET locked_until' ) ) {
          $is_made = true;
          $wpdb->query( "UPDATE wp_xumm_orders SET uuid = '${uuid}' WHERE reference = 'R-1'" );
        }
        return $query;
      } );
      add_filter( 'pre_http_request', static function ( $answer, $asked, $url ) {
        echo $asked['method'], ' ', basename( $url ), ' ';
        return $answer;
      }, 10, 3 );
      $ledger   = new Ledger( $settings );
      $platform = new Platform( $settings );
      $checkout = new Checkout( $settings, $orders, $platform, $ledger, $examiner );
      $checkout->start( Item::read( array( 'reference' => 'R-1' ), $settings ), 0, 'x', '/', '' );`);
    assert.match(said, new RegExp(`DELETE ${uuid}.+POST payload`));
  });

  test('an order that another press takes out of its slot meanwhile gets no other payload', async () => {
    const { uuid } = await started();
    const said = await php(`
      $order = $orders->of_payload( '${uuid}' );
      $item  = Item::read( array( 'name' => 'mug', 'amount' => '10' ), $settings );
      $slot  = hash( 'sha256', "$order->visitor/$order->post_id/mug" );
      $wpdb->query( "UPDATE wp_xumm_orders SET slot = '$slot' WHERE id = $order->id" );
      add_filter( 'query', static function ( $query ) use ( $wpdb, $order ) {
        static $is_out = false;
        if ( ! $is_out && str_contains( $query, 'SET locked_until' ) ) {
          $is_out = true;
          $wpdb->query( "UPDATE wp_xumm_orders SET slot = NULL WHERE id = $order->id" );
        }
        return $query;
      } );
      $checkout = new Checkout( $settings, $orders, new Platform( $settings ), new Ledger( $settings ), $examiner );
      echo $order->id, ' ', $checkout->start( $item, $order->post_id, $order->visitor, '/', '' )->id;`);
    const [left, shown] = said.split(' ');
    assert(left && shown && left !== shown, said);
  });

  test('an old order is not deleted while somebody looks at its latest payload, or works on it', async () => {
    const { uuid } = await started();
    const set = (values: string): Promise<string> =>
      php(`$wpdb->query( "UPDATE wp_xumm_orders SET ${values}, created_at = 1 WHERE uuid = '${uuid}'" );`);
    await set('is_final = 1');
    await sweep();
    assert.equal((await row(uuid))['uuid'], uuid, 'it has just ended');
    await set('payload_at = 1');
    await php(
      `$orders->alone( $orders->of_payload( '${uuid}' ), static fn() => do_action( 'xumm_payload_status_sweep' ) );`,
    );
    assert.equal((await row(uuid))['uuid'], uuid, 'it is locked');
    await sweep();
    assert.equal(await row(uuid), null);
  });

  test('an order that is handled while the mail about it is sent stays handled', async () => {
    const { visitor, uuid } = await signed({ delivered: '1' });
    await visitor.status(uuid);
    await sweep(
      `add_filter('pre_wp_mail', static function ($sent) { global $wpdb; $wpdb->query("UPDATE wp_xumm_orders SET attention = 3 WHERE uuid = '${uuid}'"); return true; }, 5);`,
    );
    assert.equal((await row(uuid))['attention'], '3');
  });

  test('pages of a search from servers with different ledgers are as complete as the poorer one', async () => {
    const { platform } = built();
    const { visitor, uuid } = await started();
    await platform.control(uuid, 'expire');
    platform.later(3600);
    const page = { account: SHOP, ledger_index_max: 4_000_000_000, transactions: [] };
    const end = platform.interfereLedger(({ method, params }) =>
      method !== 'account_tx'
        ? null
        : params['marker'] === undefined
          ? { ...page, ledger_index_min: 1, marker: { ledger: 1, seq: 1 } }
          : { ...page, ledger_index_min: 3_999_999_999 },
    );
    await visitor.status(uuid);
    end();
    assert.deepEqual([(await row(uuid))['verdict'], (await row(uuid))['is_final']], ['expired', '0']);
  });

  test('a hook that throws after another process has delivered: it is not delivered again', async () => {
    const { uuid } = await signed();
    await makeDue();
    await sweep(
      `add_action('xumm_payload_status_deliver', static function () { global $wpdb; $wpdb->query("UPDATE wp_xumm_orders SET delivery = 'delivered' WHERE uuid = '${uuid}'"); throw new Exception('Too late'); }, 20);`,
    );
    assert.deepEqual([(await row(uuid))['delivery'], await deliveries(uuid)], ['delivered', 1]);
  });

  test('"Deliver again" while the hook is at it does nothing', async () => {
    const { uuid } = await signed();
    await makeDue();
    await sweep(
      `add_action('xumm_payload_status_deliver', static function () { static $is_inner = false; if (!$is_inner) { $is_inner = true; $orders = new Xumm_Payload_Status\\Orders(); (new Xumm_Payload_Status\\Outbox($orders))->revive($orders->of_payload('${uuid}')); } }, 20);`,
    );
    const { delivery, tries } = await row(uuid);
    assert.deepEqual([delivery, tries, await deliveries(uuid)], ['delivered', '1', 1]);
  });

  test('a visitor who had to wait for others gets an answer within 9 s: the platform has half of what is left', async () => {
    const { uuid } = await started();
    const told = await php(`
      $order = $orders->of_payload( '${uuid}' );
      $start = microtime( true );
      $wpdb->query( $wpdb->prepare( 'UPDATE wp_xumm_orders SET locked_until = %f', $start + 1 ) );
      add_filter( 'pre_http_request', static function ( $answer, $asked ) use ( $start ) {
        echo wp_json_encode( array( microtime( true ) - $start, $asked['timeout'] ) ), "\\n";
        return new WP_Error( 'x', 'x' );
      }, 10, 2 );
      try { $examiner->status( $order ); } catch ( Failure $failure ) {}`);
    const [first] = told.split('\n');
    const [waited, timeout] = JSON.parse(first ?? '') as [number, number];
    assert(waited >= 1 && waited + 2 * timeout <= 9.05, told);
  });

  test('300 questions about an order cost at most 12 calls, however old the last answer is', async () => {
    const { platform } = built();
    const { uuid } = await started();
    const before = platform.calls.length;
    await php(`
      $order = $orders->of_payload( '${uuid}' );
      for ( $i = 0; $i < 300; $i++ ) {
        $wpdb->query( 'UPDATE wp_xumm_orders SET asked_at = 0' );
        $examiner->status( $order );
      }`);
    const calls = platform.calls.length - before;
    assert(calls >= 6 && calls <= 12, `${calls} calls`);
  });

  test('an answer is as old as its question', async () => {
    const { platform } = built();
    const { visitor, uuid } = await started();
    let calledAt = 0;
    const end = platform.interfere(() => {
      calledAt = Date.now() / 1000;
      return null;
    });
    await visitor.status(uuid);
    end();
    assert(Number((await row(uuid))['asked_at']) <= calledAt);
  });
}
