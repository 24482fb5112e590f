<?php
/**
 * The visitor of a request.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * A browser that has the plugin's cookie. It gets one with its first order, not before, so that pages without a cookie
 * can be cached.
 */
final class Visitor {

	/** The visitor's id in the table; null without a cookie. */
	public static function id(): ?string {
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput.MissingUnslash,WordPress.Security.ValidatedSanitizedInput.InputNotSanitized -- compared with a pattern.
		$token = $_COOKIE[ self::cookie_name() ] ?? '';
		return is_string( $token ) && preg_match( '/^[0-9a-f]{64}$/D', $token ) ? hash( 'sha256', $token ) : null;
	}

	/** The same; a new visitor gets a cookie. */
	public static function id_or_new(): string {
		$id = self::id();
		if ( null !== $id ) {
			return $id;
		}
		$token = bin2hex( random_bytes( 32 ) );
		// `Lax`, not `Strict`: the wallet sends the visitor back from outside, and they must be recognized.
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

	/**
	 * Over https a browser accepts a `__Host-` cookie only from exactly this host, so that no other subdomain can plant
	 * one.
	 */
	private static function cookie_name(): string {
		return ( is_ssl() ? '__Host-' : '' ) . 'xumm_visitor';
	}
}
