<?php
/**
 * The Xumm/Xaman platform's REST calls.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/** Creates, gets and cancels payloads, and tests the keys. */
final class Platform {

	const TIMEOUT_SECONDS = 5;
	const MAX_BYTES       = 65536;

	/** The platform's limits are averages over a minute. */
	const RETRY_AFTER_SECONDS     = 20;
	const MAX_RETRY_AFTER_SECONDS = 3600;

	/** The option with the end of the pause that the platform asked for, in seconds since 1970. */
	const PAUSE_OPTION = 'xumm_payload_status_pause';

	/** A webhook's age is checked by this server's clock, so it must not be further off. */
	const MAX_CLOCK_SECONDS = 300;

	public function __construct( private Settings $settings ) {}

	/**
	 * @return array The platform's response, whose uuid, socket and link were checked.
	 * @throws Failure If there is none.
	 */
	public function create( array $body ): array {
		$created = $this->call( 'POST', 'payload', $body );
		$uuid    = strtolower( Reading::name( $created->uuid ?? null ) ?? '' );
		$sign    = Reading::name( Reading::at( $created, 'next', 'always' ) );
		$socket  = Reading::name( Reading::at( $created, 'refs', 'websocket_status' ) );
		if ( ! wp_is_uuid( $uuid ) || null === $sign || null === $socket || max( strlen( $sign ), strlen( $socket ) ) > 255 ) {
			throw Failure::platform_unavailable( 'POST payload: what the platform answered is no payload.' );
		}
		return array(
			'uuid'          => $uuid,
			'sign_url'      => $sign,
			'websocket_url' => $socket,
		);
	}

	/**
	 * Gets a payload. It contains secrets (`application.issued_user_token`, `response.hex`), so never send it to a
	 * browser.
	 *
	 * @return \stdClass The payload that was created for this order, and no other.
	 * @throws Failure If there is none; Failure::GONE if the platform says so.
	 */
	public function get( Order $order, float $seconds = self::TIMEOUT_SECONDS ): \stdClass {
		$payload = $this->call( 'GET', "payload/{$order->uuid}", null, $seconds );
		$uuid    = Reading::name( Reading::at( $payload, 'meta', 'uuid' ) ) ?? '';
		if ( strtolower( $uuid ) !== $order->uuid || Reading::at( $payload, 'custom_meta', 'identifier' ) !== $order->identifier ) {
			throw Failure::platform_unavailable( 'GET payload: what the platform answered is not the payload of this order.' );
		}
		return $payload;
	}

	/**
	 * Cancels a payload, so that it cannot be signed any more.
	 *
	 * @return bool Whether nobody can sign it now: it was not opened, or had ended.
	 * @throws Failure If the platform cannot be asked.
	 */
	public function cancel( Order $order ): bool {
		try {
			$answer = $this->call( 'DELETE', "payload/{$order->uuid}" );
		} catch ( Failure $failure ) {
			return Failure::GONE === $failure->slug ? false : throw $failure;
		}
		return in_array( Reading::at( $answer, 'result', 'reason' ), array( 'OK', 'ALREADY_CANCELLED', 'ALREADY_EXPIRED' ), true );
	}

	/**
	 * Tests the keys.
	 *
	 * @return \stdClass What the platform says of the application.
	 * @throws Failure If it does not accept them.
	 */
	public function ping(): \stdClass {
		return Reading::object( Reading::at( $this->call( 'GET', 'ping' ), 'auth', 'application' ) ) ?? new \stdClass();
	}

