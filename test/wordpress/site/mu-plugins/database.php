<?php
// As on the SQLite layer that WordPress's Playground uses, there are no locks by name; and where a test says so, as for a
// database user who may create no tables.
add_filter(
	'query',
	static function ( string $query ): string {
		if ( str_contains( $query, 'GET_LOCK' ) ) {
			return 'SELECT NULL';
		}
		$is_creation = str_contains( $query, 'CREATE TABLE' ) && str_contains( $query, 'xumm' );
		return $is_creation && get_option( 'test_no_tables' ) ? '' : $query;
	}
);
