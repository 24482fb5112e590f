<?php
// A shop would deliver a paid order; this only records it.
add_action(
	'xumm_payload_status_deliver',
	static function ( array $order ): void {
		$calls = (int) get_option( 'test_hook_calls' ) + 1;
		update_option( 'test_hook_calls', $calls );
		if ( get_option( 'test_hook_prints' ) ) {
			echo '<p>Sold!</p>';
		}
		$fails_every = (int) get_option( 'test_hook_fails' );
		if ( $fails_every > 0 && 0 === $calls % $fails_every ) {
			throw new RuntimeException( 'The shop is closed' );
		}
		file_put_contents( getenv( 'WORDPRESS_DELIVERED' ), wp_json_encode( $order ) . "\n", FILE_APPEND );
	}
);
// A shop plugin's own orders, from the option test_orders.
add_filter( 'xumm_payload_status_payable', static fn( $offer, string $reference ) => get_option( 'test_orders', array() )[ $reference ] ?? $offer, 10, 2 );
