<?php
/**
 * Removes all data of the plugin, on this site or on each site of the network.
 *
 * @package Xumm_Payload_Status
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

$xumm_payload_status_clean = static function (): void {
	global $wpdb;
	foreach ( array( '', '_version', '_problem_table', '_problem_keys', '_problem_clock', '_ledgers', '_webhook_at', '_pause' ) as $suffix ) {
		delete_option( "xumm_payload_status$suffix" );
	}
	wp_clear_scheduled_hook( 'xumm_payload_status_sweep' );
	$wpdb->query( "DROP TABLE IF EXISTS {$wpdb->prefix}xumm_orders" ); // phpcs:ignore WordPress.DB
};

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $xumm_payload_status_site ) { // phpcs:ignore WordPress.Arrays
		switch_to_blog( $xumm_payload_status_site );
		$xumm_payload_status_clean();
		restore_current_blog();
	}
} else {
	$xumm_payload_status_clean();
}