	/**
	 * Calls the platform, and returns the JSON object that it answers.
	 *
	 * @param array|null $body To be sent as JSON.
	 * @throws Failure If there is none.
	 */
	private function call( string $method, string $path, ?array $body = null, float $seconds = self::TIMEOUT_SECONDS ): \stdClass {
		$pause = (int) get_option( self::PAUSE_OPTION, 0 ) - time();
		if ( $pause > 0 && $pause <= self::MAX_RETRY_AFTER_SECONDS ) {
			throw self::rate_limited( $pause );
		}
		if ( $seconds < 1 ) { // WordPress waits at least a second.
			throw Failure::busy( 1 );
		}
		$response = wp_remote_request(
			"{$this->settings->platform_url()}/api/v1/platform/$path",
			array(
				'method'              => $method,
				'timeout'             => min( self::TIMEOUT_SECONDS, $seconds ),
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
		$call = "$method " . strtok( $path, '/' );
		if ( is_wp_error( $response ) ) {
			throw Failure::platform_unavailable( "$call: {$response->get_error_message()}" );
		}
		self::check_clock( wp_remote_retrieve_header( $response, 'date' ) );
		$status = wp_remote_retrieve_response_code( $response );
		$answer = json_decode( wp_remote_retrieve_body( $response ) );
		if ( 200 === $status && $answer instanceof \stdClass && ! isset( $answer->error ) ) {
			Notices::clear( 'keys' );
			return $answer;
		}
		throw $this->failure( $call, $status, self::retry_after( $response ) );
	}

	private function failure( string $call, $status, int $retry_after ): Failure {
		if ( 429 === $status ) {
			update_option( self::PAUSE_OPTION, time() + $retry_after );
			return self::rate_limited( $retry_after );
		}
		if ( 404 === $status && ! str_starts_with( $call, 'POST' ) ) {
			return Failure::payload_gone( "$call: the platform has no such payload for this API key." );
		}
		if ( in_array( $status, array( 401, 403 ), true ) ) {
			Notices::report( 'keys', __( 'The platform refuses the API key and secret. Check them in Settings → Xumm Payload Status.', 'xumm-payload-status' ) );
			return Failure::platform_unavailable( "$call: the platform answered HTTP $status. Check the API key and secret in Settings → Xumm Payload Status." );
		}
		return Failure::platform_unavailable( "$call: the platform answered HTTP $status." );
	}

	/** In how many seconds it is worth another try: the header has seconds, or a time by the platform's clock. */
	private static function retry_after( $response ): int {
		$header = wp_remote_retrieve_header( $response, 'retry-after' );
		$header = is_string( $header ) ? trim( $header ) : '';
		if ( ctype_digit( $header ) ) {
			$seconds = (int) $header;
		} else {
			$at      = strtotime( $header );
			$date    = wp_remote_retrieve_header( $response, 'date' );
			$now     = is_string( $date ) ? strtotime( $date ) : false;
			$seconds = false === $at ? self::RETRY_AFTER_SECONDS : $at - ( false === $now ? time() : $now );
		}
		return min( max( $seconds, 1 ), self::MAX_RETRY_AFTER_SECONDS );
	}

	/** The platform asks for a pause, which counts for all calls. */
	private static function rate_limited( int $seconds ): Failure {
		return new Failure( 'xumm_rate_limited', 429, Sentences::say( 'tryAgain' ), $seconds );
	}

	/**
	 * Tells the owner if this server's clock is wrong: then webhooks are refused. Nothing about money depends on it.
	 *
	 * @param mixed $date The platform's header `Date`.
	 */
	private static function check_clock( $date ): void {
		$now = is_string( $date ) ? strtotime( $date ) : false;
		$off = false === $now ? 0 : abs( time() - $now );
		if ( $off > self::MAX_CLOCK_SECONDS ) {
			/* translators: %s: a time span, such as "1 day". */
			Notices::report( 'clock', sprintf( __( 'The clock of this server is %s off. Payments are found all the same, only later: set the clock.', 'xumm-payload-status' ), human_time_diff( 0, $off ) ) );
		} elseif ( false !== $now ) {
			Notices::clear( 'clock' );
		}
	}

	/**
	 * The platform's signature of a webhook: HMAC-SHA-1, keyed with the secret without its first hyphen.
	 *
	 * @param string $time Seconds since 1970, as the header has it.
	 */
	public static function signature( string $time, string $body, string $secret ): string {
		return hash_hmac( 'sha1', $time . $body, preg_replace( '/-/', '', $secret, 1 ) );
	}
}
