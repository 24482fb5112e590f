<?php
// What the owner does in the browser on the first day: installs WordPress, adds an author, activates the plugin.
define( 'WP_INSTALLING', true );
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

$_SERVER['HTTP_HOST'] = $_SERVER['HTTP_HOST'] ?? '127.0.0.1';
wp_install( 'Throwaway', 'admin', 'admin@example.org', false, '', 'admin-password' );
update_option( 'permalink_structure', '/%postname%/' );
update_option( 'fresh_site', 0 );
update_option( 'show_avatars', 0 ); // Avatars, and the pictures of the editor's welcome, would be loaded from other hosts.
switch_theme( 'plain' );
update_option( 'sidebars_widgets', array( 'wp_inactive_widgets' => array() ) );
foreach ( array( 'author', 'contributor' ) as $role ) {
	$user = wp_insert_user(
		array(
			'user_login' => $role,
			'user_pass'  => "$role-password",
			'user_email' => "$role@example.org",
			'role'       => $role,
		)
	);
	update_user_meta( $user, 'wp_persisted_preferences', array( 'core/edit-post' => array( 'welcomeGuide' => false ) ) );
}
$problem = activate_plugin( 'xumm-payload-status/xumm-payload-status.php' );
if ( is_wp_error( $problem ) ) {
	fwrite( STDERR, $problem->get_error_message() );
	exit( 1 );
}
