<?php
/**
 * Every way this plugin says no.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/** Thrown anywhere in a request: the visitor reads its message, and nothing else of what went wrong. */
final class Failure extends \Exception {

	/** Says no. */
	public function __construct(
		public string $slug, // What it is, for programs.
		public int $status, // The HTTP status.
		string $message,
		public ?int $retry_after_seconds = null // When it is worth another try.
	) {
		parent::__construct( $message );
	}

	/** One answer for "there is none" and "it is another visitor's": a guessed uuid learns nothing. */
	public static function payload_not_found(): self {
		return new self( 'xumm_not_found', 404, __( 'There is no such request of yours.', 'xumm-payload-status' ) );
	}

	/** It is not possible at the moment. */
	public static function busy( int $seconds ): self {
		return new self( 'xumm_busy', 503, Sentences::say( 'tryAgain' ), $seconds );
	}

	/**
	 * The platform or the ledger cannot be used. Why is written to the log of the site, never to a visitor.
	 *
	 * @param string $why For whoever runs the site; holds no key.
	 */
	public static function platform_unavailable( string $why ): self {
		self::log( $why );
		return new self( 'xumm_platform_unavailable', 502, Sentences::say( 'tryAgain' ) );
	}

	/** Writes to the log of the site. */
	public static function log( string $what ): void {
		// phpcs:ignore WordPress.PHP.DevelopmentFunctions.error_log_error_log -- the only place where whoever runs the site can find it.
		error_log( "Xumm Payload Status: $what" );
	}

	/** As WordPress answers errors of its REST API. */
	public function to_response(): \WP_REST_Response {
		$response = new \WP_REST_Response(
			array(
				'code'    => $this->slug,
				'message' => $this->getMessage(),
				'data'    => array( 'status' => $this->status ),
			),
			$this->status
		);
		if ( null !== $this->retry_after_seconds ) {
			$response->header( 'Retry-After', (string) $this->retry_after_seconds );
		}
		return $response;
	}
}
