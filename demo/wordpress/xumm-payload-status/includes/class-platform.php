<?php
/**
 * The Xumm/Xaman platform's REST calls.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * Two of them: create a payload, get a payload.
 */
final class Platform {

	/** With the ledger's 3 s it stays below the 10 s that the element waits. */
	const TIMEOUT_SECONDS = 6;
	const MAX_BYTES       = 65536;

	/** The platform's limits are averages over a minute. */
	const RETRY_AFTER_SECONDS     = 20;
	const MAX_RETRY_AFTER_SECONDS = 3600;

	/**
	 * Takes the keys.
	 *
	 * @param Settings $settings Of the site.
	 */
	public function __construct( private Settings $settings ) {}

	/**
	 * Creates a payload.
	 *
	 * @param array $body As the platform documents it.
	 * @return array What the platform answered, with a uuid, a socket and a link that are what they should be.
	 * @throws Failure If there is none.
	 */
	public function create( array $body ): array {
		$created = $this->call( 'POST', 'payload', $body );
		$uuid    = strtolower( self::text( $created['uuid'] ?? null ) );
		$links   = array( self::text( $created['next']['always'] ?? null ), self::text( $created['refs']['websocket_status'] ?? null ) );
		if ( ! wp_is_uuid( $uuid ) || in_array( '', $links, true ) || max( array_map( 'strlen', $links ) ) > 255 ) {
			throw Failure::platform_unavailable( 'create payload: what the platform answered is no payload.' );
		}
		return array(
			'uuid'          => $uuid,
			'sign_url'      => $links[0],
			'websocket_url' => $links[1],
		);
	}

	/**
	 * Gets a payload. It holds secrets (`application.issued_user_token`, `response.hex`): no browser may see it whole.
	 *
	 * @param Order $order Whose payload it is.
	 * @return array `meta` and `response` have what decides about money; the payload is the one that was created for this order.
	 * @throws Failure If there is none.
	 */
	public function get( Order $order ): array {
		$payload = $this->call( 'GET', "payload/{$order->uuid}" );
		$meta    = $payload['meta'] ?? null;
		if (
			! is_array( $meta ) || ! is_array( $payload['response'] ?? null )
			|| strtolower( self::text( $meta['uuid'] ?? null ) ) !== $order->uuid
			|| ( $payload['custom_meta']['identifier'] ?? null ) !== $order->identifier
			|| ! is_bool( $meta['resolved'] ?? null ) || ! is_bool( $meta['signed'] ?? null )
		) {
			throw Failure::platform_unavailable( 'get payload: what the platform answered is not the payload of this order.' );
		}
		return $payload;
	}

	/**
	 * Calls, and answers the JSON object that came back.
	 *
	 * @param string     $method HTTP.
	 * @param string     $path   Below the API.
	 * @param array|null $body   To be sent as JSON.
	 * @throws Failure If that is not to be had.
	 */
	private function call( string $method, string $path, ?array $body = null ): array {
		$response = wp_remote_request(
			"{$this->settings->platform_url()}/api/v1/platform/$path",
			array(
				'method'              => $method,
				'timeout'             => self::TIMEOUT_SECONDS,
				'redirection'         => 0,
				'limit_response_size' => self::MAX_BYTES,
				'headers'             => array(
					'X-API-Key'    => $this->settings->api_key,
					'X-API-Secret' => $this->settings->api_secret,
					'Content-Type' => 'application/json',
				),
				'body'                => null === $body ? null : wp_json_encode( $body ),
			)
		);
		if ( is_wp_error( $response ) ) {
			throw Failure::platform_unavailable( "$method payload: {$response->get_error_message()}" );
		}
		$status = wp_remote_retrieve_response_code( $response );
		$answer = json_decode( wp_remote_retrieve_body( $response ), true );
		if ( 200 === $status && is_array( $answer ) && ! isset( $answer['error'] ) ) {
			return $answer;
		}
		throw $this->failure( "$method payload", $status, wp_remote_retrieve_header( $response, 'retry-after' ) );
	}

	/**
	 * What to tell the visitor about the platform's refusal.
	 *
	 * @param string $call        For the log.
	 * @param mixed  $status      The platform's HTTP status.
	 * @param mixed  $retry_after Its header, as it came.
	 */
	private function failure( string $call, $status, $retry_after ): Failure {
		if ( 429 === $status ) {
			$seconds = is_string( $retry_after ) && ctype_digit( $retry_after ) ? (int) $retry_after : self::RETRY_AFTER_SECONDS;
			return new Failure(
				'xumm_rate_limited',
				429,
				__( 'The signing platform is busy. Try again in a moment.', 'xumm-payload-status' ),
				min( max( $seconds, 1 ), self::MAX_RETRY_AFTER_SECONDS )
			);
		}
		if ( 404 === $status && str_starts_with( $call, 'GET' ) ) {
			return Failure::payload_not_found();
		}
		$advice = in_array( $status, array( 401, 403 ), true ) ? ' Check the API key and secret in Settings → Xumm Payload Status.' : '';
		return Failure::platform_unavailable( "$call: the platform answered HTTP $status.$advice" );
	}

	/**
	 * A string, or an empty one.
	 *
	 * @param mixed $value What came.
	 */
	private static function text( $value ): string {
		return is_string( $value ) ? $value : '';
	}
}
