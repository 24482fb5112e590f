<?php
/**
 * What a browser can ask for.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * Two REST routes, both for this site's own pages only:
 *
 * - `POST /payloads`, from the form on the page (see FIELDS): creates the payload and leads back (303);
 * - `GET /payloads/<uuid>/status`: the element's `status-url`, for whoever created that payload.
 */
final class Routes {

	const API            = 'xumm-payload-status/v1';
	const MAX_BODY_BYTES = 4096;
	const FIELDS         = array( '_wpnonce', 'instead_of', 'name', 'post' );

	/**
	 * Takes what it works with.
	 *
	 * @param Orders       $orders       The table.
	 * @param Visitor      $visitor      Who asks.
	 * @param Checkout     $checkout     Creates payloads.
	 * @param Status_Check $status_check Says how they stand.
	 */
	public function __construct(
		private Orders $orders,
		private Visitor $visitor,
		private Checkout $checkout,
		private Status_Check $status_check
	) {}

	/**
	 * Tells WordPress.
	 */
	public function register(): void {
		add_action( 'rest_api_init', array( $this, 'add_routes' ) );
		add_filter( 'rest_pre_serve_request', array( $this, 'serve_page' ), 10, 3 );
	}

	/**
	 * The address of a payload's status, without the host: it is always asked of the page's own.
	 *
	 * @param Order $order Whose status it is.
	 */
	public static function status_url( Order $order ): string {
		return wp_make_link_relative( rest_url( self::API . "/payloads/{$order->uuid}/status" ) );
	}

	/**
	 * Registers both.
	 */
	public function add_routes(): void {
		register_rest_route(
			self::API,
			'/payloads',
			array(
				'methods'             => 'POST',
				'callback'            => fn( \WP_REST_Request $request ) => $this->answer( fn() => $this->create( $request ) ),
				'permission_callback' => fn( \WP_REST_Request $request ) => self::is_from_own_page( $request ) && self::has_nonce( $request )
					? true
					: new \WP_Error( 'xumm_forbidden', __( 'This page is out of date. Go back, reload it, and try again.', 'xumm-payload-status' ), array( 'status' => 403 ) ),
			)
		);
		register_rest_route(
			self::API,
			'/payloads/(?P<uuid>[0-9a-fA-F-]{36})/status',
			array(
				'methods'             => 'GET',
				'callback'            => fn( \WP_REST_Request $request ) => $this->answer( fn() => $this->status( $request ) ),
				'permission_callback' => static fn( \WP_REST_Request $request ) => self::is_from_own_page( $request )
					? true
					: new \WP_Error( 'xumm_forbidden', __( "Only this site's own pages may ask for this.", 'xumm-payload-status' ), array( 'status' => 403 ) ),
			)
		);
	}

	/**
	 * Creates a payload, and leads back to the page that shows it.
	 *
	 * @param \WP_REST_Request $request From the form.
	 * @throws Failure If what is asked makes no sense, or can't be.
	 */
	private function create( \WP_REST_Request $request ): \WP_REST_Response {
		$fields = self::read_form( $request );
		$post   = get_post( (int) $fields['post'] );
		if ( ! $post || ! is_post_publicly_viewable( $post ) || post_password_required( $post ) ) {
			throw new Failure( 'xumm_not_offered', 404, __( 'This is not offered here (any more).', 'xumm-payload-status' ) );
		}
		$order = $this->checkout->start( $post, $fields['name'], $this->visitor->id_or_new(), $fields['instead_of'] );
		return new \WP_REST_Response( null, 303, array( 'Location' => View::page_of( $post, $order->name, $order->uuid ) ) );
	}

	/**
	 * How a payload of this visitor stands.
	 *
	 * @param \WP_REST_Request $request From the element.
	 * @throws Failure If it is none of theirs, or the platform can't be asked.
	 */
	private function status( \WP_REST_Request $request ): \WP_REST_Response {
		$order = $this->orders->find( $request->get_url_params()['uuid'], $this->visitor->id() ) ?? throw Failure::payload_not_found();
		return new \WP_REST_Response( $this->status_check->of( $order ) );
	}

