<?php
/**
 * What the owner of the site must know.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * Shows in the admin, and mails, what needs a person: what is wrong with the site, and orders that no machine may
 * decide.
 */
final class Notices {

	/** What can be wrong with the site. Each has an option of its own, because processes report at the same time. */
	const KINDS  = array( 'table', 'keys', 'clock' );
	const OPTION = 'xumm_payload_status_problem_';

	/** The planned work runs every minute. If an order is overdue by this long, it does not. */
	const OVERDUE_SECONDS = 1800;

	public function __construct( private Settings $settings, private Orders $orders ) {}

	public function register(): void {
		add_action( 'admin_notices', array( $this, 'show' ) );
	}

	/**
	 * Stores that something is wrong.
	 *
	 * @param string $kind One of KINDS.
	 */
	public static function report( string $kind, string $sentence ): void {
		update_option( self::OPTION . $kind, $sentence );
	}

	/** Stores that it is no longer wrong. */
	public static function clear( string $kind ): void {
		self::report( $kind, '' );
	}

	/**
	 * What is wrong, by its kind.
	 *
	 * @return array<string, string>
	 */
	public static function problems(): array {
		$problems = array();
		foreach ( self::KINDS as $kind ) {
			$problems[ $kind ] = (string) get_option( self::OPTION . $kind, '' );
		}
		return array_filter( $problems );
	}

	/** Shows it on each admin page, to users who can fix it. */
	public function show(): void {
		if ( ! current_user_can( 'manage_options' ) ) {
			return;
		}
		foreach ( self::problems() as $sentence ) {
			printf( '<div class="notice notice-error"><p><strong>Xumm Payload Status:</strong> %s</p></div>', esc_html( $sentence ) );
		}
		$waiting = Orders_Page::count( Orders_Page::REVIEW );
		if ( $waiting > 0 ) {
			printf(
				'<div class="notice notice-warning"><p><strong>Xumm Payload Status:</strong> %s <a href="%s">%s</a></p></div>',
				/* translators: %d: how many orders. */
				esc_html( sprintf( _n( '%d order needs a person.', '%d orders need a person.', $waiting, 'xumm-payload-status' ), $waiting ) ),
				esc_url( Orders_Page::url( array( 'state' => 'review' ) ) ),
				esc_html__( 'Look at them', 'xumm-payload-status' )
			);
		}
		$overdue = time() - self::OVERDUE_SECONDS;
		$late    = Orders_Page::count( "is_final = 0 AND uuid IS NOT NULL AND next_at < $overdue OR delivery = 'queued' AND deliver_at < $overdue" );
		if ( $late > 0 ) {
			printf(
				'<div class="notice notice-warning"><p><strong>Xumm Payload Status:</strong> %s</p></div>',
				/* translators: %d: how many orders. */
				esc_html( sprintf( _n( '%d order waits to be checked or delivered, for WP-Cron does not run in time: let the system call wp-cron.php every minute.', '%d orders wait to be checked or delivered, for WP-Cron does not run in time: let the system call wp-cron.php every minute.', $late, 'xumm-payload-status' ), $late ) )
			);
		}
		if ( 'TESTNET' === $this->settings->network && null === $this->settings->problem() ) {
			printf( '<div class="notice notice-warning"><p><strong>Xumm Payload Status: TESTNET.</strong> %s</p></div>', esc_html__( 'Visitors pay with play money: what they pay is worth nothing.', 'xumm-payload-status' ) );
		}
	}

	/** Mails the owner about orders that need a person, once per order. */
	public static function mail( Orders $orders ): void {
		$news = $orders->where( 'attention = %d ORDER BY id LIMIT 50', Order::NEW );
		if ( array() === $news ) {
			return;
		}
		$lines = array_map(
			static fn( Order $order ): string => sprintf( '%s (%s): %s', "xumm-{$order->id}", $order->network, Orders_Page::advice( $order ) ),
			$news
		);
		$text  = __( 'Nothing of this was delivered or paid back by itself:', 'xumm-payload-status' ) . "\n\n" . implode( "\n", $lines ) . "\n\n" . Orders_Page::url( array( 'state' => 'review' ) );
		/* translators: 1: the site's name, 2: how many orders. */
		$title = sprintf( _n( '[%1$s] %2$d order needs you', '[%1$s] %2$d orders need you', count( $news ), 'xumm-payload-status' ), wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES ), count( $news ) );
		if ( wp_mail( get_option( 'admin_email' ), $title, $text ) ) {
			foreach ( $news as $order ) {
				// Unless there was news meanwhile, or it was handled.
				$orders->claim( 'attention = %d WHERE id = %d AND attention = %d AND verdict = %s', Order::MAILED, $order->id, Order::NEW, $order->verdict );
			}
		}
	}
}
