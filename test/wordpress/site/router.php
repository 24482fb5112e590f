<?php
// For PHP's built-in server: serves files as they are, and passes everything else to WordPress.
$path = $_SERVER['DOCUMENT_ROOT'] . rawurldecode( (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
if ( is_file( $path ) || is_file( "$path/index.php" ) && '/' !== substr( $path, strlen( $_SERVER['DOCUMENT_ROOT'] ) ) ) {
	return false;
}
$_SERVER['SCRIPT_NAME'] = '/index.php';
$_SERVER['PHP_SELF']    = '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
