<?php
/**
 * What is seen on a page.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * The shortcode and the block: a button that starts a request, and the element that shows it.
 */
final class View {

	/** The query argument that names the payload: after the button was pressed, and on the way back from the wallet. */
	const ARGUMENT = 'xumm_payload';

	const HANDLE = 'xumm-payload-status';

	/**
	 * Whether this page has said already that its payload is another browser's.
	 *
	 * @var bool
	 */
	private bool $has_said_whose = false;

	/**
	 * Takes what it works with.
	 *
	 * @param Settings $settings Of the site.
	 * @param Orders   $orders   The table.
	 * @param Visitor  $visitor  Who looks.
	 */
	public function __construct(
		private Settings $settings,
		private Orders $orders,
		private Visitor $visitor
	) {}

	/**
	 * Tells WordPress.
	 */
	public function register(): void {
		$assets = plugins_url( 'assets', PLUGIN_FILE );
		$script = str_starts_with( determine_locale(), 'en' ) ? 'xumm-payload-status.min.js' : 'xumm-payload-status.all.min.js';
		wp_register_script( self::HANDLE, "$assets/$script", array(), VERSION, true );
		wp_register_style( self::HANDLE, "$assets/style.css", array(), VERSION );
		add_shortcode( Catalogue::SHORTCODE, fn( $attributes ) => $this->render( is_array( $attributes ) ? $attributes : array() ) );
		register_block_type(
			plugin_dir_path( PLUGIN_FILE ),
			array( 'render_callback' => fn( array $attributes ) => $this->render( Catalogue::own_attributes( $attributes ) ) )
		);
		add_action( 'send_headers', array( $this, 'keep_out_of_caches' ) );
	}

	/**
	 * The page that shows a payload.
	 *
	 * @param \WP_Post $post Where it is offered.
	 * @param string   $name The item's name there.
	 * @param string   $uuid Of the payload, or the platform's placeholder for it.
	 */
	public static function page_of( \WP_Post $post, string $name, string $uuid ): string {
		return add_query_arg( self::ARGUMENT, $uuid, get_permalink( $post ) ) . "#xumm-$name";
	}

	/**
	 * A page that shows a payload is its visitor's alone.
	 */
	public function keep_out_of_caches(): void {
		if ( '' !== self::uuid_in_address() ) {
			nocache_headers();
		}
	}

	/**
	 * Renders an item.
	 *
	 * @param array $attributes As written in the post.
	 * @return string HTML.
	 */
	private function render( array $attributes ): string {
		$post = get_post();
		if ( ! $post ) {
			return '';
		}
		wp_enqueue_style( self::HANDLE );
		try {
			$item = Item::read( $attributes );
		} catch ( \InvalidArgumentException $e ) {
			return self::unavailable( $post, $e->getMessage() );
		}
		$problem = $this->settings->problem();
		if ( null !== $problem ) {
			return self::unavailable( $post, $problem );
		}
		if ( null === Catalogue::find( $post, $item->name ) ) {
			/* translators: %s: the name of an item. */
			return self::unavailable( $post, sprintf( __( 'It has to stand in the content of a post or page, with a name that no other there has (this one\'s is "%s").', 'xumm-payload-status' ), $item->name ) );
		}
		if ( is_feed() ) {
			return sprintf( '<p><a href="%s">%s</a></p>', esc_url( get_permalink( $post ) ), esc_html( $item->label ) );
		}
		$uuid  = self::uuid_in_address();
		$order = '' === $uuid ? null : $this->orders->find( $uuid, $this->visitor->id() );
		if ( $order && $order->post_id === $post->ID && $order->name === $item->name ) {
			$content = $this->element( $order ) . $this->form( $post, $item, __( 'New request', 'xumm-payload-status' ), $order->uuid );
		} else {
			$content = ( '' !== $uuid && ! $order ? $this->whose() : '' ) . $this->form( $post, $item, $item->label );
		}
		return sprintf( '<div class="xumm-payload-status" id="%s">%s</div>', esc_attr( "xumm-{$item->name}" ), $content );
	}

