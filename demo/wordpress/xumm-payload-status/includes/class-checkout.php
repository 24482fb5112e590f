<?php
/**
 * Creates payloads.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/** Starts a visitor's order of an item. */
final class Checkout {

	/** A payload must be opened within this time. */
	const EXPIRE_MINUTES = 10;

	/** A payload that is about to expire is not shown again. */
	const USABLE_SECONDS = ( self::EXPIRE_MINUTES - 1 ) * MINUTE_IN_SECONDS;

	/**
	 * The platform publishes a decline before it stores it, so a payload that the visitor has just declined may still
	 * read as open. Then it is read again after these pauses, in milliseconds.
	 */
	const PAUSES_MS = array( 500, 1000, 1500, 0 );

	/** After this time nothing more is asked: one more call may follow, well before Orders::LOCK_SECONDS. */
	const MAX_SECONDS = 20;

	/** Verdicts with which no money has arrived, so that the order may get another payload. */
	const WITHOUT_MONEY = array( 'failed', 'wrong-network', 'rejected', 'expired' );

	public function __construct(
		private Settings $settings,
		private Orders $orders,
		private Platform $platform,
		private Ledger $ledger,
		private Examiner $examiner
	) {}

	/**
	 * Starts an order. Whoever presses the button again gets the payload that is open, because nobody should pay twice,
	 * and the platform limits calls.
	 *
	 * @param string $back The page that shows it, as an address that `{id}` completes.
	 * @param string $instead_of The payload that ended before the visitor's eyes, or an empty string.
	 * @throws Failure If that cannot be.
	 */
	public function start( Item $item, int $post_id, string $visitor, string $back, string $instead_of ): Order {
		$slot = hash( 'sha256', '' === $item->reference ? "$visitor/$post_id/{$item->name}" : "reference/{$item->reference}" );
		$open = $this->orders->in_slot( $slot );
		if ( null !== $open && ! self::is_same( $open, $item, $this->terms( $item ) ) && $this->orders->alone( $open, array( $this, 'leave' ) ) ) {
			$open = null;
		}
		// Stored before the platform is asked: of two clicks at the same time one succeeds, and the other waits.
		$order = $open ?? $this->add( $slot, $item, $post_id, $visitor );
		$order = $this->orders->alone( $order, fn( Order $order ): ?Order => $this->payable( $order, $item, $visitor, $back, $instead_of ) );
		return $order ?? $this->start( $item, $post_id, $visitor, $back, '' );
	}

	/**
	 * The order with a payload that can be used; null if there has to be another order, as when this one is paid
	 * and the item can be bought again.
	 *
	 * @param Order $order Locked.
	 * @throws Failure If that cannot be.
	 */
	private function payable( Order $order, Item $item, string $visitor, string $back, string $instead_of ): ?Order {
		if ( null === $order->slot ) {
			return null; // Another process has just taken it out: it may have cancelled the payload, and made another order.
		}
		if ( null === $order->uuid ) {
			return $this->request( $order, $item, $visitor, $back );
		}
		$until = microtime( true ) + self::MAX_SECONDS;
		foreach ( self::PAUSES_MS as $pause_ms ) {
			try {
				$order = $order->is_final ? $order : $this->examiner->ask( $order, $until );
			} catch ( Failure $failure ) {
				// It belongs to the keys that the site had before. Until its time is over, it may be signed.
				return Failure::GONE === $failure->slug ? $this->shown_to( $order, $visitor ) : throw $failure;
			}
			if ( 'pending' !== $order->verdict || $order->is_signed ) {
				break;
			}
			if ( $order->uuid !== $instead_of && abs( time() - $order->payload_at ) < self::USABLE_SECONDS ) {
				return $this->shown_to( $order, $visitor );
			}
			if ( $this->platform->cancel( $order ) ) {
				return $this->request( $order, $item, $visitor, $back );
			}
			if ( $order->uuid !== $instead_of || 0 === $pause_ms || microtime( true ) > $until - Examiner::ANSWER_SECONDS ) {
				return $this->shown_to( $order, $visitor );
			}
			usleep( $pause_ms * 1000 );
		}
		// A wallet's report can get lost: until it is certain that nothing was signed, the order keeps its InvoiceID.
		if ( in_array( $order->verdict, self::WITHOUT_MONEY, true ) && ( $order->is_final || ! $order->is_signed ) ) {
			return $this->request( $order, $item, $visitor, $back );
		}
		if ( $order->is_final && '' === $order->reference ) {
			$this->orders->change( $order, array( 'slot' => null ) );
			return null;
		}
		return $this->shown_to( $order, $visitor );
	}

