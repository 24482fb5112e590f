<?php
/**
 * Has this order been paid?
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * Decides by the facts alone: the order, the platform's response, what was read from the signed blob, and the answers
 * of ledger servers. It asks nobody, stores nothing and never throws. By what it does not understand, nothing is paid
 * and nothing refused. Its cases are in `test/cases/verdicts.json` of the package, which the JavaScript server half
 * shares.
 */
final class Judge {

	/** What is due; null if the order cannot be read. */
	private ?Terms $terms;

	/** The platform's response; null without one. */
	private ?\stdClass $payload;

	/** The transaction that the platform names. */
	private ?string $named;

	/** The account that signed. */
	private ?string $signer;

	/** The last ledger that may contain the named transaction. */
	private ?int $last_ledger;

	/** @var Ledger_Answers[] What each server answered. */
	private array $servers = array();

	/** @var Evidence[] The order's transactions. */
	private array $evidence = array();

	/**
	 * @param mixed $facts `{order, payload, decoded?, ledgers}`, as `json_decode` makes them (objects, not arrays).
	 * @return array{verdict: string, reason?: string, delivered?: string|\stdClass, surplus?: string|\stdClass, txids: string[], account?: string|null, final: bool}
	 */
	public static function judge( $facts ): array {
		return ( new self( $facts ) )->decide();
	}

	private function __construct( $facts ) {
		$payload           = Reading::at( $facts, 'payload' );
		$this->terms       = Terms::read( Reading::at( $facts, 'order' ) );
		$this->payload     = Reading::object( Reading::at( $payload, 'meta' ) ) ? $payload : null;
		$this->named       = Reading::hash( Reading::at( $this->payload, 'response', 'txid' ) );
		$this->signer      = Reading::name( Reading::at( $this->payload, 'response', 'account' ) );
		$this->last_ledger = Reading::number( Reading::at( $facts, 'decoded', 'LastLedgerSequence' ) );
		if ( null === $this->terms ) {
			return;
		}
		$ledgers = Reading::object( Reading::at( $facts, 'ledgers' ) );
		foreach ( array_filter( get_object_vars( $ledgers ?? new \stdClass() ), array( Reading::class, 'object' ) ) as $server ) {
			$this->servers[] = new Ledger_Answers( $server, $this->terms, $this->named );
		}
		$this->evidence = Evidence::gather( $this->servers, $this->terms, $this->named );
	}

	/** The first verdict that applies. */
	private function decide(): array {
		if ( null === $this->terms ) {
			return self::verdict( 'review', 'order', true );
		}
		foreach ( $this->evidence as $evidence ) {
			if ( $evidence->is_contradictory ) {
				return self::verdict( 'review', 'ledgers-disagree' );
			}
		}
		return $this->enough() ?? $this->unsettled() ?? ( $this->is_signed() ? $this->signed() : $this->unsigned() );
	}

	/** The verdict if the signer has paid what is due. */
	private function enough(): ?array {
		$due = $this->terms->due->value;
		$own = array_filter( $this->payments(), array( $this, 'is_own' ) );
		if ( self::sum( $own )->compare( $due ) < 0 ) {
			return null;
		}
		if ( null !== $this->terms->deadline ) {
			$is_late = fn( Evidence $payment ): bool => null !== $payment->closed && strcmp( $payment->closed, $this->terms->deadline ) > 0;
			$in_time = array_filter( $own, static fn( Evidence $payment ): bool => null !== $payment->closed && ! $is_late( $payment ) );
			$perhaps = array_filter( $own, static fn( Evidence $payment ): bool => ! $is_late( $payment ) );
			if ( self::sum( $in_time )->compare( $due ) < 0 ) {
				return self::sum( $perhaps )->compare( $due ) < 0 ? $this->with_money( 'late', null, true ) : self::verdict( 'pending', 'close-time-unknown' );
			}
		}
		return $this->with_money( self::sum( $this->payments() )->compare( $due ) > 0 ? 'overpaid' : 'paid', null, true );
	}

