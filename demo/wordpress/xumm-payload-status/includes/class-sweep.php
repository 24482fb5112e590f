<?php
/**
 * Orders that nobody asks about.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * Somebody may sign, close the browser and never come back: once an hour the site asks by itself, so that it hears of
 * every payment.
 */
final class Sweep {

	const HOOK = 'xumm_payload_status_sweep';

	/** Each order is looked at a few times: a request has to be opened in minutes, and is then signed or forgotten. */
	const LOOK_BACK = 3 * HOUR_IN_SECONDS;

	/** The platform's calls are limited. */
	const MAX_ORDERS = 30;

	/**
	 * Takes what it works with.
	 *
	 * @param Orders       $orders       The table.
	 * @param Status_Check $status_check Asks, and tells the rest of the site.
	 */
	public function __construct(
		private Orders $orders,
		private Status_Check $status_check
	) {}

	/**
	 * Tells WordPress.
	 */
	public function register(): void {
		add_action( self::HOOK, array( $this, 'run' ) );
		if ( ! wp_next_scheduled( self::HOOK ) ) {
			wp_schedule_event( time() + HOUR_IN_SECONDS, 'hourly', self::HOOK );
		}
	}

	/**
	 * When the plugin is deactivated.
	 */
	public static function unschedule(): void {
		wp_clear_scheduled_hook( self::HOOK );
	}

	/**
	 * Asks about what is open.
	 */
	public function run(): void {
		foreach ( $this->orders->unsettled( time() - self::LOOK_BACK, self::MAX_ORDERS ) as $order ) {
			try {
				$this->status_check->of( $order );
			} catch ( Failure $failure ) {
				if ( 404 !== $failure->status ) {
					return; // A platform that is busy or away is asked again in an hour.
				}
			}
		}
	}
}
