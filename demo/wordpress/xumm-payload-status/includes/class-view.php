<?php
/**
 * What visitors see on a page.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/** The shortcode and the block: a button that starts an order, and the element that shows its payload. */
final class View {

	/** The query argument with the payload's uuid, after the button was pressed and on the way back from the wallet. */
	const ARGUMENT = 'xumm_payload';

	const HANDLE = 'xumm-payload-status';

	public function __construct( private Settings $settings, private Orders $orders, private Catalogue $catalogue ) {}

	public function register(): void {
		$assets = plugins_url( 'assets', PLUGIN_FILE );
		$script = str_starts_with( determine_locale(), 'en' ) ? 'xumm-payload-status.min.js' : 'xumm-payload-status.all.min.js';
		wp_register_script( self::HANDLE, "$assets/$script", array(), VERSION, true );
		wp_register_script( self::HANDLE . '-view', "$assets/view.js", array( self::HANDLE ), VERSION, true );
		wp_register_style( self::HANDLE, "$assets/style.css", array(), VERSION );
		add_shortcode( Catalogue::SHORTCODE, fn( $attributes ) => $this->render( is_array( $attributes ) ? $attributes : array() ) );
		add_filter( 'pre_do_shortcode_tag', fn( $html, $tag, $attributes, $match ) => Catalogue::SHORTCODE === $tag ? $this->render( Catalogue::shortcode_attributes( $match[3] ) ) : $html, 10, 4 );
		$block = register_block_type(
			plugin_dir_path( PLUGIN_FILE ),
			array( 'render_callback' => fn( array $attributes ) => $this->render( Catalogue::own_attributes( $attributes ) ) )
		);
		foreach ( $block ? $block->editor_script_handles ?? array( $block->editor_script ) : array() as $handle ) {
			wp_set_script_translations( $handle, 'xumm-payload-status', plugin_dir_path( PLUGIN_FILE ) . 'languages' );
		}
		add_action( 'send_headers', static fn() => '' === self::uuid_in_address() || self::keep_out_of_caches() );
	}

	/**
	 * A page that shows a payload, or an order of a shop plugin, belongs to its visitor alone. Page caches obey the
	 * constant and the action, proxies the headers, which are too late where the theme has begun to write.
	 */
	private static function keep_out_of_caches(): void {
		defined( 'DONOTCACHEPAGE' ) || define( 'DONOTCACHEPAGE', true ); // phpcs:ignore WordPress.NamingConventions -- the name that page caches agree on.
		do_action( 'litespeed_control_set_nocache', 'it shows something of one visitor' ); // phpcs:ignore WordPress.NamingConventions -- another plugin's.
		if ( ! headers_sent() ) {
			nocache_headers();
			header( 'Cache-Control: private, no-cache, must-revalidate, max-age=0' );
			header( 'X-Accel-Expires: 0' );
		}
	}

	/** Whether the page itself is being made, not a piece of it for a REST API, an AJAX call, a mail or the like. */
	private static function is_page(): bool {
		return did_action( 'template_redirect' ) > 0;
	}

	/**
	 * Each rendering is complete, because nobody knows which one the visitor gets: other plugins render a post to write a
	 * description of it, or to count its words.
	 *
	 * @return string HTML.
	 */
	private function render( array $attributes ): string {
		if ( doing_filter( 'get_the_excerpt' ) ) {
			return ''; // WordPress keeps only the text in an excerpt.
		}
		wp_enqueue_style( self::HANDLE );
		$post = get_post();
		if ( isset( $attributes['reference'] ) ) {
			self::keep_out_of_caches(); // Even if nothing is payable for this visitor: it may be for the next one.
		}
		try {
			$item = Item::read( $attributes, $this->settings );
		} catch ( \InvalidArgumentException $e ) {
			return self::unavailable( $e->getMessage() );
		}
		$problem = $this->settings->problem();
		if ( null !== $problem ) {
			return self::unavailable( $problem );
		}
		$place = '' === $item->reference ? $this->catalogue->place_of( $post, $item->key() ) : Catalogue::SITE;
		if ( null === $place ) {
			return self::unavailable( __( 'It has to stand in a post, page, pattern, template, template part or widget. From PHP, use the attribute "reference" and the filter xumm_payload_status_payable.', 'xumm-payload-status' ) );
		}
		if ( is_feed() || wp_doing_cron() ) { // Such as a newsletter: a form in a mail is refused.
			return sprintf( '<p><a href="%s">%s</a></p>', esc_url( get_permalink( $post ) ), esc_html( $item->label ) );
		}
		$uuid = self::is_page() ? self::uuid_in_address() : '';
		try {
			$order = $this->orders->of_visitor( Visitor::id(), $uuid );
		} catch ( \RuntimeException $fault ) {
			Failure::log( $fault->getMessage() );
			return self::unavailable( __( 'The database does not answer.', 'xumm-payload-status' ) );
		}
		if ( null !== $order && $this->shows( $order, $item, $place, $post ) ) {
			$again   = $this->form( $item, $place, Sentences::say( 'newRequest' ), $order->uuid );
			$content = $this->element( $order ) . str_replace( '<form ', '<form hidden ', $again ) . "<noscript>$again</noscript>";
		} else {
			$content = ( '' !== $uuid && null === $order ? '<p class="xumm-payload-status-whose">' . esc_html( Sentences::say( 'otherBrowser' ) . ' ' . Sentences::say( 'expiredText' ) ) . '</p>' : '' ) . $this->form( $item, $place, $item->label );
		}
		$testnet = 'TESTNET' === $this->settings->network ? '<p class="xumm-payload-status-testnet">TESTNET</p>' : '';
		return sprintf( '<div class="xumm-payload-status" id="%s">%s%s</div>', esc_attr( self::id( $item, $place ) ), $testnet, $content );
	}

