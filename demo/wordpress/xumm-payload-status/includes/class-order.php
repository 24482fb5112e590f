<?php
/**
 * Something to be paid or signed, and what became of it.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * A row of the table. What is due is written down when the button is pressed: a later change of the post or of the
 * settings changes nothing about it. A request that ends without money is followed by another for the same order, with
 * the same InvoiceID, so whichever is signed pays for this order.
 */
final class Order {

	/** How delivery stands: not due, due, done, or given up. */
	const NONE      = 'none';
	const QUEUED    = 'queued';
	const DELIVERED = 'delivered';
	const DEAD      = 'dead';

	/** Whether a person has to look: no, yes, yes and a mail is sent, and no longer. */
	const CALM    = 0;
	const NEW     = 1;
	const MAILED  = 2;
	const HANDLED = 3;

	/** Verdicts with which an order is delivered. `signed-in` is the plugin's own, for a sign-in. */
	const GOOD = array( 'paid', 'overpaid', 'signed-in' );

	/** All there is to know, in the order of the table. */
	private function __construct(
		public int $id, // Ours.
		public ?string $slot, // Whose current order of what this is; null once another has taken its place.
		public ?string $uuid, // Of the payload, in lower case; null before there is one.
		public string $earlier, // Uuids of the payloads before it, with blanks between.
		public string $identifier, // Our own name for the payload, which comes back in `custom_meta.identifier`.
		public string $visitor, // SHA-256 of the cookie of whoever pressed the button.
		public int $user_id, // Who that is, if they were logged in; else 0.
		public int $post_id, // Where it was offered; 0 for something that stands outside posts.
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
		public int $payload_at, // When the payload was created; likewise.
		public ?string $status, // The payload status that was told last, as JSON.
		public float $asked_at, // When that was.
		public int $next_at, // When the sweep asks next.
		public string $verdict, // Of Judge, or `signed-in`.
		public string $reason, // Of it.
		public bool $is_final, // Whether asking again changes nothing.
		public bool $is_signed, // Whether its present payload was signed.
		public bool $was_ever_signed, // Whether any of its payloads was, or anything arrived: it is kept for good.
		public string $account, // Who signed.
		public string $txids, // Of its payments, with blanks between.
		public ?string $delivered, // What arrived, as JSON.
		public ?string $surplus, // What of it is too much, as JSON.
		public string $delivery, // NONE, QUEUED, DELIVERED or DEAD.
		public int $tries, // How often that was tried.
		public int $deliver_at, // When it is tried next.
		public string $fault, // Why the last try failed.
		public int $attention // CALM, NEW, MAILED or HANDLED.
	) {}

	/** From the database, where everything is a string: PHP makes it what is declared above. */
	public static function from_row( array $row ): self {
		$names = array_map( static fn( \ReflectionParameter $parameter ): string => $parameter->getName(), ( new \ReflectionMethod( self::class, '__construct' ) )->getParameters() );
		return new self( ...array_intersect_key( $row, array_flip( $names ) ) );
	}

	/** What Judge decides about, and transactions carry. */
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
	 * The amount that is due, as the ledger writes it.
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

	/** An amount for people to read. */
	public static function readable( $amount ): string {
		if ( is_string( $amount ) ) {
			return Decimal::read( "{$amount}e-6" ) . ' XRP';
		}
		$code = (string) ( $amount->currency ?? '' );
		return ( $amount->value ?? '' ) . ' ' . ( 40 === strlen( $code ) ? rtrim( (string) hex2bin( $code ), "\0" ) : $code );
	}

	/**
	 * What the rest of the site is told of it.
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
