<?php
/**
 * The REST routes.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * The REST routes:
 *
 * - `POST /payloads`, from the form on a page of this site (see FIELDS): starts an order and leads back (303);
 * - `GET /payloads/<uuid>/status`: the element's `status-url`, for whoever started that;
 * - `POST /webhook`, from the platform: something was signed or declined;
 * - `GET /check`, from the editor: what is wrong with a block's attributes.
 */
final class Routes {

	const API            = 'xumm-payload-status/v1';
	const MAX_BODY_BYTES = 4096;
	const FIELDS         = array( 'back', 'instead_of', 'item', 'place', 'reference' );

	/** Enough for what the platform sends; `custom_meta.blob` alone may have 1,500 characters. */
	const MAX_WEBHOOK_BYTES = 65536;

	public function __construct(
		private Settings $settings,
		private Orders $orders,
		private Catalogue $catalogue,
		private Checkout $checkout,
		private Examiner $examiner
	) {}

	public function register(): void {
		add_action( 'rest_api_init', array( $this, 'add_routes' ) );
		add_filter( 'rest_pre_serve_request', array( $this, 'serve_page' ), 10, 3 );
	}

	/**
	 * The address of a route without the host, because a site may have several: the browser then asks the page's own.
	 *
	 * @param string $route Such as `/payloads`.
	 */
	public static function path( string $route ): string {
		return wp_make_link_relative( rest_url( self::API . $route ) );
	}

	public function add_routes(): void {
		$own_page = static fn( \WP_REST_Request $request ) => self::is_from_own_page( $request )
			? true
			: new \WP_Error( 'xumm_forbidden', Sentences::say( 'reload' ), array( 'status' => 403 ) );
		$routes   = array(
			array( 'POST', '/payloads', array( $this, 'create' ), $own_page ),
			array( 'GET', '/payloads/(?P<uuid>[0-9a-fA-F-]{36})/status', array( $this, 'status' ), $own_page ),
			array( 'POST', '/webhook', array( $this, 'webhook' ), '__return_true' ),
			array( 'GET', '/check', array( $this, 'check' ), static fn() => current_user_can( 'edit_posts' ) ),
		);
		foreach ( $routes as list( $method, $route, $callback, $permission ) ) {
			register_rest_route(
				self::API,
				$route,
				array(
					'methods'             => $method,
					'callback'            => fn( \WP_REST_Request $request ) => $this->answer( static fn() => $callback( $request ) ),
					'permission_callback' => $permission,
				)
			);
		}
	}

	/**
	 * Starts an order, and redirects to the page that shows it.
	 *
	 * @throws Failure If what is asked makes no sense, or cannot be.
	 */
	public function create( \WP_REST_Request $request ): \WP_REST_Response {
		$fields = self::read_form( $request );
		self::know_user();
		$item = null === $this->settings->problem() ? $this->offered( $fields ) : null;
		if ( null === $item ) {
			throw new Failure( 'xumm_not_offered', 404, Sentences::say( 'notOffered' ) );
		}
		$page   = static fn( string $uuid ): string => add_query_arg( View::ARGUMENT, $uuid, $fields['back'] ) . '#' . View::id( $item, '' === $item->reference ? (int) $fields['place'] : Catalogue::SITE );
		$origin = wp_validate_redirect( (string) $request->get_header( 'origin' ), home_url() );
		$order  = $this->checkout->start( $item, (int) $fields['place'], Visitor::id_or_new(), self::origin_of( $origin ) . $page( '{id}' ), $fields['instead_of'] );
		return new \WP_REST_Response( null, 303, array( 'Location' => $page( (string) $order->uuid ) ) );
	}

	/** The item that the form asks for, if it is offered there. */
	private function offered( array $fields ): ?Item {
		if ( '' !== $fields['reference'] ) {
			try {
				return Item::read( array( 'reference' => $fields['reference'] ), $this->settings );
			} catch ( \InvalidArgumentException $e ) {
				return null;
			}
		}
		$place = (int) $fields['place'];
		$post  = Catalogue::SITE === $place ? null : get_post( $place );
		if ( Catalogue::SITE !== $place && ( ! $post || ! is_post_publicly_viewable( $post ) || post_password_required( $post ) ) ) {
			return null;
		}
		return $this->catalogue->find( $place, $fields['item'] );
	}

	/**
	 * The payload status of a payload of this visitor.
	 *
	 * @throws Failure If it is another visitor's, or if neither platform nor ledger can be asked.
	 */
	public function status( \WP_REST_Request $request ): \WP_REST_Response {
		$order = $this->orders->of_visitor( Visitor::id(), $request->get_url_params()['uuid'] ) ?? throw Failure::payload_not_found();
		return new \WP_REST_Response( $this->examiner->status( $order ) );
	}

	/**
	 * Something happened to a payload. Its content is only a reason to ask: the verdict comes from the platform's REST
	 * API and the ledger. Unknown payloads get the same response, because the platform stops calling addresses that
	 * return 404.
	 */
	public function webhook( \WP_REST_Request $request ): \WP_REST_Response {
		$body = $request->get_body();
		if ( strlen( $body ) > self::MAX_WEBHOOK_BYTES ) {
			throw new Failure( 'xumm_too_large', 413, __( 'That is too much for a webhook.', 'xumm-payload-status' ) );
		}
		$time     = (string) $request->get_header( 'x-xumm-request-timestamp' );
		$expected = Platform::signature( $time, $body, $this->settings->api_secret );
		if ( '' === $this->settings->api_secret || ! ctype_digit( $time ) || ! hash_equals( $expected, strtolower( (string) $request->get_header( 'x-xumm-request-signature' ) ) ) ) {
			throw new Failure( 'xumm_bad_signature', 401, __( 'This is not signed with the secret of this site.', 'xumm-payload-status' ) );
		}
		if ( abs( time() - (int) $time ) > Platform::MAX_CLOCK_SECONDS ) {
			throw new Failure( 'xumm_too_old', 401, __( 'This was signed too long ago, or a clock is wrong.', 'xumm-payload-status' ) );
		}
		update_option( 'xumm_payload_status_webhook_at', time(), false );
		$order = $this->orders->of_payload( Reading::name( Reading::at( json_decode( $body ), 'meta', 'payload_uuidv4' ) ) ?? '' );
		if ( null !== $order && ! $order->is_final ) {
			try {
				$this->examiner->examine( $order );
			} catch ( Failure $failure ) {
				$this->orders->change( $order, array( 'next_at' => time() ) ); // The sweep asks again.
			}
		}
		return new \WP_REST_Response( null, 204 );
	}

