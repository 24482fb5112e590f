<?php
// The throwaway site of the tests (`npm run test:all -- wordpress`). What differs per run is in the environment.
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:' . getenv( 'WORDPRESS_DB_SOCKET' ) );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );

// A network has one name, behind a proxy that ends TLS.
$host = getenv( 'WORDPRESS_HOST' );
if ( $host && 'cli' === PHP_SAPI || 'https' === ( $_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '' ) ) {
	$_SERVER['HTTPS']     = 'on';
	$_SERVER['HTTP_HOST'] = $_SERVER['HTTP_HOST'] ?? $host;
}
if ( getenv( 'WORDPRESS_NETWORK' ) ) {
	define( 'MULTISITE', true );
	define( 'SUBDOMAIN_INSTALL', false );
	define( 'DOMAIN_CURRENT_SITE', $host );
	define( 'PATH_CURRENT_SITE', '/' );
	define( 'SITE_ID_CURRENT_SITE', 1 );
	define( 'BLOG_ID_CURRENT_SITE', 1 );
} else {
	// A test may use another host name than the site's own.
	$origin = ( $host ? 'https://' : 'http://' ) . ( $_SERVER['HTTP_X_TEST_HOME'] ?? $_SERVER['HTTP_HOST'] ?? '127.0.0.1' );
	define( 'WP_HOME', $origin );
	define( 'WP_SITEURL', $origin );
}

// No requests to other hosts for updates, and no request starts another one.
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'DISABLE_WP_CRON', true );

define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', getenv( 'WORDPRESS_LOG' ) );

define( 'XUMM_PAYLOAD_STATUS_PLATFORM_URL', getenv( 'PLATFORM_URL' ) );
foreach ( array( 'MAINNET', 'TESTNET' ) as $network ) {
	$servers = getenv( 'PLATFORM_URL' ) . "/ledger/$network/";
	define( "XUMM_PAYLOAD_STATUS_{$network}_URL", "{$servers}a {$servers}b" );
}

$table_prefix = 'wp_';
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
