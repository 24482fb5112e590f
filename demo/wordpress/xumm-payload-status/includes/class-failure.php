<?php
/**
 * All failures that a visitor can see.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/** Throw it anywhere in a request: the visitor gets its message, and no other detail. */
final class Failure extends \Exception {

	/** The slug if the platform has no such payload for these keys. */
	const GONE = 'xumm_payload_gone';

	public function __construct(
		public string $slug, // What it is, for programs.
		public int $status, // The HTTP status.
		string $message,
		public ?int $retry_after_seconds = null // When another try makes sense.
	) {
		parent::__construct( $message );
	}

	/** The same for "there is none" and "it is another visitor's", so that a guessed uuid reveals nothing. */
	public static function payload_not_found(): self {
		return new self( 'xumm_not_found', 404, __( 'There is no such request of yours.', 'xumm-payload-status' ) );
	}

	public static function busy( int $seconds ): self {
		return new self( 'xumm_busy', 503, Sentences::say( 'tryAgain' ), $seconds );
	}

	/**
	 * The platform or the ledger cannot be used. The cause goes to the log of the site, never to a visitor.
	 *
	 * @param string $why For whoever runs the site; holds no key.
	 */
	public static function platform_unavailable( string $why ): self {
		self::log( $why );
		return new self( 'xumm_platform_unavailable', 502, Sentences::say( 'tryAgain' ) );
	}

	/**
	 * The platform does not know the order's payload. Visitors do not get the 404: the order is theirs.
	 *
	 * @param string $why For whoever runs the site.
	 */
	public static function payload_gone( string $why ): self {
		self::log( $why );
		return new self( self::GONE, 502, Sentences::say( 'tryAgain' ) );
	}

	public static function log( string $what ): void {
		// phpcs:ignore WordPress.PHP.DevelopmentFunctions.error_log_error_log -- the only place where whoever runs the site can find it.
		error_log( "Xumm Payload Status: $what" );
	}

	/** In the format of WordPress's own REST errors. */
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