	/** What a block would offer, for the editor. The same code decides what visitors get. */
	public function check( \WP_REST_Request $request ): \WP_REST_Response {
		$answer = array(
			'problem'    => $this->settings->problem(),
			'label'      => '',
			'currencies' => array( 'XRP', ...array_keys( $this->settings->tokens ) ),
			'network'    => $this->settings->network,
		);
		try {
			$answer['label'] = Item::read( Catalogue::own_attributes( $request->get_query_params() ), $this->settings )->label;
		} catch ( \InvalidArgumentException $e ) {
			$answer['problem'] = $e->getMessage();
		}
		return new \WP_REST_Response( $answer );
	}

	/**
	 * Reads the form's fields. Others are refused, not ignored: a page that sends an amount believes that it counts.
	 *
	 * @return array<string, string> All of FIELDS.
	 * @throws Failure If it is something else.
	 */
	private static function read_form( \WP_REST_Request $request ): array {
		if ( strlen( $request->get_body() ) > self::MAX_BODY_BYTES ) {
			throw new Failure( 'xumm_too_large', 413, Sentences::say( 'reload' ) );
		}
		$fields = $request->get_body_params();
		ksort( $fields );
		if ( array_keys( $fields ) !== self::FIELDS || count( array_filter( $fields, 'is_string' ) ) !== count( $fields ) || ! ctype_digit( $fields['place'] ) || ! preg_match( '~^/(?![/\\\\])[\x21-\x7e]*$~D', $fields['back'] ) ) {
			throw new Failure( 'xumm_bad_request', 400, Sentences::say( 'reload' ) );
		}
		return $fields;
	}

	/**
	 * Against cross-site request forgery, and against other sites that read: WordPress lets every origin read its REST
	 * API, with cookies. No page can set these two headers. A client that sends neither is no browser, and has nobody
	 * else's cookie. There is no nonce, because it would expire on a cached page.
	 */
	private static function is_from_own_page( \WP_REST_Request $request ): bool {
		$method = isset( $_SERVER['REQUEST_METHOD'] ) ? sanitize_key( $_SERVER['REQUEST_METHOD'] ) : '';
		if ( strtolower( $request->get_method() ) !== $method ) {
			return false; // WordPress treats `?_method=POST` as a POST, so a link could send one.
		}
		$site = $request->get_header( 'sec-fetch-site' );
		if ( null !== $site ) {
			return 'same-origin' === $site;
		}
		$origin = $request->get_header( 'origin' );
		$host   = (string) $request->get_header( 'host' ); // A site may have several names.
		return null === $origin || in_array( strtolower( $origin ), array( self::origin_of( home_url() ), self::origin_of( site_url() ), strtolower( "http://$host" ), strtolower( "https://$host" ) ), true );
	}

	/**
	 * Without a nonce WordPress ignores who is logged in. The request is known to come from an own page, so the user is
	 * set again: a shop plugin must know whose order it is.
	 */
	private static function know_user(): void {
		$user_id = wp_validate_auth_cookie( '', 'logged_in' );
		if ( $user_id ) {
			wp_set_current_user( $user_id );
		}
	}

	/** The origin of an address, as browsers write it in the header `Origin`. */
	private static function origin_of( string $url ): string {
		$parts = wp_parse_url( $url );
		return strtolower( "{$parts['scheme']}://{$parts['host']}" . ( isset( $parts['port'] ) ? ":{$parts['port']}" : '' ) );
	}

	/**
	 * Turns failures into responses, and keeps all responses out of caches.
	 *
	 * @param callable(): \WP_REST_Response $action What was asked for.
	 */
	private function answer( callable $action ): \WP_REST_Response {
		defined( 'DONOTCACHEPAGE' ) || define( 'DONOTCACHEPAGE', true ); // phpcs:ignore WordPress.NamingConventions -- the name that page caches agree on.
		try {
			$response = $action();
		} catch ( Failure $failure ) {
			$response = $failure->to_response();
		} catch ( \RuntimeException $fault ) {
			Failure::log( $fault->getMessage() );
			$response = Failure::busy( 5 )->to_response();
		}
		$response->header( 'Cache-Control', 'no-store' );
		return $response;
	}

	/** A person who sent the form gets a page to read instead of JSON, with the same status and headers. */
	public function serve_page( $served, $result, $request ): bool {
		if ( $served || '/' . self::API . '/payloads' !== $request->get_route() || $result->get_status() < 400 || ! str_contains( $request->get_header( 'accept' ) ?? '', 'text/html' ) ) {
			return $served;
		}
		$data = $result->get_data();
		wp_die(
			esc_html( $data['message'] ?? '' ),
			esc_html( get_bloginfo( 'name' ) ),
			array(
				'response'  => (int) $result->get_status(),
				'code'      => esc_attr( $data['code'] ?? '' ),
				'back_link' => true,
			)
		);
	}
}
