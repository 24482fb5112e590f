<?php
/**
 * The table of orders.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * It has its own table, because options and posts cannot guarantee one current order per visitor and item, or changes
 * that only one of several processes makes. It uses plain SQL, which WordPress's SQLite layer understands too.
 */
final class Orders {

	/** The option with the version of the plugin that last updated the table. */
	const VERSION_OPTION = 'xumm_payload_status_version';

	/** A row is locked at most this long, in case its process dies. Checkout may need half a minute. */
	const LOCK_SECONDS = 45;

	/** Others wait this long for the lock. */
	const WAIT_SECONDS = 5;

	/** @var float[] The locks that this process has: `locked_until` by the order's id. */
	private array $locks = array();

	public static function table(): string {
		global $wpdb;
		return "{$wpdb->prefix}xumm_orders";
	}

	/**
	 * Creates or updates the table: after the plugin was installed or updated, on each site of a network, and if the
	 * table was lost.
	 */
	public static function ensure_table( bool $is_lost = false ): void {
		global $wpdb;
		if ( ! $is_lost && VERSION === get_option( self::VERSION_OPTION ) ) {
			return;
		}
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		$table = self::table();
		dbDelta(
			"CREATE TABLE $table (
			id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
			slot char(64) DEFAULT NULL,
			uuid char(36) DEFAULT NULL,
			earlier text NOT NULL,
			identifier char(35) NOT NULL,
			visitor char(64) NOT NULL,
			user_id bigint(20) unsigned NOT NULL DEFAULT 0,
			post_id bigint(20) unsigned NOT NULL DEFAULT 0,
			item varchar(50) NOT NULL,
			reference varchar(190) NOT NULL DEFAULT '',
			type varchar(10) NOT NULL,
			amount varchar(20) NOT NULL,
			currency varchar(40) NOT NULL DEFAULT '',
			issuer varchar(35) NOT NULL DEFAULT '',
			destination varchar(35) NOT NULL,
			destination_tag bigint(20) unsigned DEFAULT NULL,
			network varchar(20) NOT NULL,
			two_ledgers tinyint(1) NOT NULL DEFAULT 0,
			invoice_id char(64) NOT NULL,
			first_ledger bigint(20) unsigned DEFAULT NULL,
			deadline varchar(40) DEFAULT NULL,
			websocket_url varchar(255) NOT NULL DEFAULT '',
			sign_url varchar(255) NOT NULL DEFAULT '',
			created_at bigint(20) unsigned NOT NULL,
			payload_at bigint(20) unsigned NOT NULL DEFAULT 0,
			locked_until double NOT NULL DEFAULT 0,
			spent_until double NOT NULL DEFAULT 0,
			status text,
			asked_at double NOT NULL DEFAULT 0,
			next_at bigint(20) unsigned NOT NULL DEFAULT 0,
			verdict varchar(20) NOT NULL DEFAULT 'pending',
			reason varchar(40) NOT NULL DEFAULT '',
			is_final tinyint(1) NOT NULL DEFAULT 0,
			is_signed tinyint(1) NOT NULL DEFAULT 0,
			was_ever_signed tinyint(1) NOT NULL DEFAULT 0,
			account varchar(35) NOT NULL DEFAULT '',
			txids text NOT NULL,
			delivered text,
			surplus text,
			delivery varchar(10) NOT NULL DEFAULT 'none',
			tries int(10) unsigned NOT NULL DEFAULT 0,
			deliver_at bigint(20) unsigned NOT NULL DEFAULT 0,
			leased_until bigint(20) unsigned NOT NULL DEFAULT 0,
			fault varchar(255) NOT NULL DEFAULT '',
			attention tinyint(1) NOT NULL DEFAULT 0,
			PRIMARY KEY  (id),
			UNIQUE KEY slot (slot),
			UNIQUE KEY uuid (uuid),
			KEY user_id (user_id),
			KEY visitor (visitor),
			KEY asking (is_final,next_at),
			KEY delivering (delivery,deliver_at),
			KEY forgetting (was_ever_signed,created_at),
			KEY verdict (verdict),
			KEY attention (attention)
			) {$wpdb->get_charset_collate()};"
		);
		$was_quiet = $wpdb->suppress_errors( true );
		// A table of an older version may be there that could not be changed.
		$is_whole = false !== $wpdb->query( 'SELECT ' . implode( ', ', Order::columns() ) . ", locked_until FROM $table LIMIT 1" ); // phpcs:ignore WordPress.DB
		$wpdb->suppress_errors( $was_quiet );
		if ( $is_whole ) {
			update_option( self::VERSION_OPTION, VERSION );
			Notices::clear( 'table' );
		} else {
			Notices::report( 'table', __( 'Its table could not be created or updated in the database, so nothing can be paid. Ask your host whether the database user may create and alter tables.', 'xumm-payload-status' ) );
		}
	}

	/**
	 * Stores a new order, before anybody is asked to sign.
	 *
	 * @return Order|null Null if another one has the slot.
	 * @throws \RuntimeException If the database refuses.
	 */
	public function add( array $values ): ?Order {
		global $wpdb;
		$values   += array(
			'earlier' => '',
			'txids'   => '',
		);
		$was_quiet = $wpdb->suppress_errors( true );
		$is_added  = $wpdb->insert( self::table(), $values );
		$error     = $wpdb->last_error;
		$id        = $wpdb->insert_id;
		$wpdb->suppress_errors( $was_quiet );
		if ( $is_added ) {
			return $this->find( $id );
		}
		if ( $this->in_slot( $values['slot'] ) ) {
			return null;
		}
		throw new \RuntimeException( "The order could not be stored: $error" ); // phpcs:ignore WordPress.Security.EscapeOutput.ExceptionNotEscaped -- for the log.
	}

	/**
	 * Changes columns of an order in the table and in the object.
	 *
	 * @throws \RuntimeException If the database refuses.
	 * @throws Failure If this process had locked the order, and was so slow that another one has it now.
	 */
	public function change( Order $order, array $values ): void {
		global $wpdb;
		$row    = array_map( static fn( $value ) => is_bool( $value ) ? (int) $value : $value, $values );
		$lock   = $this->locks[ $order->id ] ?? null;
		$mine   = array( 'id' => $order->id ) + ( null === $lock ? array() : array( 'locked_until' => $lock ) );
		$change = $wpdb->update( self::table(), $row, $mine, null, array( '%d', '%f' ) );
		if ( false === $change ) {
			throw new \RuntimeException( "The order could not be changed: {$wpdb->last_error}" ); // phpcs:ignore WordPress.Security.EscapeOutput.ExceptionNotEscaped -- for the log.
		}
		// A row that has these values already does not count as changed.
		if ( 0 === $change && null !== $lock && array() === $this->where( 'id = %d AND locked_until = %f', $order->id, $lock ) ) {
			throw Failure::busy( 1 );
		}
		foreach ( $values as $name => $value ) {
			$order->$name = $value;
		}
	}

	/**
	 * Deletes the orders that match a condition and that nobody ever signed, but those that somebody is at.
	 *
	 * @param string $condition SQL after WHERE, with placeholders.
	 * @return int How many were deleted.
	 */
	public function forget( string $condition, ...$values ): int {
		global $wpdb;
		return (int) $wpdb->query( $wpdb->prepare( 'DELETE FROM ' . self::table() . " WHERE was_ever_signed = 0 AND locked_until < %f AND ($condition)", microtime( true ), ...$values ) ); // phpcs:ignore WordPress.DB
	}

	/**
	 * The orders that match a condition.
	 *
	 * @param string $condition SQL after WHERE, with placeholders.
	 * @return Order[]
	 * @throws \RuntimeException If the database does not say: that is not the same as none.
	 */
	public function where( string $condition, ...$values ): array {
		global $wpdb;
		$read = static fn() => $wpdb->get_results( $wpdb->prepare( 'SELECT ' . implode( ', ', Order::columns() ) . ' FROM ' . self::table() . " WHERE $condition", ...$values ), ARRAY_A ); // phpcs:ignore WordPress.DB
		$rows = $read();
		if ( '' !== $wpdb->last_error ) {
			self::ensure_table( true );
			$rows = $read();
		}
		if ( '' !== $wpdb->last_error ) {
			throw new \RuntimeException( "The orders could not be read: {$wpdb->last_error}" ); // phpcs:ignore WordPress.Security.EscapeOutput.ExceptionNotEscaped -- for the log.
		}
		return array_map( array( Order::class, 'from_row' ), $rows );
	}

	public function find( int $id ): ?Order {
		return $this->where( 'id = %d', $id )[0] ?? null;
	}

	/** The order of which this is the current payload, or an earlier one as long as it is open. */
	public function of_payload( string $uuid ): ?Order {
		$uuid = strtolower( $uuid );
		return wp_is_uuid( $uuid ) ? $this->where( 'uuid = %s', $uuid )[0] ?? $this->where( 'is_final = 0 AND earlier LIKE %s', "%$uuid%" )[0] ?? null : null;
	}

	/**
	 * The order of this visitor of which this is the current payload, or an earlier one. Strangers can ask this, so only
	 * one visitor's orders are looked through.
	 *
	 * @param string|null $visitor The visitor's id.
	 */
	public function of_visitor( ?string $visitor, string $uuid ): ?Order {
		$uuid = strtolower( $uuid );
		return null !== $visitor && wp_is_uuid( $uuid ) ? $this->where( 'visitor = %s AND (uuid = %s OR earlier LIKE %s)', $visitor, $uuid, "%$uuid%" )[0] ?? null : null;
	}

	public function in_slot( string $slot ): ?Order {
		return $this->where( 'slot = %s', $slot )[0] ?? null;
	}

	/**
	 * Changes rows that nobody has changed meanwhile: of several processes only one succeeds.
	 *
	 * @param string $change SQL from SET on, with placeholders.
	 * @return int How many rows were changed.
	 */
	public function claim( string $change, ...$values ): int {
		global $wpdb;
		return (int) $wpdb->query( $wpdb->prepare( 'UPDATE ' . self::table() . " SET $change", ...$values ) ); // phpcs:ignore WordPress.DB
	}

	/**
	 * Runs the action while nobody else works on the same order. Several tabs, the sweep and the webhook may come at
	 * the same time.
	 *
	 * @template T
	 * @param callable(Order): T $action What to do with it as it is now.
	 * @return T
	 * @throws Failure If it takes too long until the others are done.
	 */
	public function alone( Order $order, callable $action ) {
		$until = microtime( true ) + self::WAIT_SECONDS;
		do {
			$now  = microtime( true );
			$lock = $now + self::LOCK_SECONDS;
			// A lock far in the future was made before the clock was set back.
			if ( $this->claim( 'locked_until = %f WHERE id = %d AND (locked_until < %f OR locked_until > %f)', $lock, $order->id, $now, $now + 2 * self::LOCK_SECONDS ) > 0 ) {
				$this->locks[ $order->id ] = $lock;
				try {
					return $action( $this->find( $order->id ) ?? throw Failure::payload_not_found() );
				} finally {
					unset( $this->locks[ $order->id ] );
					$this->claim( 'locked_until = 0 WHERE id = %d AND locked_until = %f', $order->id, $lock );
				}
			}
			usleep( 100000 );
		} while ( microtime( true ) < $until );
		throw Failure::busy( 3 );
	}
}
