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
		if ( 1 !== $this->orders->claim( 'tries = tries + 1, deliver_at = %d, leased_until = %d, fault = %s WHERE id = %d AND delivery = %s AND tries = %d', max( $next_at, time() + self::LEASE_SECONDS ), time() + self::LEASE_SECONDS, $fault, $order->id, Order::QUEUED, $order->tries ) ) {
			return;
		}
		if ( $tries > self::MAX_TRIES ) {
			$this->orders->change( $order, array( 'delivery' => Order::DEAD, 'leased_until' => 0, 'fault' => $fault, 'attention' => Order::NEW ) ); // phpcs:ignore WordPress.Arrays
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
			self::call_alone( static fn() => do_action( 'xumm_payload_status_deliver', $order->facts() ) );
			$this->orders->change( $order, array( 'delivery' => Order::DELIVERED, 'leased_until' => 0, 'fault' => '' ) ); // phpcs:ignore WordPress.Arrays
		} catch ( \Throwable $fault ) {
			$is_dead = $tries >= self::MAX_TRIES;
			Failure::log( "Order xumm-{$order->id} could not be delivered (try $tries): {$fault->getMessage()}" );
			// Only this try: if it took too long, another process may have delivered meanwhile.
			$this->orders->claim(
				'delivery = %s, deliver_at = %d, leased_until = 0, fault = %s' . ( $is_dead ? ', attention = ' . Order::NEW : '' ) . ' WHERE id = %d AND delivery = %s AND tries = %d',
				$is_dead ? Order::DEAD : Order::QUEUED,
				$next_at,
				mb_substr( wp_check_invalid_utf8( $fault->getMessage(), true ), 0, 255 ),
				$order->id,
				Order::QUEUED,
				$tries
			);
		}
	}

	/**
	 * Calls the hook. What it prints would spoil the response to the visitor's browser, and if it stays on another site of
	 * the network, as when it throws there, the orders of that site would be changed.
	 */
	private static function call_alone( callable $hook ): void {
		$site = get_current_blog_id();
		ob_start();
		try {
			$hook();
		} finally {
			ob_end_clean();
			while ( get_current_blog_id() !== $site ) {
				restore_current_blog();
			}
		}
	}

	/** Tries again to deliver an order that was given up, or waits for its next try; not one that is being delivered. */
	public function revive( Order $order ): void {
		$is_taken = 1 === $this->orders->claim( 'delivery = %s, deliver_at = %d, tries = 0 WHERE id = %d AND delivery IN (%s, %s) AND leased_until <= %d', Order::QUEUED, time(), $order->id, Order::DEAD, Order::QUEUED, time() );
		if ( ! $is_taken ) {
			Failure::log( "Order xumm-{$order->id} is being delivered, or was." );
			return;
		}
		$order->delivery   = Order::QUEUED;
		$order->deliver_at = time();
		$order->tries      = 0;
		$this->deliver( $order );
	}
}
