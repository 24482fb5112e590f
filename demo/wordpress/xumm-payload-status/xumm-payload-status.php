<?php
/**
 * Plugin Name:       Xumm Payload Status
 * Description:       Sign-in and fixed-amount XRP payments with the Xaman (formerly Xumm) wallet: a block and a shortcode that show the sign request live, and verify it on the ledger.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      8.0
 * Author:            The xumm-payload-status contributors
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       xumm-payload-status
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

const VERSION     = '0.1.0';
const PLUGIN_FILE = __FILE__;

foreach ( array( 'failure', 'settings', 'settings-page', 'item', 'catalogue', 'order', 'orders', 'visitor', 'platform', 'ledger', 'decimal', 'amount', 'reading', 'transaction', 'ledger-answers', 'terms', 'evidence', 'judge', 'verification', 'status-check', 'checkout', 'sweep', 'routes', 'view' ) as $name ) {
	require_once __DIR__ . "/includes/class-$name.php";
}

register_deactivation_hook( __FILE__, array( Sweep::class, 'unschedule' ) );

add_action(
	'init',
	static function () {
		Orders::ensure_table();
		$settings     = Settings::load();
		$orders       = new Orders();
		$visitor      = new Visitor();
		$platform     = new Platform( $settings );
		$status_check = new Status_Check( $orders, $platform, new Ledger( $settings ) );
		$checkout     = new Checkout( $settings, $orders, $platform, $status_check );

		( new Sweep( $orders, $status_check ) )->register();
		( new Routes( $orders, $visitor, $checkout, $status_check ) )->register();
		( new View( $settings, $orders, $visitor ) )->register();
		( new Settings_Page( $settings ) )->register();
	}
);
