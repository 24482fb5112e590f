<?php
// Stores mails instead of sending them.
add_filter(
	'pre_wp_mail',
	static fn( $sent, array $mail ): bool => false !== file_put_contents( getenv( 'WORDPRESS_MAILS' ), wp_json_encode( array( $mail['to'], $mail['subject'], $mail['message'] ) ) . "\n", FILE_APPEND ),
	10,
	2
);