	/** The verdict if a transaction of the order is validated, but cannot be understood yet. */
	private function unsettled(): ?array {
		$unknown = null;
		foreach ( $this->evidence as $evidence ) {
			if ( ! $evidence->is_confirmed && ( $evidence->succeeded || $evidence->is_named ) ) {
				return self::verdict( 'pending', 'second-ledger' );
			}
			if ( $evidence->is_confirmed && Evidence::UNKNOWN === $evidence->kind ) {
				$unknown = self::verdict( 'pending', 'delivered-unknown' );
			}
		}
		return $unknown;
	}

	/** The verdict if the signer has not paid enough. */
	private function less( bool $is_final ): ?array {
		$payments = $this->payments();
		if ( self::sum( $payments )->compare( $this->terms->due->value ) >= 0 ) {
			return $this->with_money( 'review', 'account', $is_final );
		}
		foreach ( $payments as $payment ) {
			if ( $payment->is_named || $this->is_own( $payment ) ) {
				return $this->with_money( 'underpaid', null, $is_final );
			}
		}
		$mismatches = array_filter(
			$this->confirmed( Evidence::MISMATCH ),
			fn( Evidence $evidence ): bool => $evidence->is_named || $this->is_own( $evidence )
		);
		usort( $mismatches, static fn( Evidence $a, Evidence $b ): int => array( $b->is_named, $a->hash ) <=> array( $a->is_named, $b->hash ) );
		return $mismatches ? self::verdict( 'mismatch', $mismatches[0]->reason, $is_final ) : null;
	}

	/** The verdict if somebody signed, and no money has arrived. */
	private function signed(): array {
		$named = current( array_filter( $this->evidence, static fn( Evidence $evidence ): bool => $evidence->is_named && $evidence->is_confirmed ) );
		if ( $named ) {
			$is_final = $this->is_searched( $this->servers );
			return $this->less( $is_final ) ?? self::verdict( 'failed', $named->reason, $is_final );
		}
		$is_there  = array() !== array_filter( $this->servers, fn( Ledger_Answers $server ): bool => $server->has( $this->named ) );
		$is_missed = array() !== array_filter( array_column( $this->servers, 'missed' ) );
		$is_quiet  = $this->is_quiet();
		$tx_type   = Reading::name( Reading::at( $this->payload, 'payload', 'tx_type' ) );
		$hint      = $this->hint();
		if ( ! $is_there && null !== $tx_type && 'Payment' !== $tx_type ) {
			return self::verdict( 'mismatch', 'type', $is_quiet );
		}
		if ( ! $is_there && null !== $hint && $hint !== $this->terms->network && ( $is_missed || $is_quiet ) ) {
			return self::verdict( 'wrong-network', $hint, $is_quiet );
		}
		if ( $this->is_gone() ) {
			$is_final = $this->is_searched( $this->servers, $this->last_ledger );
			return $this->less( $is_final ) ?? self::verdict( 'failed', 'last-ledger-passed', $is_final );
		}
		if ( $is_quiet ) {
			return $this->less( false ) ?? self::verdict( 'review', 'no-trace' );
		}
		if ( null === $this->named ) {
			return self::verdict( 'pending', 'no-txid' );
		}
		return self::verdict( 'pending', $is_there ? 'not-validated' : ( $is_missed ? 'not-found' : 'no-ledger-answer' ) );
	}

	/** The verdict if nobody signed, as far as the platform knows. */
	private function unsigned(): array {
		$meta     = $this->payload->meta ?? null;
		$is_quiet = $this->is_quiet();
		$less     = $this->less( $is_quiet );
		if ( null !== $less ) {
			return $less;
		}
		if ( null === $meta ) {
			return self::verdict( 'pending', 'platform-silent' );
		}
		if ( true === Reading::at( $meta, 'resolved' ) && false === Reading::at( $meta, 'signed' ) ) {
			return self::verdict( 'rejected', null, $is_quiet );
		}
		foreach ( array( 'cancelled', 'expired' ) as $reason ) {
			if ( true === Reading::at( $meta, $reason ) ) {
				return self::verdict( 'expired', $reason, $is_quiet );
			}
		}
		return self::verdict( 'pending', 'unsigned' );
	}

