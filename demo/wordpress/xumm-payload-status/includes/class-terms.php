<?php
/**
 * What is due.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/** The parts of an order that decide about money. */
final class Terms {

	private function __construct(
		public string $network, // Which ledger, in upper case.
		public string $destination, // The account that is paid.
		public ?int $tag, // With which destination tag; null if any will do.
		public Amount $due, // How much.
		private \stdClass $token, // The amount as the order spells it; without properties for XRP.
		public string $invoice_id, // In upper case.
		public ?int $first_ledger, // The newest validated ledger when the order was made.
		public ?string $deadline, // As Reading::time writes it.
		public int $servers // How many ledger servers must agree.
	) {}

	/**
	 * Reads an order. Unlike in answers, a value of the wrong type makes the whole order unreadable.
	 *
	 * @param mixed $order `{network, destination, destinationTag?, amount, invoiceId, firstLedger?, deadline?, needsTwoLedgers?}`.
	 * @return self|null Null if any of it cannot be read.
	 */
	public static function read( $order ): ?self {
		$network     = Reading::network( Reading::at( $order, 'network' ) );
		$destination = Reading::name( Reading::at( $order, 'destination' ) );
		$amount      = Reading::at( $order, 'amount' );
		$due         = Amount::read( $amount );
		$invoice_id  = Reading::hash( Reading::at( $order, 'invoiceId' ) );
		$needs_two   = Reading::at( $order, 'needsTwoLedgers' ) ?? false;
		$optional    = array(
			array( Reading::at( $order, 'destinationTag' ), Reading::tag( Reading::at( $order, 'destinationTag' ) ) ),
			array( Reading::at( $order, 'firstLedger' ), Reading::number( Reading::at( $order, 'firstLedger' ) ) ),
			array( Reading::at( $order, 'deadline' ), Reading::time( Reading::at( $order, 'deadline' ) ) ),
		);
		foreach ( $optional as list( $given, $read ) ) {
			if ( null !== $given && null === $read ) {
				return null;
			}
		}
		if (
			null === $network || null === $destination || null === $invoice_id || ! is_bool( $needs_two )
			|| null === $due || 'MPT' === $due->currency || $due->value->compare( Decimal::zero() ) <= 0
		) {
			return null;
		}
		return new self( $network, $destination, $optional[0][1], $due, is_string( $amount ) ? new \stdClass() : $amount, $invoice_id, $optional[1][1], $optional[2][1], $needs_two ? 2 : 1 );
	}

	/**
	 * Writes an amount of the order's currency, spelled like the order's own.
	 *
	 * @return string|\stdClass Drops, or a token.
	 */
	public function amount( Decimal $value ) {
		return '' === $this->due->currency ? (string) $value : (object) array_merge( (array) $this->token, array( 'value' => (string) $value ) );
	}
}
