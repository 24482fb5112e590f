<?php
/**
 * What a shortcode or block offers.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * One thing that can be asked for on a page. What it costs is written in the post, never sent by a browser.
 */
final class Item {

	const ATTRIBUTES = array( 'type', 'name', 'amount', 'label', 'instruction' );

	/** All XRP there is, in drops. */
	const MAX_DROPS = 100000000000000000;

	/** The platform's limit for `custom_meta.instruction`. */
	const MAX_INSTRUCTION = 280;

	/**
	 * Takes what was read.
	 *
	 * @param string $type        `payment` or `sign-in`.
	 * @param string $name        Tells it from the others in the same post.
	 * @param string $drops       The amount due, as the ledger writes it: 1 XRP is `1000000`. Empty for a sign-in.
	 * @param string $label       The button's words.
	 * @param string $instruction What the wallet shows to the person.
	 */
	private function __construct(
		public string $type,
		public string $name,
		public string $drops,
		public string $label,
		public string $instruction
	) {}

	/**
	 * Reads the attributes of a shortcode or block.
	 *
	 * @param array $attributes As written; nothing is known of them.
	 * @throws \InvalidArgumentException With a sentence for whoever wrote them.
	 */
	public static function read( array $attributes ): self {
		foreach ( array_keys( $attributes ) as $key ) {
			if ( ! in_array( $key, self::ATTRIBUTES, true ) ) {
				/* translators: 1: an attribute (or stray word), 2: list of attributes. */
				throw new \InvalidArgumentException( sprintf( __( 'It knows no "%1$s"; its attributes are %2$s.', 'xumm-payload-status' ), is_int( $key ) ? $attributes[ $key ] : $key, implode( ', ', self::ATTRIBUTES ) ) );
			}
		}
		$text = static fn( string $key ): string => is_scalar( $attributes[ $key ] ?? null ) ? trim( (string) $attributes[ $key ] ) : '';
		$type = $text( 'type' );
		$type = '' === $type ? 'payment' : $type;
		if ( 'payment' !== $type && 'sign-in' !== $type ) {
			throw new \InvalidArgumentException( __( 'type has to be payment or sign-in.', 'xumm-payload-status' ) );
		}
		$name = $text( 'name' );
		$name = '' === $name ? $type : $name;
		if ( ! preg_match( '/^[a-z0-9][a-z0-9-]{0,39}$/', $name ) ) {
			throw new \InvalidArgumentException( __( 'name has to be a word of a-z, 0-9 and hyphens, 40 characters at most.', 'xumm-payload-status' ) );
		}
		if ( mb_strlen( $text( 'instruction' ) ) > self::MAX_INSTRUCTION ) {
			throw new \InvalidArgumentException( __( 'instruction can be 280 characters long at most.', 'xumm-payload-status' ) );
		}
		$amount = $text( 'amount' );
		if ( 'payment' === $type ) {
			$drops = self::drops( $amount );
			/* translators: %s: an amount, such as 12.5. */
			$label = sprintf( __( 'Pay %s XRP', 'xumm-payload-status' ), $amount );
		} elseif ( '' === $amount ) {
			$drops = '';
			$label = __( 'Sign in with Xaman', 'xumm-payload-status' );
		} else {
			throw new \InvalidArgumentException( __( 'A sign-in has no amount.', 'xumm-payload-status' ) );
		}
		return new self( $type, $name, $drops, '' === $text( 'label' ) ? $label : $text( 'label' ), $text( 'instruction' ) );
	}

	/**
	 * XRP to drops, without a float in between.
	 *
	 * @param string $amount In XRP, such as `12.5`.
	 * @throws \InvalidArgumentException With a sentence for whoever wrote it.
	 */
	private static function drops( string $amount ): string {
		if ( preg_match( '/^(\d{1,12})(?:\.(\d{1,6}))?$/', $amount, $parts ) ) {
			$drops = (int) ( $parts[1] . str_pad( $parts[2] ?? '', 6, '0' ) );
			if ( $drops > 0 && $drops <= self::MAX_DROPS ) {
				return (string) $drops;
			}
		}
		/* translators: %s: what was written. */
		throw new \InvalidArgumentException( sprintf( __( 'amount "%s" is no amount of XRP: write it like 10 or 0.25, with a point and six decimals at most.', 'xumm-payload-status' ), $amount ) );
	}
}