	/** Whether it was signed; a txid shows that too. */
	private function is_signed(): bool {
		return null !== $this->named || true === Reading::at( $this->payload, 'meta', 'signed' );
	}

	/** Whether the account that signed sent it; true for all while that account is not known. */
	private function is_own( Evidence $evidence ): bool {
		return null === $this->signer || $evidence->account === $this->signer;
	}

	/** The network that the wallet names. Only a hint: the ledger decides. */
	private function hint(): ?string {
		foreach ( array( 'dispatched_nodetype', 'environment_nodetype' ) as $field ) {
			$network = Reading::network( Reading::at( $this->payload, 'response', $field ) );
			if ( null !== $network && isset( Transaction::NETWORK_IDS[ $network ] ) ) {
				return $network;
			}
		}
		return null;
	}

	/** Whether the named transaction can no longer be validated. */
	private function is_gone(): bool {
		return null !== $this->last_ledger && $this->are_enough( array_filter( $this->servers, fn( Ledger_Answers $server ): bool => $server->never_had( $this->last_ledger ) ) );
	}

	/** Whether as many servers as needed have searched the shop's account up to everything that is known. */
	private function is_searched( array $servers, int $ledger = 0 ): bool {
		foreach ( $this->evidence as $evidence ) {
			if ( $evidence->is_confirmed ) {
				$ledger = max( $ledger, $evidence->ledger ?? PHP_INT_MAX );
			}
		}
		return $this->are_enough( array_filter( $servers, static fn( Ledger_Answers $server ): bool => null !== $server->searched_to && $server->searched_to >= $ledger ) );
	}

	private function is_quiet(): bool {
		$end = Reading::time( Reading::at( $this->payload, 'response', 'resolved_at' ) ) ?? Reading::time( Reading::at( $this->payload, 'payload', 'expires_at' ) );
		return null !== $end && $this->is_searched( array_filter( $this->servers, static fn( Ledger_Answers $server ): bool => null !== $server->closed && strcmp( $server->closed, $end ) >= 0 ) );
	}

	/** Whether these are as many servers as the order needs. */
	private function are_enough( array $servers ): bool {
		return count( $servers ) >= $this->terms->servers;
	}

	/**
	 * All payments for the order, by anybody.
	 *
	 * @return Evidence[]
	 */
	private function payments(): array {
		return $this->confirmed( Evidence::PAYMENT );
	}

	/**
	 * @return Evidence[]
	 */
	private function confirmed( string $kind ): array {
		return array_filter( $this->evidence, static fn( Evidence $evidence ): bool => $evidence->is_confirmed && $evidence->kind === $kind );
	}

	private static function sum( array $payments ): Decimal {
		return array_reduce( $payments, static fn( Decimal $sum, Evidence $payment ): Decimal => $sum->plus( $payment->delivered->value ), Decimal::zero() );
	}

	/** A verdict with the amount that arrived. */
	private function with_money( string $verdict, ?string $reason, bool $is_final ): array {
		$payments = $this->payments();
		$total    = self::sum( $payments );
		$due      = $this->terms->due->value;
		$txids    = array_values( array_column( $payments, 'hash' ) );
		sort( $txids, SORT_STRING );
		$told              = self::verdict( $verdict, $reason, $is_final );
		$told['delivered'] = $this->terms->amount( $total );
		if ( $total->compare( $due ) > 0 ) {
			$told['surplus'] = $this->terms->amount( $total->minus( $due ) );
		}
		$told['txids']   = $txids;
		$told['account'] = $this->signer ?? current( $payments )->account;
		return $told;
	}

	private static function verdict( string $verdict, ?string $reason, bool $is_final = false ): array {
		return array_filter(
			array(
				'verdict' => $verdict,
				'reason'  => $reason,
				'txids'   => array(),
				'final'   => $is_final,
			),
			static fn( $value ): bool => null !== $value
		);
	}
}
