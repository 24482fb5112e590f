<?php
// A minimal page cache: stores each page by its address, and obeys the constant.
if ( get_option( 'test_page_cache' ) && 'GET' === ( $_SERVER['REQUEST_METHOD'] ?? '' ) ) {
	add_action(
		'template_redirect',
		static function (): void {
			$key  = 'test_page_' . md5( $_SERVER['REQUEST_URI'] );
			$page = get_transient( $key );
			if ( false !== $page ) {
				header( 'X-Test-Cache: hit' );
				echo $page;
				exit;
			}
			ob_start(
				static function ( string $html ) use ( $key ): string {
					if ( ! defined( 'DONOTCACHEPAGE' ) ) {
						set_transient( $key, $html );
					}
					return $html;
				}
			);
		}
	);
}
