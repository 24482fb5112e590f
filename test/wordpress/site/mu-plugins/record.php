<?php
// What a shop would do with a verified order; here it is only written down.
add_action(
	'xumm_payload_status_verified',
	static function ( array $facts ): void {
		if ( get_option( 'test_hook_fails' ) ) {
			throw new RuntimeException( 'The shop is closed' );
		}
		file_put_contents( getenv( 'WORDPRESS_VERIFIED' ), wp_json_encode( $facts ) . "\n", FILE_APPEND );
	}
);
