<?php
// Like security plugins: closes the REST API to visitors who are not logged in.
add_filter(
	'rest_authentication_errors',
	static fn( $errors ) => get_option( 'test_closed_api' ) && ! is_user_logged_in() ? new WP_Error( 'closed', 'Closed.', array( 'status' => 401 ) ) : $errors
);
