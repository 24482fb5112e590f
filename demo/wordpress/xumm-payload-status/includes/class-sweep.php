<?php
/**
 * Work in the background.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * Somebody may sign, close the browser and never come back. So the site itself asks about every order as long as money
 * may arrive, delivers what is paid, and deletes what nobody signed.
 */
final class Sweep {

	const HOOK     = 'xumm_payload_status_sweep';
	const INTERVAL = 'xumm_payload_status_minute';

	/** The most questions of one run, and its longest duration. */
	const MAX_ORDERS  = 100;
	const MAX_SECONDS = 25;

	public function __construct(
		private Settings $settings,
		private Orders $orders,
		private Ledger $ledger,
		private Examiner $examiner,
		private Outbox $outbox
	) {}

	public function register(): void {
		// phpcs:ignore WordPress.WP.CronInterval -- somebody waits for what they paid for, and a run without orders is one query.
		add_filter(
			'cron_schedules',
			static fn( array $schedules ): array => $schedules + array(
				self::INTERVAL => array(
					'interval' => MINUTE_IN_SECONDS,
					'display'  => __( 'Every minute', 'xumm-payload-status' ),
				),
			)
		);
		add_action( self::HOOK, array( $this, 'run' ) );
		if ( ! wp_next_scheduled( self::HOOK ) ) {
			wp_schedule_event( time() + MINUTE_IN_SECONDS, self::INTERVAL, self::HOOK );
		}
	}

	/** Ends the schedule when the plugin is deactivated, on each site of a network where it was active. */
	public static function unschedule( bool $is_network = false ): void {
		on_each_site( $is_network, static fn() => wp_clear_scheduled_hook( self::HOOK ) );
	}

	public function run(): void {
		$until = microtime( true ) + self::MAX_SECONDS;
		$parts = array(
			fn() => $this->ask( $until ),
			fn() => $this->outbox->run( $until ),
			fn() => Notices::mail( $this->orders ),
			fn() => $this->forget(),
		);
		foreach ( $parts as $part ) {
			try {
				$part();
			} catch ( \Throwable $fault ) {
				Failure::log( "A part of the planned work failed: {$fault->getMessage()}" ); // The others go on: a mailer may throw.
			}
		}
	}

	/**
	 * Asks about open orders, those that have waited longest first.
	 *
	 * @param float $until When to stop, in seconds since 1970.
	 */
	private function ask( float $until ): void {
		// A question far in the future was planned before the clock was set back.
		$due = $this->orders->where( 'is_final = 0 AND uuid IS NOT NULL AND (next_at <= %d OR next_at > %d) ORDER BY next_at, id LIMIT %d', time(), time() + 2 * Examiner::MAX_PAUSE, self::MAX_ORDERS );
		$this->ledger->expect( $due );
		foreach ( $due as $order ) {
			if ( microtime( true ) >= $until ) {
				return;
			}
			try {
				// Another run may be at work, or a visitor may have asked meanwhile.
				if ( 1 === $this->orders->claim( 'next_at = %d WHERE id = %d AND next_at = %d', time() + Examiner::MIN_PAUSE, $order->id, $order->next_at ) ) {
					$this->examiner->examine( $order );
				}
			} catch ( Failure $failure ) {
				if ( 429 === $failure->status ) {
					return; // The platform asks for a pause, which counts for all orders.
				}
			} catch ( \Throwable $fault ) {
				Failure::log( "Order xumm-{$order->id} could not be checked: {$fault->getMessage()}" );
			}
		}
	}

	/** Deletes orders that nobody signed, once nothing more can arrive. Signed orders stay for ever. */
	private function forget(): void {
		// A visitor may look at the latest payload of an old order.
		$this->orders->forget( 'created_at < %d AND payload_at < %d AND is_final = 1', ...array_fill( 0, 2, time() - $this->settings->retention * DAY_IN_SECONDS ) );
		$this->orders->forget( 'created_at < %d AND uuid IS NULL', time() - HOUR_IN_SECONDS );
	}
}