	/** The id of an item on a page, where the visitor returns to. A page may list posts that offer the same. */
	public static function id( Item $item, int $place ): string {
		return "xumm-{$item->key()}-$place";
	}

	/** Whether an order belongs to the item on the page. The price may have changed since. */
	private function shows( Order $order, Item $item, int $place, ?\WP_Post $post ): bool {
		if ( '' !== $item->reference || '' !== $order->reference ) {
			return $order->reference === $item->reference;
		}
		$is_same = $order->item === $item->key() || substr( $order->item, 0, -9 ) === $item->name && null === $this->catalogue->place_of( $post, $order->item );
		return $order->post_id === $place && $is_same;
	}

	/** The element. All its attributes are set by the plugin; its content is for browsers without JavaScript. */
	private function element( Order $order ): string {
		wp_enqueue_script( self::HANDLE . '-view' );
		return sprintf(
			'<xumm-payload-status websocket-url="%s" sign-url="%s" status-url="%s" renewable%s><a href="%2$s">%s</a></xumm-payload-status>',
			esc_url( $order->websocket_url, array( 'wss', 'ws' ) ),
			esc_url( $order->sign_url, array( 'https', 'http' ) ),
			esc_url( Routes::path( "/payloads/{$order->uuid}/status" ) ),
			'payment' === $order->type ? sprintf( ' network="%s"', esc_attr( strtolower( $order->network ) ) ) : '',
			esc_html( Sentences::say( 'openLink' ) )
		);
	}

	/** The button. Its form names the item and its place, never an amount. */
	private function form( Item $item, int $place, string $label, string $instead_of = '' ): string {
		$post      = Catalogue::SITE === $place ? null : get_post( $place );
		$is_usable = ! is_preview() && ! is_customize_preview() && ( null === $post || is_post_publicly_viewable( $post ) );
		$fields    = array(
			'back'       => self::address( $post ?? get_post() ),
			'instead_of' => $instead_of,
			'item'       => $item->key(),
			'place'      => (string) $place,
			'reference'  => $item->reference,
		);
		$inputs    = '';
		foreach ( $fields as $name => $value ) {
			$inputs .= sprintf( '<input type="hidden" name="%s" value="%s">', esc_attr( $name ), esc_attr( $value ) );
		}
		$form = sprintf(
			'<form method="post" action="%s">%s<button type="submit" class="wp-element-button"%s>%s</button></form>',
			esc_url( Routes::path( '/payloads' ) ),
			$inputs,
			disabled( $is_usable, false, false ),
			esc_html( $label )
		);
		return $is_usable ? $form : $form . self::note( __( 'Publish this to try the button: a draft or a preview cannot be paid for.', 'xumm-payload-status' ) );
	}

	/** The address of this page, from the root of the host: the visitor returns to it. */
	private static function address( ?\WP_Post $post ): string {
		if ( ! self::is_page() ) {
			return wp_make_link_relative( $post ? get_permalink( $post ) : home_url( '/' ) );
		}
		$path = isset( $_SERVER['REQUEST_URI'] ) ? esc_url_raw( wp_unslash( $_SERVER['REQUEST_URI'] ) ) : '/';
		return remove_query_arg( self::ARGUMENT, $path );
	}

	/** Shown instead of an item that cannot be offered: a neutral sentence, and for users who can fix it, how. */
	private static function unavailable( string $problem ): string {
		self::keep_out_of_caches(); // Or it would still say so when that is fixed.
		return '<div class="xumm-payload-status"><p>' . esc_html( Sentences::say( 'unavailable' ) ) . '</p>' . self::note( $problem ) . '</div>';
	}

	/** A sentence for users who may edit the page. */
	private static function note( string $sentence ): string {
		$post = get_post();
		if ( ! current_user_can( 'edit_theme_options' ) && ! ( $post && current_user_can( 'edit_post', $post->ID ) ) ) {
			return '';
		}
		/* translators: %s: a sentence that says what to do. */
		return '<p class="xumm-payload-status-note">' . esc_html( sprintf( __( 'Xumm Payload Status, for editors only: %s', 'xumm-payload-status' ), $sentence ) ) . '</p>';
	}

	/** The payload's uuid in the address, or an empty string. */
	private static function uuid_in_address(): string {
		// phpcs:ignore WordPress.Security -- compared with a pattern; it only says what to look at.
		$uuid = $_GET[ self::ARGUMENT ] ?? '';
		return is_string( $uuid ) && wp_is_uuid( strtolower( $uuid ) ) ? strtolower( $uuid ) : '';
	}
}
