<?php
// Reads a JSON list of facts from standard input, and prints the plugin's verdict on each. Needs no WordPress.
namespace Xumm_Payload_Status;

define( 'ABSPATH', __DIR__ );
$plugin = dirname( __DIR__, 3 ) . '/demo/wordpress/xumm-payload-status/includes';
foreach ( array( 'decimal', 'amount', 'reading', 'transaction', 'ledger-answers', 'terms', 'evidence', 'judge' ) as $name ) {
	require "$plugin/class-$name.php";
}
error_reporting( E_ALL );
set_error_handler( static fn( int $level, string $message, string $file, int $line ) => throw new \ErrorException( $message, 0, $level, $file, $line ) );

echo json_encode( array_map( array( Judge::class, 'judge' ), json_decode( stream_get_contents( STDIN ), false, 512, JSON_THROW_ON_ERROR ) ) );
