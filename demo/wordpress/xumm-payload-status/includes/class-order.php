<?php
/**
 * A payment or a sign-in, and its state.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * A row of the table. The terms are stored when the button is pressed; later changes of the post or the settings do not
 * change them. If a payload ends without money, the order gets another one with the same InvoiceID, so that a payment
 * by either pays for this order.
 */
final class Order {

	/** The state of the delivery: not due, due, done, or given up. */
	const NONE      = 'none';
	const QUEUED    = 'queued';
	const DELIVERED = 'delivered';
	const DEAD      = 'dead';

	/** Whether a person must look: no; yes; yes, and a mail was sent; no longer. */
	const CALM    = 0;
	const NEW     = 1;
	const MAILED  = 2;
	const HANDLED = 3;

	/** The verdicts with which an order is delivered. `signed-in` is the plugin's own. */
	const GOOD = array( 'paid', 'overpaid', 'signed-in' );

	/** All columns but the lock, in the order of the table. */
	private function __construct(
		public int $id, // The plugin's own number.
		public ?string $slot, // Visitor and item; null once another order has replaced this one.
		public ?string $uuid, // Of the payload, in lower case; null before there is one.
		public string $earlier, // Uuids of earlier payloads, separated by spaces.
		public string $identifier, // Sent as `custom_meta.identifier`.
		public string $visitor, // SHA-256 of the cookie of whoever pressed the button.
		public int $user_id, // The user, if logged in; else 0.
		public int $post_id, // Where it was offered; 0 outside posts.
		public string $item, // The item's key there.
		public string $reference, // Of a shop plugin's order, or empty.
		public string $type, // `payment` or `sign-in`.
		public string $amount, // Drops, or the token's value; empty for a sign-in.
		public string $currency, // Of a token; empty for XRP.
		public string $issuer, // Of the token.
		public string $destination, // Who is paid.
		public ?int $destination_tag, // With which tag.
		public string $network, // On which ledger.
		public bool $two_ledgers, // Whether two ledger servers have to agree.
		public string $invoice_id, // 64 random hex digits, which a payment for this order carries.
		public ?int $first_ledger, // The newest validated ledger when it was made.
		public ?string $deadline, // RFC 3339; what arrives later is `late`.
		public string $websocket_url, // `refs.websocket_status` of the created payload.
		public string $sign_url, // `next.always`.
		public int $created_at, // Seconds since 1970.
		public int $payload_at, // When the payload was created, in seconds since 1970.
		public float $spent_until, // See Examiner::may_ask().
		public ?string $status, // The last payload status, as JSON.
		public float $asked_at, // When the last question began.
		public int $next_at, // When the sweep asks next.
		public string $verdict, // Of Judge, or `signed-in`.
		public string $reason, // Of the verdict.
		public bool $is_final, // Whether asking again would change nothing.
		public bool $is_signed, // Whether the current payload was signed.
		public bool $was_ever_signed, // Whether any payload was signed, or anything arrived: then the order is never deleted.
		public string $account, // Who signed.
		public string $txids, // Of its payments, separated by spaces.
		public ?string $delivered, // What arrived, as JSON.
		public ?string $surplus, // What arrived beyond the amount due, as JSON.
		public string $delivery, // NONE, QUEUED, DELIVERED or DEAD.
		public int $tries, // How often a delivery was tried.
		public int $deliver_at, // When it is tried next.
		public int $leased_until, // Until then a process may be at it.
		public string $fault, // Why the last try failed.
		public int $attention // CALM, NEW, MAILED or HANDLED.
	) {}

	/**
	 * The columns above.
	 *
	 * @return string[]
	 */
	public static function columns(): array {
		return array_map( static fn( \ReflectionParameter $parameter ): string => $parameter->getName(), ( new \ReflectionMethod( self::class, '__construct' ) )->getParameters() );
	}

	/** From the database, where everything is a string: PHP converts it to the types above. */
	public static function from_row( array $row ): self {
		return new self( ...$row );
	}

	/** What Judge needs, and what transactions contain. */
	public function terms(): \stdClass {
		return (object) array(
			'network'         => $this->network,
			'destination'     => $this->destination,
			'destinationTag'  => $this->destination_tag,
			'amount'          => $this->ledger_amount(),
			'invoiceId'       => $this->invoice_id,
			'firstLedger'     => $this->first_ledger,
			'deadline'        => $this->deadline,
			'needsTwoLedgers' => $this->two_ledgers,
		);
	}

	/**
	 * The amount due, as the ledger writes it.
	 *
	 * @return string|\stdClass Drops, or a token.
	 */
	public function ledger_amount() {
		return '' === $this->currency ? $this->amount : (object) array(
			'currency' => $this->currency,
			'issuer'   => $this->issuer,
			'value'    => $this->amount,
		);
	}

	public static function readable( $amount ): string {
		if ( is_string( $amount ) ) {
			return Decimal::read( "{$amount}e-6" ) . ' XRP';
		}
		$code = (string) ( $amount->currency ?? '' );
		return ( $amount->value ?? '' ) . ' ' . ( 40 === strlen( $code ) ? rtrim( (string) hex2bin( $code ), "\0" ) : $code );
	}

	/**
	 * What hooks of other plugins get.
	 *
	 * @return array<string, mixed>
	 */
	public function facts(): array {
		return array(
			'key'       => "xumm-{$this->id}",
			'type'      => $this->type,
			'verdict'   => $this->verdict,
			'reference' => $this->reference,
			'post_id'   => $this->post_id,
			'item'      => $this->item,
			'user_id'   => $this->user_id,
			'amount'    => '' === $this->amount ? null : json_decode( wp_json_encode( $this->ledger_amount() ), true ),
			'delivered' => json_decode( $this->delivered ?? 'null', true ),
			'surplus'   => json_decode( $this->surplus ?? 'null', true ),
			'network'   => $this->network,
			'account'   => $this->account,
			'txids'     => '' === $this->txids ? array() : explode( ' ', $this->txids ),
			'uuid'      => $this->uuid,
		);
	}
}
