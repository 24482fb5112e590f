<?php
/**
 * Values of JSON that comes from somebody else.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * Each function reads one kind of value from the result of `json_decode` (objects, not arrays), and returns null for
 * anything else: what cannot be read counts as absent.
 */
final class Reading {

	/** Above this, JSON numbers are not exact. */
	const MAX_NUMBER = 9007199254740991;

	/** More seconds than from the year 1 to 1970. Added to a time, it makes it positive. */
	const MAX_BEFORE_1970 = 99999999999;

	/**
	 * The value at the end of a path through objects.
	 *
	 * @return mixed
	 */
	public static function at( $value, string ...$path ) {
		foreach ( $path as $name ) {
			$value = $value instanceof \stdClass && property_exists( $value, $name ) ? $value->$name : null;
		}
		return $value;
	}

	/** A non-empty object; PHP writes an empty one as a list. */
	public static function object( $value ): ?\stdClass {
		return $value instanceof \stdClass && array() !== get_object_vars( $value ) ? $value : null;
	}

	/** A non-empty text. */
	public static function name( $value ): ?string {
		return is_string( $value ) && '' !== $value ? $value : null;
	}

	/** A non-negative whole number. */
	public static function number( $value ): ?int {
		$is_whole = is_int( $value ) || is_float( $value ) && floor( $value ) === $value;
		return $is_whole && $value >= 0 && $value <= self::MAX_NUMBER ? (int) $value : null;
	}

	/** 256 bits as 64 hex digits, in upper case. */
	public static function hash( $value ): ?string {
		return is_string( $value ) && preg_match( '/^[0-9a-f]{64}$/Di', $value ) ? strtoupper( $value ) : null;
	}

	/** The name of a network, trimmed and in upper case. */
	public static function network( $value ): ?string {
		$name = is_string( $value ) ? preg_replace( '/^[\s\p{Z}\x{FEFF}]+|[\s\p{Z}\x{FEFF}]+$/Du', '', $value ) : null;
		return null === $name || '' === $name ? null : strtoupper( $name );
	}

	/** A destination tag: a number or digits, 32 bits. */
	public static function tag( $value ): ?int {
		if ( is_string( $value ) && preg_match( '/^0*(\d{1,10})$/D', $value, $parts ) ) {
			$value = (int) $parts[1];
		}
		$tag = self::number( $value );
		return null !== $tag && $tag <= 4294967295 ? $tag : null;
	}

	/** An RFC 3339 time as a text that `strcmp` can compare. */
	public static function time( $value ): ?string {
		$pattern = '/^(\d{4})-(\d\d)-(\d\d)(T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d+))?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/D';
		if ( ! is_string( $value ) || ! preg_match( $pattern, $value, $parts ) || ! checkdate( (int) $parts[2], (int) $parts[3], 2000 + (int) $parts[1] % 400 ) ) {
			return null;
		}
		$whole = new \DateTimeImmutable( "{$parts[1]}-{$parts[2]}-{$parts[3]}{$parts[4]}{$parts[6]}" );
		return self::moment( $whole->getTimestamp(), substr( $parts[5], 0, 3 ) );
	}

	/**
	 * The same, from seconds since 1970.
	 *
	 * @param string $fraction The digits behind the point.
	 */
	public static function moment( int $seconds, string $fraction = '' ): string {
		return sprintf( '%017d.%s', $seconds + self::MAX_BEFORE_1970, rtrim( $fraction, '0' ) );
	}
}
