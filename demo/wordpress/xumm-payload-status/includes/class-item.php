<?php
/**
 * What a shortcode or block offers.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/** One thing that a page offers. Its price is in the post or comes from a shop plugin, never from a browser. */
final class Item {

	const ATTRIBUTES = array( 'type', 'name', 'amount', 'currency', 'label', 'instruction', 'reference' );

	/** All XRP that exist. */
	const MAX_XRP = '100000000000';

	/** What the table has room for. */
	const MAX_REFERENCE = 190;
	const MAX_DEADLINE  = 40;

	/** The platform's limit for `custom_meta.instruction`, in units of UTF-16: an emoji is two. */
	const MAX_INSTRUCTION = 280;

	private function __construct(
		public string $type, // `payment` or `sign-in`.
		public string $name, // Stays the same when the price changes.
		public string $amount, // Drops of XRP (a million to the XRP), or the token's value; empty for a sign-in.
		public string $currency, // Of a token, as the ledger spells it; empty for XRP.
		public string $issuer, // Of the token.
		public string $label, // The button's words.
		public string $instruction, // What the wallet shows to the person.
		public string $reference = '', // Of a shop plugin's order; empty for an item of a page.
		public ?int $destination_tag = null, // Wins over the one in the settings.
		public ?string $deadline = null // RFC 3339; what arrives later is `late`.
	) {}

	/**
	 * Reads the attributes of a shortcode or a block.
	 *
	 * @param array $attributes As written, not checked.
	 * @throws \InvalidArgumentException With a sentence for their author.
	 */
	public static function read( array $attributes, Settings $settings ): self {
		foreach ( array_keys( $attributes ) as $key ) {
			if ( ! in_array( $key, self::ATTRIBUTES, true ) ) {
				/* translators: 1: an attribute (or stray word), 2: list of attributes. */
				throw new \InvalidArgumentException( sprintf( __( 'It knows no "%1$s"; its attributes are %2$s.', 'xumm-payload-status' ), is_int( $key ) ? $attributes[ $key ] : $key, implode( ', ', self::ATTRIBUTES ) ) );
			}
		}
		$reference = self::text( $attributes, 'reference' );
		if ( '' !== $reference ) {
			return self::of_reference( $reference, $settings );
		}
		$code = self::text( $attributes, 'currency' );
		if ( ! in_array( $code, array( '', 'XRP' ), true ) && ! isset( $settings->tokens[ $code ] ) ) {
			/* translators: 1: a currency code, 2: list of currency codes. */
			throw new \InvalidArgumentException( sprintf( __( 'currency "%1$s" is none of those that can be paid in here: %2$s.', 'xumm-payload-status' ), $code, implode( ', ', array( 'XRP', ...array_keys( $settings->tokens ) ) ) ) );
		}
		return self::offered( $attributes, $settings->tokens[ $code ] ?? '' );
	}

	/**
	 * What a shop plugin says about its own order.
	 *
	 * @throws \InvalidArgumentException With a sentence for the author of the plugin or the page.
	 */
	private static function of_reference( string $reference, Settings $settings ): self {
		if ( mb_strlen( $reference ) > self::MAX_REFERENCE ) {
			throw new \InvalidArgumentException( __( 'reference can be 190 characters long at most.', 'xumm-payload-status' ) );
		}
		/**
		 * Makes an order of a shop plugin payable. Called when the page is shown, and again when the button is pressed.
		 *
		 * @param array|null $offer     Null: nothing is payable. Else `amount` (such as `12.5`) and, if need be, `currency`
		 *                              and `issuer` (none: XRP), `destination_tag`, `deadline` (RFC 3339), `label`,
		 *                              `instruction`.
		 * @param string     $reference The order, as `[xumm_payload_status reference="…"]` names it. Check that the
		 *                              visitor may see it: anybody can send a reference.
		 */
		$offer = apply_filters( 'xumm_payload_status_payable', null, $reference );
		if ( ! is_array( $offer ) ) {
			/* translators: %s: the reference of an order. */
			throw new \InvalidArgumentException( sprintf( __( 'Nothing is payable for the reference "%s": no plugin answers the filter xumm_payload_status_payable for it.', 'xumm-payload-status' ), $reference ) );
		}
		$code = self::text( $offer, 'currency' );
		$item = self::offered( $offer, '' === self::text( $offer, 'issuer' ) ? $settings->tokens[ $code ] ?? '' : self::text( $offer, 'issuer' ) );

		$item->reference       = $reference;
		$item->name            = 'order';
		$item->destination_tag = Reading::tag( $offer['destination_tag'] ?? null );
		$item->deadline        = Reading::name( $offer['deadline'] ?? null );
		if ( isset( $offer['destination_tag'] ) && null === $item->destination_tag || null !== $item->deadline && ( null === Reading::time( $item->deadline ) || strlen( $item->deadline ) > self::MAX_DEADLINE ) ) {
			throw new \InvalidArgumentException( __( 'destination_tag has to be a number of 32 bits, and deadline a time such as 2027-01-31T12:00:00Z.', 'xumm-payload-status' ) );
		}
		return $item;
	}

