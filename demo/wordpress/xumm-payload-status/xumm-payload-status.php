<?php
/**
 * Plugin Name:       Xumm Payload Status
 * Description:       Sign-in and payments in XRP or tokens with the Xaman (formerly Xumm) wallet: a block and a shortcode that show the sign request live, and verify it on the ledger.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      8.0
 * Author:            The xumm-payload-status contributors
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       xumm-payload-status
 * Domain Path:       /languages
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

const VERSION     = '0.1.0';
const PLUGIN_FILE = __FILE__;

spl_autoload_register(
	static function ( string $name ): void {
		if ( str_starts_with( $name, __NAMESPACE__ . '\\' ) ) {
			$file = strtolower( str_replace( '_', '-', substr( $name, strlen( __NAMESPACE__ ) + 1 ) ) );
			require_once __DIR__ . "/includes/class-$file.php";
		}
	}
);

/** Runs the action on this site, or on each site of the network. */
function on_each_site( bool $is_network, callable $action ): void {
	if ( ! $is_network || ! is_multisite() ) {
		$action();
		return;
	}
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $site ) { // phpcs:ignore WordPress.Arrays
		switch_to_blog( $site );
		$action();
		restore_current_blog();
	}
}

register_deactivation_hook( __FILE__, array( Sweep::class, 'unschedule' ) );

// A site that is deleted from a network takes its orders with it.
add_filter( 'wpmu_drop_tables', static fn( array $tables ): array => array( ...array_values( $tables ), Orders::table() ) );

add_action(
	'init',
	static function () {
		load_plugin_textdomain( 'xumm-payload-status', false, dirname( plugin_basename( __FILE__ ) ) . '/languages' );
		Orders::ensure_table();
		$settings  = Settings::load();
		$orders    = new Orders();
		$catalogue = new Catalogue( $settings );
		$platform  = new Platform( $settings );
		$ledger    = new Ledger( $settings );
		$outbox    = new Outbox( $orders );
		$examiner  = new Examiner( $orders, $platform, $ledger, $outbox );
		$checkout  = new Checkout( $settings, $orders, $platform, $ledger, $examiner );

		( new Sweep( $settings, $orders, $ledger, $examiner, $outbox ) )->register();
		( new Routes( $settings, $orders, $catalogue, $checkout, $examiner ) )->register();
		( new View( $settings, $orders, $catalogue ) )->register();
		( new Settings_Page( $settings ) )->register();
		( new Orders_Page( $orders, $examiner, $outbox ) )->register();
		( new Notices( $settings, $orders ) )->register();
		( new Privacy( $settings, $orders ) )->register();
	}
);