	/**
	 * What the form sends. Anything beside it is refused rather than ignored: a page that sends an amount believes that
	 * it matters.
	 *
	 * @param \WP_REST_Request $request As it came.
	 * @return array<string, string> All of FIELDS.
	 * @throws Failure If it is something else.
	 */
	private static function read_form( \WP_REST_Request $request ): array {
		if ( strlen( $request->get_body() ) > self::MAX_BODY_BYTES ) {
			throw new Failure( 'xumm_too_large', 413, __( 'That is too much for this form.', 'xumm-payload-status' ) );
		}
		$fields = $request->get_body_params();
		ksort( $fields );
		if ( array_keys( $fields ) !== self::FIELDS || count( array_filter( $fields, 'is_string' ) ) !== count( $fields ) || ! ctype_digit( $fields['post'] ) ) {
			throw new Failure( 'xumm_bad_request', 400, __( 'Send what the form has, and nothing else.', 'xumm-payload-status' ) );
		}
		return $fields;
	}

	/**
	 * Against cross-site request forgery, and against reading along: WordPress lets every origin read its REST API, with
	 * cookies. No page can set these two headers. Who sends neither is no browser, and has nobody else's cookie.
	 *
	 * @param \WP_REST_Request $request As it came.
	 */
	private static function is_from_own_page( \WP_REST_Request $request ): bool {
		$site = $request->get_header( 'sec-fetch-site' );
		if ( null !== $site ) {
			return 'same-origin' === $site;
		}
		$origin = $request->get_header( 'origin' );
		return null === $origin || in_array( strtolower( $origin ), array( self::origin_of( home_url() ), self::origin_of( site_url() ) ), true );
	}

	/**
	 * Whether the form came from a page that this site rendered, within a day. Read from the body alone: WordPress takes
	 * `?_method=POST` for a POST, and a link could carry the rest.
	 *
	 * @param \WP_REST_Request $request As it came.
	 */
	private static function has_nonce( \WP_REST_Request $request ): bool {
		$nonce = $request->get_body_params()['_wpnonce'] ?? null;
		return is_string( $nonce ) && false !== wp_verify_nonce( $nonce, 'wp_rest' );
	}

	/**
	 * As a browser writes it in the header `Origin`.
	 *
	 * @param string $url Of this site.
	 */
	private static function origin_of( string $url ): string {
		$parts = wp_parse_url( $url );
		return strtolower( "{$parts['scheme']}://{$parts['host']}" . ( isset( $parts['port'] ) ? ":{$parts['port']}" : '' ) );
	}

	/**
	 * Turns failures into answers, and keeps all of them out of caches.
	 *
	 * @param callable(): \WP_REST_Response $action What was asked for.
	 */
	private function answer( callable $action ): \WP_REST_Response {
		try {
			$response = $action();
		} catch ( Failure $failure ) {
			$response = $failure->to_response();
		}
		$response->header( 'Cache-Control', 'no-store' );
		return $response;
	}

	/**
	 * The form is sent by a person, who gets a page to read where a program would get JSON. Status and headers are the
	 * same.
	 *
	 * @param bool              $served  Whether the answer is out already.
	 * @param \WP_HTTP_Response $result  The answer.
	 * @param \WP_REST_Request  $request What was asked for.
	 */
	public function serve_page( $served, $result, $request ): bool {
		if ( $served || '/' . self::API . '/payloads' !== $request->get_route() || $result->get_status() < 400 || ! str_contains( $request->get_header( 'accept' ) ?? '', 'text/html' ) ) {
			return $served;
		}
		$code    = $result->get_data()['code'] ?? '';
		$message = 'rest_cookie_invalid_nonce' === $code
			? __( 'This page is out of date. Go back, reload it, and try again.', 'xumm-payload-status' )
			: $result->get_data()['message'] ?? '';
		wp_die(
			esc_html( $message ),
			esc_html( get_bloginfo( 'name' ) ),
			array(
				'response'  => (int) $result->get_status(),
				'code'      => esc_attr( $code ),
				'back_link' => true,
			)
		);
	}
}
