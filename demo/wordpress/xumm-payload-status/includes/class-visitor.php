<?php
/**
 * Who asks.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * A browser that holds our cookie. It gets one when it starts its first request, not before: pages without one can be
 * cached for everybody.
 */
final class Visitor {

	/** The visitor of this request, as the table knows them; null without a cookie. */
	public static function id(): ?string {
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput.MissingUnslash,WordPress.Security.ValidatedSanitizedInput.InputNotSanitized -- compared with a pattern.
		$token = $_COOKIE[ self::cookie_name() ] ?? '';
		return is_string( $token ) && preg_match( '/^[0-9a-f]{64}$/D', $token ) ? hash( 'sha256', $token ) : null;
	}

	/** The same; a stranger is given a cookie. */
	public static function id_or_new(): string {
		$id = self::id();
		if ( null !== $id ) {
			return $id;
		}
		$token = bin2hex( random_bytes( 32 ) );
		// `Lax`, not `Strict`: the wallet leads the visitor back here from outside, and has to find them known.
		setcookie(
			self::cookie_name(),
			$token,
			array(
				'expires'  => time() + MONTH_IN_SECONDS,
				'path'     => '/',
				'secure'   => is_ssl(),
				'httponly' => true,
				'samesite' => 'Lax',
			)
		);
		return hash( 'sha256', $token );
	}

	/** Whether an order is this visitor's. */
	public static function owns( ?Order $order ): bool {
		$id = self::id();
		return null !== $order && null !== $id && hash_equals( $order->visitor, $id );
	}

	/** Over https a browser takes a `__Host-` cookie only from this very host: no other subdomain can plant one. */
	private static function cookie_name(): string {
		return ( is_ssl() ? '__Host-' : '' ) . 'xumm_visitor';
	}
}
