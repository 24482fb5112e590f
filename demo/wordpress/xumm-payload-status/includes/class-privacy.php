<?php
/**
 * Personal data.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * Tools → Export and Erase Personal Data, and the policy. Only orders of logged-in users are known to be somebody's;
 * those of guests belong to a cookie.
 */
final class Privacy {

	const PER_PAGE = 100;

	public function __construct( private Settings $settings, private Orders $orders ) {}

	public function register(): void {
		$name = __( 'Xumm payments and sign-ins', 'xumm-payload-status' );
		add_filter(
			'wp_privacy_personal_data_exporters',
			fn( array $exporters ): array => $exporters + array(
				'xumm-payload-status' => array(
					'exporter_friendly_name' => $name,
					'callback'               => array( $this, 'export' ),
				),
			)
		);
		add_filter(
			'wp_privacy_personal_data_erasers',
			fn( array $erasers ): array => $erasers + array(
				'xumm-payload-status' => array(
					'eraser_friendly_name' => $name,
					'callback'             => array( $this, 'erase' ),
				),
			)
		);
		add_action( 'admin_init', array( $this, 'suggest_policy' ) );
	}

	/**
	 * What is stored about somebody.
	 *
	 * @param int $page Of the export, from 1 on.
	 */
	public function export( string $email, int $page = 1 ): array {
		$user   = get_user_by( 'email', $email );
		$orders = $user ? $this->orders->where( 'user_id = %d ORDER BY id LIMIT %d OFFSET %d', $user->ID, self::PER_PAGE, ( $page - 1 ) * self::PER_PAGE ) : array();
		$data   = array();
		foreach ( $orders as $order ) {
			$fields = array(
				__( 'Made at', 'xumm-payload-status' )      => gmdate( 'c', $order->created_at ),
				__( 'Due', 'xumm-payload-status' )          => 'sign-in' === $order->type ? '' : Order::readable( $order->ledger_amount() ),
				__( 'Network', 'xumm-payload-status' )      => $order->network,
				__( 'Verdict', 'xumm-payload-status' )      => $order->verdict,
				__( 'Signed by', 'xumm-payload-status' )    => $order->account,
				__( 'Transactions', 'xumm-payload-status' ) => $order->txids,
				__( 'Payload', 'xumm-payload-status' )      => trim( "{$order->earlier} {$order->uuid}" ),
				__( 'Reference', 'xumm-payload-status' )    => $order->reference,
			);
			$rows   = array();
			foreach ( array_filter( $fields ) as $name => $value ) {
				$rows[] = array( 'name' => $name, 'value' => $value ); // phpcs:ignore WordPress.Arrays
			}
			$data[] = array(
				'group_id'    => 'xumm-payload-status',
				'group_label' => __( 'Xumm payments and sign-ins', 'xumm-payload-status' ),
				'item_id'     => "xumm-{$order->id}",
				'data'        => $rows,
			);
		}
		return array(
			'data' => $data,
			'done' => count( $orders ) < self::PER_PAGE,
		);
	}

	/**
	 * Deletes orders that nobody signed. Signed ones are records of money, or may become some: they stay, and lose
	 * their owner once nothing more can arrive.
	 */
	public function erase( string $email ): array {
		$user    = get_user_by( 'email', $email );
		$user_id = $user ? $user->ID : PHP_INT_MAX; // 0 is every guest.
		$removed = $this->orders->forget( 'user_id = %d AND is_final = 1', $user_id )
			+ $this->orders->claim( "user_id = 0, visitor = '' WHERE user_id = %d AND is_final = 1 AND was_ever_signed = 1", $user_id );
		$is_kept = array() !== $this->orders->where( 'user_id = %d LIMIT 1', $user_id );
		return array(
			'items_removed'  => $removed > 0,
			'items_retained' => $is_kept,
			'messages'       => $is_kept ? array( __( 'Requests that may still be paid are kept. Try again in a day.', 'xumm-payload-status' ) ) : array(),
			'done'           => true,
		);
	}

	/** A text for the site's privacy policy. */
	public function suggest_policy(): void {
		$text = sprintf(
			/* translators: %d: how many days. */
			__( 'When you press a button to pay or sign in with Xaman, we set a cookie (xumm_visitor, one month) that tells your browser from others, and store what was asked for, how it ended, the XRP Ledger account that signed, and your user account if you are logged in. Requests that nobody signed are deleted after %d days; what was signed is kept as a record of payment. The request is created at the Xaman platform (xumm.app), which your browser and your wallet connect to; transactions on the XRP Ledger are public and permanent.', 'xumm-payload-status' ),
			$this->settings->retention
		);
		wp_add_privacy_policy_content( 'Xumm Payload Status', wp_kses_post( wpautop( $text ) ) );
	}
}
