<?php
/**
 * Exact numbers.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * A non-negative decimal of any length. Floats cannot tell 9999999999999999 drops from one more, and many hosts have
 * neither bcmath nor gmp.
 */
final class Decimal {

	/** The number is $digits / 10^$scale. The digits have no leading zeros; those of 0 are empty. */
	private function __construct( private string $digits, private int $scale ) {}

	/**
	 * Reads text such as `10`, `0.5` or `1e-3`, as the ledger writes the value of a token.
	 *
	 * @return self|null Null if it is anything else.
	 */
	public static function read( $text ): ?self {
		if ( ! is_string( $text ) || ! preg_match( '/^(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/D', $text, $parts ) ) {
			return null;
		}
		$digits = ltrim( $parts[1] . ( $parts[2] ?? '' ), '0' );
		$scale  = strlen( $parts[2] ?? '' ) - (int) ( $parts[3] ?? 0 );
		return $scale < 0 ? new self( '' === $digits ? '' : $digits . str_repeat( '0', -$scale ), 0 ) : new self( $digits, $scale );
	}

	/**
	 * Reads a text of digits only, as the ledger writes drops.
	 *
	 * @return self|null Null if it is anything else.
	 */
	public static function read_whole( $text ): ?self {
		return is_string( $text ) && preg_match( '/^\d+$/D', $text ) ? self::read( $text ) : null;
	}

	public static function zero(): self {
		return new self( '', 0 );
	}

	public function plus( self $other ): self {
		list( $a, $b, $scale ) = self::aligned( $this, $other );
		$carry = 0;
		$sum   = '';
		for ( $i = strlen( $a ) - 1; $i >= 0; $i-- ) {
			$digit = (int) $a[ $i ] + (int) $b[ $i ] + $carry;
			$carry = intdiv( $digit, 10 );
			$sum   = ( $digit % 10 ) . $sum;
		}
		return new self( ltrim( $carry . $sum, '0' ), $scale );
	}

	/**
	 * Subtracts.
	 *
	 * @param self $other At most this number.
	 */
	public function minus( self $other ): self {
		list( $a, $b, $scale ) = self::aligned( $this, $other );
		$borrow = 0;
		$left   = '';
		for ( $i = strlen( $a ) - 1; $i >= 0; $i-- ) {
			$digit  = (int) $a[ $i ] - (int) $b[ $i ] - $borrow;
			$borrow = $digit < 0 ? 1 : 0;
			$left   = ( $digit + 10 * $borrow ) . $left;
		}
		return new self( ltrim( $left, '0' ), $scale );
	}

	/** Returns a number below, equal to or above 0, like `<=>`. */
	public function compare( self $other ): int {
		list( $a, $b ) = self::aligned( $this, $other );
		return strcmp( $a, $b );
	}

	/** Without an exponent and needless zeros. */
	public function __toString(): string {
		$digits = str_pad( $this->digits, $this->scale + 1, '0', STR_PAD_LEFT );
		if ( 0 === $this->scale ) {
			return $digits;
		}
		return rtrim( rtrim( substr( $digits, 0, -$this->scale ) . '.' . substr( $digits, -$this->scale ), '0' ), '.' );
	}

	/**
	 * The digits of two numbers, brought to the same scale and length.
	 *
	 * @return array{string, string, int} Both, and the scale.
	 */
	private static function aligned( self $a, self $b ): array {
		$scale = max( $a->scale, $b->scale );
		$first = $a->digits . str_repeat( '0', $scale - $a->scale );
		$other = $b->digits . str_repeat( '0', $scale - $b->scale );
		$width = max( strlen( $first ), strlen( $other ) );
		return array( str_pad( $first, $width, '0', STR_PAD_LEFT ), str_pad( $other, $width, '0', STR_PAD_LEFT ), $scale );
	}
}
