<?php
// Like plugins for search engines: renders the post for a description of the page.
add_action(
	'wp_head',
	static function (): void {
		if ( get_option( 'test_description' ) && is_singular() ) {
			printf( '<meta name="description" content="%s">', esc_attr( wp_strip_all_tags( apply_filters( 'the_content', get_queried_object()->post_content ) ) ) );
		}
	}
);
