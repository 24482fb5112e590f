<?php
/**
 * The table of created payloads.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * A table of its own, for what options and posts can't do: a transaction pays for one order only, whoever asks first.
 */
final class Orders {

	/** Which version of the plugin has looked after the table. */
	const VERSION_OPTION = 'xumm_payload_status_version';

	/** What nobody paid for is forgotten after this long. */
	const FORGET_AFTER = 30 * DAY_IN_SECONDS;

	/**
	 * Its name.
	 */
	public static function table(): string {
		global $wpdb;
		return "{$wpdb->prefix}xumm_payloads";
	}

	/**
	 * Creates it, or brings it up to date: after the plugin was installed or updated, on each site of a network.
	 */
	public static function ensure_table(): void {
		global $wpdb;
		if ( VERSION === get_option( self::VERSION_OPTION ) ) {
			return;
		}
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		$table = self::table();
		dbDelta(
			"CREATE TABLE $table (
			uuid char(36) NOT NULL,
			identifier char(35) NOT NULL,
			visitor char(64) NOT NULL,
			post_id bigint(20) unsigned NOT NULL,
			name varchar(40) NOT NULL,
			type varchar(10) NOT NULL,
			drops varchar(18) NOT NULL,
			destination varchar(35) NOT NULL,
			destination_tag bigint(20) unsigned DEFAULT NULL,
			network varchar(10) NOT NULL,
			websocket_url varchar(255) NOT NULL,
			sign_url varchar(255) NOT NULL,
			created_at bigint(20) unsigned NOT NULL,
			status text,
			asked_at double NOT NULL DEFAULT 0,
			settled tinyint(1) NOT NULL DEFAULT 0,
			txid char(64) DEFAULT NULL,
			PRIMARY KEY  (uuid),
			UNIQUE KEY txid (txid),
			KEY visitor (visitor),
			KEY created_at (created_at)
			) {$wpdb->get_charset_collate()};"
		);
		update_option( self::VERSION_OPTION, VERSION );
	}

	/**
	 * Writes a new one down, and forgets what is old and was never signed.
	 *
	 * @param Order $order The new one.
	 * @throws \RuntimeException If the database does not take it.
	 */
	public function add( Order $order ): void {
		global $wpdb;
		if ( 1 !== $wpdb->insert( self::table(), array_merge( get_object_vars( $order ), array( 'settled' => (int) $order->settled ) ) ) ) {
			throw new \RuntimeException( 'The order could not be stored: ' . $wpdb->last_error ); // phpcs:ignore WordPress.Security.EscapeOutput.ExceptionNotEscaped -- for the log.
		}
		$wpdb->query( $wpdb->prepare( 'DELETE FROM ' . self::table() . ' WHERE txid IS NULL AND created_at < %d LIMIT 100', time() - self::FORGET_AFTER ) ); // phpcs:ignore WordPress.DB
	}

	/**
	 * The order of that uuid, if it is this visitor's.
	 *
	 * @param string      $uuid    As a browser sent it.
	 * @param string|null $visitor Who asks; null for somebody without a cookie.
	 */
	public function find( string $uuid, ?string $visitor ): ?Order {
		global $wpdb;
		if ( null === $visitor || ! wp_is_uuid( strtolower( $uuid ) ) ) {
			return null;
		}
		$row = $wpdb->get_row( $wpdb->prepare( 'SELECT * FROM ' . self::table() . ' WHERE uuid = %s AND visitor = %s', strtolower( $uuid ), $visitor ), ARRAY_A ); // phpcs:ignore WordPress.DB
		return $row ? Order::from_row( $row ) : null;
	}

	/**
	 * This visitor's last order of an item, if nothing is settled about it.
	 *
	 * @param string $visitor Who asks.
	 * @param int    $post_id Where it is offered.
	 * @param string $name    The item's name there.
	 * @param int    $since   Seconds since 1970.
	 */
	public function find_open( string $visitor, int $post_id, string $name, int $since ): ?Order {
		global $wpdb;
		$row = $wpdb->get_row( $wpdb->prepare( 'SELECT * FROM ' . self::table() . ' WHERE visitor = %s AND post_id = %d AND name = %s AND settled = 0 AND created_at > %d ORDER BY created_at DESC LIMIT 1', $visitor, $post_id, $name, $since ), ARRAY_A ); // phpcs:ignore WordPress.DB
		return $row ? Order::from_row( $row ) : null;
	}

	/**
	 * The last orders about which nothing is settled, of anybody.
	 *
	 * @param int $since Seconds since 1970.
	 * @param int $limit How many at most.
	 * @return Order[]
	 */
	public function unsettled( int $since, int $limit ): array {
		global $wpdb;
		$rows = $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM ' . self::table() . ' WHERE settled = 0 AND created_at > %d ORDER BY created_at DESC LIMIT %d', $since, $limit ), ARRAY_A ); // phpcs:ignore WordPress.DB
		return array_map( array( Order::class, 'from_row' ), $rows );
	}

	/**
	 * Keeps what was last told about an order.
	 *
	 * @param Order $order    Whose status it is.
	 * @param array $status   A payload status.
	 * @param bool  $settled  Whether it is the last word.
	 */
	public function keep_status( Order $order, array $status, bool $settled ): void {
		global $wpdb;
		$wpdb->update(
			self::table(),
			array(
				'status'   => wp_json_encode( $status ),
				'asked_at' => microtime( true ),
				'settled'  => (int) $settled,
			),
			array( 'uuid' => $order->uuid )
		);
	}

	/**
	 * One transaction pays for one order. Two payloads for the same amount, signed with the same account sequence, can
	 * be the very same transaction: it moves the money once.
	 *
	 * @param Order  $order What it is to pay for.
	 * @param string $txid  The transaction.
	 * @return bool False if another order has it already.
	 */
	public function claim( Order $order, string $txid ): bool {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'UPDATE IGNORE ' . self::table() . ' SET txid = %s WHERE uuid = %s', $txid, $order->uuid ) ); // phpcs:ignore WordPress.DB
		return $wpdb->get_var( $wpdb->prepare( 'SELECT uuid FROM ' . self::table() . ' WHERE txid = %s', $txid ) ) === $order->uuid; // phpcs:ignore WordPress.DB
	}

	/**
	 * Runs it while nobody else does for the same name: two tabs, or an impatient visitor, ask at the same time.
	 *
	 * @template T
	 * @param string        $name   Of what must not happen twice at a time.
	 * @param callable(): T $action What to do.
	 * @return T
	 * @throws Failure If it takes too long until the others are done.
	 */
	public function alone( string $name, callable $action ) {
		global $wpdb;
		$lock = 'xumm_' . md5( DB_NAME . self::table() . $name ); // Names are the server's, not the database's, and short.
		if ( '1' !== $wpdb->get_var( $wpdb->prepare( 'SELECT GET_LOCK(%s, 5)', $lock ) ) ) {
			throw new Failure( 'xumm_busy', 503, __( 'This request is being checked already. Try again in a moment.', 'xumm-payload-status' ), 3 );
		}
		try {
			return $action();
		} finally {
			$wpdb->query( $wpdb->prepare( 'SELECT RELEASE_LOCK(%s)', $lock ) );
		}
	}
}
