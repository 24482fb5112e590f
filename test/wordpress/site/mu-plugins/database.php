<?php
// As on the SQLite layer that WordPress's Playground uses, there are no locks by name; and where a test says so, as for a
// database user who may create no tables, or for a table that is damaged.
add_filter(
	'query',
	static function ( string $query ): string {
		if ( str_contains( $query, 'GET_LOCK' ) ) {
			return 'SELECT NULL';
		}
		if ( str_starts_with( $query, 'SELECT id, ' ) && str_contains( $query, 'FROM wp_xumm_orders' ) && get_option( 'test_damaged' ) ) {
			return 'SELECT * FROM wp_xumm_damaged';
		}
		$is_creation = preg_match( '/^(CREATE|ALTER) TABLE \S*xumm/', $query );
		return $is_creation && get_option( 'test_no_tables' ) ? '' : $query;
	}
);
