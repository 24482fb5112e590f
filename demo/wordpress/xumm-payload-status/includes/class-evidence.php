<?php
/**
 * Combines what all servers say about one transaction of an order.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/** Only validated answers count. */
final class Evidence {

	const FAILED   = 'failed';
	const MISMATCH = 'mismatch';
	const UNKNOWN  = 'unknown';
	const PAYMENT  = 'payment';

	/** The hash, in upper case. */
	public string $hash;

	/** The sender. */
	public ?string $account;

	public bool $succeeded;

	/** The ledger that contains it; null if no server said. */
	public ?int $ledger = null;

	/** When that ledger closed; null if no server said. */
	public ?string $closed = null;

	/** What arrived; null if no server could say. */
	public ?Amount $delivered = null;

	/** Two answers contradict each other. */
	public bool $is_contradictory = false;

	/** As many servers as the order needs say so. */
	public bool $is_confirmed;

	/** FAILED, MISMATCH, UNKNOWN (nobody says how much arrived) or PAYMENT. */
	public string $kind;

	/** Why it failed or does not match. */
	public ?string $reason = null;

	/** Combines the validated answers about one transaction, by server. */
	private function __construct( array $answers, Terms $terms, public bool $is_named ) {
		$all             = array_merge( ...array_values( $answers ) );
		$this->hash      = $all[0]->hash;
		$this->account   = $all[0]->account;
		$this->succeeded = $all[0]->succeeded();
		foreach ( $all as $index => $answer ) {
			$this->ledger    = $this->ledger ?? $answer->ledger;
			$this->closed    = $this->closed ?? $answer->closed;
			$this->delivered = $this->delivered ?? $answer->delivered;
			foreach ( array_slice( $all, $index + 1 ) as $other ) {
				$this->is_contradictory = $this->is_contradictory || $answer->contradicts( $other );
			}
		}
		$needs_amount       = $this->succeeded && 'Payment' === $all[0]->type && null !== $this->delivered;
		$confirms           = static fn( Transaction $answer ): bool => ! $needs_amount || null !== $answer->delivered;
		$this->is_confirmed = count( array_filter( $answers, static fn( array $of_server ): bool => array() !== array_filter( $of_server, $confirms ) ) ) >= $terms->servers;
		$this->classify( $all[0], $terms );
	}

	/**
	 * The order's transactions: the one that the platform names, and each payment with the order's InvoiceID.
	 *
	 * @return self[]
	 */
	public static function gather( array $servers, Terms $terms, ?string $named ): array {
		$answers = array();
		$is_ours = array();
		foreach ( $servers as $index => $server ) {
			foreach ( $server->transactions as $transaction ) {
				if ( $transaction->validated ) {
					$hash                         = $transaction->hash;
					$answers[ $hash ][ $index ][] = $transaction;
					$is_ours[ $hash ]             = ( $is_ours[ $hash ] ?? $hash === $named )
						|| ( 'Payment' === $transaction->type && $transaction->invoice_id === $terms->invoice_id && ! self::is_before( $transaction->ledger, $terms ) );
				}
			}
		}
		$gathered = array();
		foreach ( $answers as $hash => $of_hash ) {
			if ( $is_ours[ $hash ] ) {
				$gathered[] = new self( $of_hash, $terms, (string) $hash === $named );
			}
		}
		return $gathered;
	}

	private static function is_before( ?int $ledger, Terms $terms ): bool {
		return null !== $ledger && null !== $terms->first_ledger && $ledger < $terms->first_ledger;
	}

	/** Sets kind and reason: the first that applies. */
	private function classify( Transaction $transaction, Terms $terms ): void {
		$this->kind = self::MISMATCH;
		if ( ! $this->succeeded ) {
			$this->kind   = self::FAILED;
			$this->reason = $transaction->result;
		} elseif ( 'Payment' !== $transaction->type ) {
			$this->reason = 'type';
		} elseif ( $transaction->destination !== $terms->destination ) {
			$this->reason = 'destination';
		} elseif ( null !== $terms->tag && $transaction->tag !== $terms->tag ) {
			$this->reason = 'destination-tag';
		} elseif ( $transaction->invoice_id !== $terms->invoice_id || self::is_before( $this->ledger, $terms ) ) {
			$this->reason = 'invoice';
		} elseif ( null === $this->delivered ) {
			$this->kind = self::UNKNOWN;
		} elseif ( $this->delivered->currency !== $terms->due->currency ) {
			$this->reason = 'currency';
		} elseif ( $this->delivered->issuer !== $terms->due->issuer ) {
			$this->reason = 'issuer';
		} else {
			$this->kind = self::PAYMENT;
		}
	}
}
