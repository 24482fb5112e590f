<?php
/**
 * Two encodings of the XRP Ledger.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/** Reads addresses and signed transactions, as far as this plugin needs them. */
final class Ledger_Data {

	/** The ledger's own base58 alphabet. */
	const ALPHABET = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';

	/** An address is a type (0), the account's id and a checksum. */
	const ADDRESS_BYTES  = 25;
	const CHECKSUM_BYTES = 4;

	/** Field codes of the binary format: the type and the number of a field are in one byte. */
	const TYPE_UINT16          = 1;
	const TYPE_UINT32          = 2;
	const LAST_LEDGER_SEQUENCE = 27;

	/**
	 * Whether it is a classic address (r…) with the right checksum.
	 *
	 * @see https://xrpl.org/docs/references/protocol/data-types/base58-encodings
	 */
	public static function is_address( $address ): bool {
		if ( ! is_string( $address ) || ! preg_match( '/^r[1-9A-HJ-NP-Za-km-z]{24,34}$/D', $address ) ) {
			return false;
		}
		$bytes = array_fill( 0, self::ADDRESS_BYTES, 0 );
		foreach ( str_split( $address ) as $letter ) {
			$carry = (int) strpos( self::ALPHABET, $letter );
			for ( $i = self::ADDRESS_BYTES - 1; $i >= 0; $i-- ) {
				$carry      += 58 * $bytes[ $i ];
				$bytes[ $i ] = $carry & 255;
				$carry     >>= 8;
			}
			if ( $carry > 0 ) {
				return false;
			}
		}
		$binary   = pack( 'C*', ...$bytes );
		$content  = substr( $binary, 0, -self::CHECKSUM_BYTES );
		$checksum = substr( hash( 'sha256', hash( 'sha256', $content, true ), true ), 0, self::CHECKSUM_BYTES );
		return 0 === $bytes[0] && substr( $binary, -self::CHECKSUM_BYTES ) === $checksum;
	}

	/**
	 * The `LastLedgerSequence` of a signed transaction: the last ledger that may contain it.
	 *
	 * @see https://xrpl.org/docs/references/protocol/binary-format
	 * @param mixed $hex The transaction, as the platform tells it in `response.hex`.
	 * @return int|null Null if there is none.
	 */
	public static function last_ledger_sequence( $hex ): ?int {
		if ( ! is_string( $hex ) || 0 !== strlen( $hex ) % 2 || ! ctype_xdigit( $hex ) ) {
			return null;
		}
		$blob = (string) hex2bin( $hex );
		$at   = 0;
		// Fields are sorted by type: this one comes after the 16 bit numbers.
		while ( $at < strlen( $blob ) ) {
			$type   = ord( $blob[ $at ] ) >> 4;
			$number = ord( $blob[ $at ] ) & 15;
			++$at;
			if ( 0 === $number ) {
				$number = ord( $blob[ $at ] ?? "\0" );
				++$at;
			}
			if ( self::TYPE_UINT32 === $type && self::LAST_LEDGER_SEQUENCE === $number && strlen( $blob ) >= $at + 4 ) {
				return unpack( 'N', $blob, $at )[1];
			}
			if ( self::TYPE_UINT16 !== $type && self::TYPE_UINT32 !== $type ) {
				return null;
			}
			$at += self::TYPE_UINT16 === $type ? 2 : 4;
		}
		return null;
	}

	/**
	 * A token's currency code as transactions need it: three characters, or 40 hex digits.
	 *
	 * @param string $code Such as `USD` or `RLUSD`; 20 characters at most.
	 */
	public static function currency( string $code ): string {
		return 3 === strlen( $code ) ? $code : strtoupper( str_pad( bin2hex( $code ), 40, '0' ) );
	}
}
