<?php
/**
 * Amounts of money on the ledger.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/** An amount in drops (millionths of an XRP), or of an issued token. */
final class Amount {

	/** The currency is empty for XRP, else its code, in one spelling per currency. */
	private function __construct( public Decimal $value, public string $currency, public string $issuer ) {}

	/**
	 * Reads an amount as the ledger's API writes it: drops as text, or {currency, issuer, value}.
	 *
	 * @return self|null Null if it cannot be read.
	 */
	public static function read( $amount ): ?self {
		$drops = Decimal::read_whole( $amount );
		if ( null !== $drops ) {
			return new self( $drops, '', '' );
		}
		if ( ! $amount instanceof \stdClass ) {
			return null;
		}
		if ( isset( $amount->mpt_issuance_id ) ) {
			// A multi-purpose token: known, but never what is due.
			$id    = Reading::name( $amount->mpt_issuance_id );
			$value = Decimal::read_whole( $amount->value ?? null );
			return $value && null !== $id && ! isset( $amount->currency ) && ! isset( $amount->issuer ) ? new self( $value, 'MPT', strtoupper( $id ) ) : null;
		}
		$value    = Decimal::read( $amount->value ?? null );
		$currency = self::currency( $amount->currency ?? null );
		$issuer   = $amount->issuer ?? null;
		return $value && null !== $currency && is_string( $issuer ) && '' !== $issuer ? new self( $value, $currency, $issuer ) : null;
	}

	/**
	 * A currency code in one spelling, so that codes can be compared: `=` and three characters if it has them, else `#`
	 * and 40 upper-case hex digits. No code in this spelling equals the empty one of XRP, or the `MPT` above.
	 *
	 * @param mixed $code Three printable characters, or 40 hex digits.
	 */
	private static function currency( $code ): ?string {
		if ( ! is_string( $code ) ) {
			return null;
		}
		if ( preg_match( '/^0{24}((?:[2-6][0-9a-f]|7[0-9a-e]){3})0{10}$/Di', $code, $parts ) ) {
			$code = hex2bin( $parts[1] );
		} elseif ( preg_match( '/^[0-9a-f]{40}$/Di', $code ) ) {
			return '#' . strtoupper( $code );
		}
		return preg_match( '/^[\x20-\x7e]{3}$/D', $code ) && 'XRP' !== $code ? "=$code" : null;
	}

	public function equals( self $other ): bool {
		return $this->currency === $other->currency && $this->issuer === $other->issuer && 0 === $this->value->compare( $other->value );
	}
}