	/**
	 * The element. All of its attributes are ours; inside it stands what serves without JavaScript.
	 *
	 * @param Order $order To be shown.
	 */
	private function element( Order $order ): string {
		wp_enqueue_script( self::HANDLE );
		return sprintf(
			'<xumm-payload-status websocket-url="%s" sign-url="%s" status-url="%s"%s><a href="%2$s">%s</a></xumm-payload-status>',
			esc_url( $order->websocket_url, array( 'wss', 'ws' ) ),
			esc_url( $order->sign_url, array( 'https', 'http' ) ),
			esc_url( Routes::status_url( $order ) ),
			'payment' === $order->type ? sprintf( ' network="%s"', esc_attr( strtolower( $order->network ) ) ) : '',
			esc_html__( 'Open in Xaman', 'xumm-payload-status' )
		);
	}

	/**
	 * The button. It says what is wanted and from where, never for how much.
	 *
	 * @param \WP_Post $post       Where it is offered.
	 * @param Item     $item       What is.
	 * @param string   $label      The button's words.
	 * @param string   $instead_of The payload that has ended, if this is for another one.
	 */
	private function form( \WP_Post $post, Item $item, string $label, string $instead_of = '' ): string {
		$is_public = is_post_publicly_viewable( $post );
		$form      = sprintf(
			'<form method="post" action="%s"><input type="hidden" name="post" value="%d"><input type="hidden" name="name" value="%s"><input type="hidden" name="instead_of" value="%s"><input type="hidden" name="_wpnonce" value="%s"><button type="submit" class="wp-element-button"%s>%s</button></form>',
			esc_url( rest_url( Routes::API . '/payloads' ) ),
			$post->ID,
			esc_attr( $item->name ),
			esc_attr( $instead_of ),
			esc_attr( wp_create_nonce( 'wp_rest' ) ),
			disabled( $is_public, false, false ),
			esc_html( $label )
		);
		return $is_public ? $form : $form . self::note( $post, __( 'Publish this to try the button: a draft can\'t be paid for.', 'xumm-payload-status' ) );
	}

	/**
	 * For a payload that this browser did not start: some phones come back in another one.
	 */
	private function whose(): string {
		if ( $this->has_said_whose ) {
			return '';
		}
		$this->has_said_whose = true;
		return '<p class="xumm-payload-status-whose">' . esc_html__( 'This request was started in another browser, which shows how it ended. If you already signed it, do not pay again.', 'xumm-payload-status' ) . '</p>';
	}

	/**
	 * In place of an item that can't be offered: something neutral, and for those who can mend it, how.
	 *
	 * @param \WP_Post $post    Where it stands.
	 * @param string   $problem A sentence.
	 */
	private static function unavailable( \WP_Post $post, string $problem ): string {
		return '<div class="xumm-payload-status"><p>' . esc_html__( 'This is not available at the moment.', 'xumm-payload-status' ) . '</p>' . self::note( $post, $problem ) . '</div>';
	}

	/**
	 * A sentence for those who may edit the post.
	 *
	 * @param \WP_Post $post     Where it stands.
	 * @param string   $sentence What to do.
	 */
	private static function note( \WP_Post $post, string $sentence ): string {
		if ( ! current_user_can( 'edit_post', $post->ID ) ) {
			return '';
		}
		/* translators: %s: a sentence that says what to do. */
		return '<p class="xumm-payload-status-note">' . esc_html( sprintf( __( 'Xumm Payload Status, for editors only: %s', 'xumm-payload-status' ), $sentence ) ) . '</p>';
	}

	/**
	 * The payload that the address names, or an empty string.
	 */
	private static function uuid_in_address(): string {
		// phpcs:ignore WordPress.Security -- compared with a pattern; it only says what to look at.
		$uuid = $_GET[ self::ARGUMENT ] ?? '';
		return is_string( $uuid ) && wp_is_uuid( strtolower( $uuid ) ) ? strtolower( $uuid ) : '';
	}
}
