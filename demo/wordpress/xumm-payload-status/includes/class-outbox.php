<?php
/**
 * Delivers paid orders.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * Calls the site's hook for each paid order at least once: a process can die between the work of the hook and the note
 * that it is done. If the hook throws, it is called again, with growing pauses; if it never succeeds, a person must
 * look.
 */
final class Outbox {

	/** A hook that has not returned after this time has died. */
	const LEASE_SECONDS = 300;

	/** Three days, with the pauses below. */
	const MAX_TRIES   = 20;
	const FIRST_PAUSE = 60;
	const MAX_PAUSE   = 6 * HOUR_IN_SECONDS;

	public function __construct( private Orders $orders ) {}

	/**
	 * Delivers everything that is due, the oldest first.
	 *
	 * @param float $until When to stop, in seconds since 1970.
	 */
	public function run( float $until ): void {
		// A delivery far in the future was planned before the clock was set back.
		$due = $this->orders->where( 'delivery = %s AND (deliver_at <= %d OR deliver_at > %d) ORDER BY deliver_at, id LIMIT 500', Order::QUEUED, time(), time() + 2 * self::MAX_PAUSE );
		foreach ( $due as $order ) {
			if ( microtime( true ) >= $until ) {
				return;
			}
			$this->deliver( $order );
		}
	}

	/**
	 * Delivers an order if it is due and no other process does.
	 *
	 * @param Order $order As it was read.
	 */
	public function deliver( Order $order ): void {
		if ( Order::QUEUED !== $order->delivery || $order->deliver_at > time() && $order->deliver_at < time() + 2 * self::MAX_PAUSE ) {
			return;
		}
		$tries   = $order->tries + 1;
		$next_at = time() + min( self::FIRST_PAUSE * 2 ** min( $tries - 1, 20 ), self::MAX_PAUSE );
		// Written down before: a hook may end the process (exit, wp_die, a fatal error, a time limit).
		$fault = __( 'The hook ended the process, or took too long', 'xumm-payload-status' );
		if ( 1 !== $this->orders->claim( 'tries = tries + 1, deliver_at = %d, fault = %s WHERE id = %d AND delivery = %s AND tries = %d', max( $next_at, time() + self::LEASE_SECONDS ), $fault, $order->id, Order::QUEUED, $order->tries ) ) {
			return;
		}
		if ( $tries > self::MAX_TRIES ) {
			$this->orders->change( $order, array( 'delivery' => Order::DEAD, 'fault' => $fault, 'attention' => Order::NEW ) ); // phpcs:ignore WordPress.Arrays
			return;
		}
		try {
			/**
			 * Somebody has paid, or signed in. Deliver here, not when a browser says so. It is called at least once per
			 * order: store the key, and do nothing if you know it already. Throw if the delivery failed: then it is
			 * called again.
			 *
			 * @param array $order `key`, `type`, `verdict` (`paid`, `overpaid` or `signed-in`), `reference`, `post_id`,
			 *                     `item`, `user_id`, `amount`, `delivered`, `surplus`, `network`, `account`, `txids`, `uuid`.
			 */
			do_action( 'xumm_payload_status_deliver', $order->facts() );
			$this->orders->change( $order, array( 'delivery' => Order::DELIVERED, 'fault' => '' ) ); // phpcs:ignore WordPress.Arrays
		} catch ( \Throwable $fault ) {
			$is_dead = $tries >= self::MAX_TRIES;
			Failure::log( "Order xumm-{$order->id} could not be delivered (try $tries): {$fault->getMessage()}" );
			$this->orders->change(
				$order,
				array(
					'delivery'   => $is_dead ? Order::DEAD : Order::QUEUED,
					'deliver_at' => $next_at,
					'tries'      => $tries,
					'fault'      => mb_substr( wp_check_invalid_utf8( $fault->getMessage(), true ), 0, 255 ),
				) + ( $is_dead ? array( 'attention' => Order::NEW ) : array() )
			);
		}
	}

	/** Tries again to deliver an order that was given up. */
	public function revive( Order $order ): void {
		if ( in_array( $order->delivery, array( Order::DEAD, Order::QUEUED ), true ) ) {
			$this->orders->change(
				$order,
				array(
					'delivery'   => Order::QUEUED,
					'deliver_at' => time(),
					'tries'      => 0,
				)
			);
			$this->deliver( $order );
		}
	}
}