	/**
	 * @throws \InvalidArgumentException With a sentence for their author.
	 */
	private static function offered( array $given, string $issuer ): self {
		$type = self::text( $given, 'type' );
		$type = '' === $type ? 'payment' : $type;
		if ( 'payment' !== $type && 'sign-in' !== $type ) {
			throw new \InvalidArgumentException( __( 'type has to be payment or sign-in.', 'xumm-payload-status' ) );
		}
		$name = self::text( $given, 'name' );
		$name = '' === $name ? $type : $name;
		if ( ! preg_match( '/^[a-z0-9][a-z0-9-]{0,39}$/D', $name ) ) {
			throw new \InvalidArgumentException( __( 'name has to be a word of a-z, 0-9 and hyphens, 40 characters at most.', 'xumm-payload-status' ) );
		}
		$instruction = self::text( $given, 'instruction' );
		if ( mb_strlen( $instruction ) + preg_match_all( '/[\xf0-\xf4]/', $instruction ) > self::MAX_INSTRUCTION ) {
			throw new \InvalidArgumentException( __( 'instruction can be 280 characters long at most.', 'xumm-payload-status' ) );
		}
		$written = self::text( $given, 'amount' );
		$code    = self::text( $given, 'currency' );
		$code    = '' === $code ? 'XRP' : $code;
		if ( 'sign-in' === $type ) {
			if ( '' !== $written ) {
				throw new \InvalidArgumentException( __( 'A sign-in has no amount.', 'xumm-payload-status' ) );
			}
			return new self( $type, $name, '', '', '', self::label( $given, Sentences::say( 'signIn' ) ), $instruction );
		}
		$is_xrp = 'XRP' === $code;
		if ( ! $is_xrp && ! Ledger_Data::is_address( $issuer ) ) {
			throw new \InvalidArgumentException( __( 'The issuer of a token has to be an XRPL address (r…).', 'xumm-payload-status' ) );
		}
		return new self(
			$type,
			$name,
			self::amount( $written, $is_xrp ),
			$is_xrp ? '' : Ledger_Data::currency( $code ),
			$is_xrp ? '' : $issuer,
			self::label( $given, Sentences::say( 'pay', "$written $code" ) ),
			$instruction
		);
	}

	/**
	 * Reads an amount as a person writes it, without using floats.
	 *
	 * @return string Drops, or the token's value.
	 * @throws \InvalidArgumentException With a sentence for its author.
	 */
	private static function amount( string $written, bool $is_xrp ): string {
		$pattern = $is_xrp ? '/^\d{1,12}(\.\d{1,6})?$/D' : '/^(?=[\d.]{1,16}$)\d+(\.\d+)?$/D';
		$amount  = preg_match( $pattern, $written ) ? Decimal::read( $written ) : null;
		if ( null === $amount || 0 === $amount->compare( Decimal::zero() ) || $is_xrp && $amount->compare( Decimal::read( self::MAX_XRP ) ) > 0 ) {
			throw new \InvalidArgumentException(
				sprintf(
					$is_xrp
						/* translators: %s: what was written. */
						? __( 'amount "%s" is no amount of XRP: write it like 10 or 0.25, with a point and six decimals at most.', 'xumm-payload-status' )
						/* translators: %s: what was written. */
						: __( 'amount "%s" is no amount of a token: write it like 10 or 0.25, with a point and 15 digits at most.', 'xumm-payload-status' ),
					$written
				)
			);
		}
		return (string) ( $is_xrp ? Decimal::read( "{$amount}e6" ) : $amount );
	}

	private static function label( array $given, string $usual ): string {
		$label = self::text( $given, 'label' );
		return '' === $label ? $usual : $label;
	}

	/** An attribute as text. WordPress stores `&` as an entity for authors whose HTML it filters. */
	private static function text( array $attributes, string $name ): string {
		$value = $attributes[ $name ] ?? null;
		return is_scalar( $value ) ? trim( html_entity_decode( (string) $value, ENT_QUOTES | ENT_HTML5, 'UTF-8' ) ) : '';
	}

	/** Distinguishes it from all other items. The terms are part of it, so two items may have the same name. */
	public function key(): string {
		return "{$this->name}-" . substr( md5( implode( '|', array( $this->type, $this->amount, $this->currency, $this->issuer, $this->reference ) ) ), 0, 8 );
	}
}
