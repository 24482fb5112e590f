import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SHOP, type World } from './support/world.js';

const ORDERS = 20_000;

/** What is done each minute, at each page of the admin, or by anybody, reads a few rows of a large table. */
export function scale(built: () => World): void {
  test(`of ${ORDERS} orders only those are read that something is to be done about`, async () => {
    const told = await built().site.php(`
      global $wpdb;
      $wpdb->query( "INSERT INTO wp_xumm_orders
        (uuid, earlier, identifier, visitor, item, type, amount, destination, network, invoice_id, created_at, payload_at, verdict, is_final, was_ever_signed, txids, delivery, next_at)
        SELECT UUID(), UUID(), seq, SHA2(seq % 5000, 256), 'scale', 'payment', '1', '${SHOP}', 'MAINNET', '0', UNIX_TIMESTAMP() - seq, UNIX_TIMESTAMP() - seq,
          IF(seq % 3, 'paid', 'expired'), seq % 500 > 0, seq % 3 > 0, '', IF(seq % 3, 'delivered', 'none'), UNIX_TIMESTAMP() + 9999
        FROM seq_1_to_${ORDERS}" );
      $wpdb->query( 'ANALYZE TABLE wp_xumm_orders' );
      wp_set_current_user( 1 );
      $orders = new Xumm_Payload_Status\\Orders();
      $acts   = array(
        'sweep'    => static fn() => do_action( 'xumm_payload_status_sweep' ),
        'notices'  => static fn() => do_action( 'admin_notices' ),
        'stranger' => static fn() => $orders->of_visitor( hash( 'sha256', 1 ), wp_generate_uuid4() ),
        'webhook'  => static fn() => $orders->of_payload( wp_generate_uuid4() ),
      );
      foreach ( Xumm_Payload_Status\\Orders_Page::states() as $state => list( $name, $condition ) ) {
        $acts[ $state ] = static fn() => $orders->where( "$condition ORDER BY id DESC LIMIT %d", 20 );
      }
      $rows = array();
      foreach ( $acts as $what => $act ) {
        $wpdb->query( 'FLUSH STATUS' );
        ob_start();
        $act();
        ob_end_clean();
        $rows[ $what ] = array_sum( $wpdb->get_col( "SHOW SESSION STATUS LIKE 'Handler_read%'", 1 ) );
      }
      $wpdb->query( "DELETE FROM wp_xumm_orders WHERE item = 'scale'" );
      echo wp_json_encode( $rows );`);
    const rows = Object.entries(JSON.parse(told) as Record<string, number>);
    assert.equal(rows.length, 9, told);
    for (const [what, read] of rows) assert(read > 0 && read < 500, `${what}: ${told}`);
  });
}
