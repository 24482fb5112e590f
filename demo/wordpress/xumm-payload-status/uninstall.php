<?php
/**
 * Leaves nothing behind.
 *
 * @package Xumm_Payload_Status
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'xumm_payload_status' );
delete_option( 'xumm_payload_status_version' );

global $wpdb;
$wpdb->query( "DROP TABLE IF EXISTS {$wpdb->prefix}xumm_payloads" ); // phpcs:ignore WordPress.DB