	/**
	 * An order of a shop plugin may be opened in another browser, because the plugin's filter decides who may see it.
	 */
	private function shown_to( Order $order, string $visitor ): Order {
		if ( $order->visitor !== $visitor ) {
			$this->orders->change( $order, array( 'visitor' => $visitor ) );
		}
		return $order;
	}

	/**
	 * Takes an order out of its slot, because its price or account is no longer the offered one. The sweep still asks
	 * about it.
	 *
	 * @param Order $order Locked: its payload may just be being made.
	 * @return bool False if it stays: an order of a shop plugin that can still be signed must not be payable twice.
	 */
	public function leave( Order $order ): bool {
		$is_over = null === $order->uuid || $order->is_final || ! $order->is_signed && $this->platform->cancel( $order );
		if ( ! $is_over && '' !== $order->reference ) {
			return false;
		}
		$this->orders->change( $order, array( 'slot' => null ) );
		return true;
	}

	/** Whether an earlier order has the terms that are offered now. */
	private static function is_same( Order $order, Item $item, array $terms ): bool {
		foreach ( $terms as $name => $value ) {
			if ( 'deadline' !== $name && $order->$name !== $value ) {
				return false;
			}
		}
		return $order->type === $item->type;
	}

	/**
	 * @return array<string, mixed>
	 */
	private function terms( Item $item ): array {
		return array(
			'amount'          => $item->amount,
			'currency'        => $item->currency,
			'issuer'          => $item->issuer,
			'destination'     => $this->settings->account,
			'destination_tag' => $item->destination_tag ?? $this->settings->destination_tag,
			'network'         => $this->settings->network,
			'deadline'        => $item->deadline,
		);
	}

	/**
	 * Stores a new order.
	 *
	 * @throws Failure If the slot is taken and free again at once.
	 */
	private function add( string $slot, Item $item, int $post_id, string $visitor ): Order {
		$values = $this->terms( $item ) + array(
			'slot'         => $slot,
			'identifier'   => '',
			'visitor'      => $visitor,
			'user_id'      => get_current_user_id(),
			'post_id'      => $post_id,
			'item'         => $item->key(),
			'reference'    => $item->reference,
			'type'         => $item->type,
			'two_ledgers'  => (int) $this->settings->two_ledgers,
			'invoice_id'   => strtoupper( bin2hex( random_bytes( 32 ) ) ),
			'first_ledger' => 'payment' === $item->type ? $this->ledger->newest( $this->settings->network ) : null,
			'created_at'   => time(),
		);
		return $this->orders->add( $values ) ?? $this->orders->in_slot( $slot ) ?? throw Failure::busy( 1 );
	}

	/**
	 * Creates the payload. Nothing that is sent comes from a browser, except the address of the page to return to,
	 * which is one of this site.
	 */
	private function request( Order $order, Item $item, string $visitor, string $back ): Order {
		$identifier = 'wp-' . bin2hex( random_bytes( 16 ) );
		$is_payment = 'payment' === $order->type;
		$created    = $this->platform->create(
			array(
				'txjson'      => $is_payment ? self::payment( $order ) : array( 'TransactionType' => 'SignIn' ),
				'options'     => array_filter(
					array(
						'expire'        => self::EXPIRE_MINUTES,
						// The platform fills in the uuid. A phone opens this in a *new* tab; a desktop's page stays.
						'return_url'    => array( 'app' => $back ),
						// Asks the wallet to use the right network. Judge checks whether it did.
						'force_network' => $is_payment ? $order->network : null,
					)
				),
				'custom_meta' => array_filter(
					array(
						'identifier'  => $identifier,
						'instruction' => $item->instruction,
					)
				),
			)
		);
		$before     = clone $order;
		try {
			$this->orders->change(
				$order,
				$created + array(
					'identifier'  => $identifier,
					'earlier'     => trim( "{$order->earlier} {$order->uuid}" ),
					'visitor'     => $visitor,
					'deadline'    => $item->deadline,
					'payload_at'  => time(),
					'next_at'     => time() + Examiner::MIN_PAUSE,
					'spent_until' => 0,
					'status'      => null,
					'verdict'     => 'pending',
					'reason'      => '',
					'is_final'    => false,
					'is_signed'   => false,
				)
			);
		} catch ( \Exception $fault ) {
			$before->uuid = $created['uuid'];
			$this->platform->cancel( $before ); // Nobody will ever be shown it.
			throw $fault;
		}
		return $order;
	}

	private static function payment( Order $order ): array {
		return array(
			'TransactionType' => 'Payment',
			'Destination'     => $order->destination,
			'Amount'          => $order->ledger_amount(),
			'InvoiceID'       => $order->invoice_id,
		) + ( null === $order->destination_tag ? array() : array( 'DestinationTag' => $order->destination_tag ) );
	}
}
