<?php
// Turns the site into a network. The tables and the second site need two processes, because a process is either in a network or not.
if ( getenv( 'WORDPRESS_NETWORK' ) ) {
	require $argv[1] . '/wp-load.php';
	require_once ABSPATH . 'wp-admin/includes/plugin.php';
	$second = wp_insert_site( array( 'domain' => getenv( 'WORDPRESS_HOST' ), 'path' => '/two/', 'network_id' => 1, 'user_id' => 1, 'title' => 'Two' ) );
	// WordPress 6.1 drops the colon before the port.
	$wpdb->update( $wpdb->blogs, array( 'domain' => getenv( 'WORDPRESS_HOST' ) ), array( 'blog_id' => $second ) );
	foreach ( array( 'home', 'siteurl' ) as $option ) {
		update_blog_option( $second, $option, 'https://' . getenv( 'WORDPRESS_HOST' ) . '/two' );
	}
	update_option( 'active_plugins', array() );
	activate_plugin( 'xumm-payload-status/xumm-payload-status.php', '', true );
	foreach ( get_sites( array( 'fields' => 'ids' ) ) as $site ) {
		switch_to_blog( $site );
		update_option( 'permalink_structure', '/%postname%/' );
		delete_option( 'rewrite_rules' );
		update_option( 'stylesheet', 'plain' );
		update_option( 'template', 'plain' );
		restore_current_blog();
	}
} else {
	define( 'WP_INSTALLING_NETWORK', true );
	require $argv[1] . '/wp-load.php';
	require_once ABSPATH . 'wp-admin/includes/upgrade.php';
	foreach ( $wpdb->tables( 'ms_global' ) as $table => $name ) {
		$wpdb->$table = $name;
	}
	install_network();
	populate_network( 1, getenv( 'WORDPRESS_HOST' ), 'admin@example.org', 'Network', '/', false );
}
