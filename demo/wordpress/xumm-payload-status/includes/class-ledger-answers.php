<?php
/**
 * All answers of one ledger server about one order.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/** What the server knows about the named transaction, and what it found in the shop's account. */
final class Ledger_Answers {

	/** The wallet signs for 20 ledgers, with a Tangem card for 150; this leaves a margin. */
	const MAX_LEDGERS = 200;

	/** @var Transaction[] All transactions in its answers. */
	public array $transactions = array();

	private ?int $validated;

	/** When the ledger 200 before its newest closed. */
	public ?string $closed;

	/** The request to which it answered that the named transaction is not there; null if there is none. */
	public ?\stdClass $missed = null;

	/** It searched the whole requested range for the named transaction. */
	private bool $missed_in_all = false;

	/** The last ledger up to which its search of the account is complete; null if it is not complete. */
	public ?int $searched_to;

	public function __construct( \stdClass $server, Terms $terms, ?string $txid ) {
		$this->validated = Reading::number( $server->validated ?? null );
		$this->closed    = Reading::time( $server->closed ?? null );
		$this->read_tx( $server->tx ?? null, $terms, $txid );
		$this->searched_to = $this->read_account_tx( $server->account_tx ?? null, $terms );
	}

	private function read_tx( $answer, Terms $terms, ?string $txid ): void {
		$result = Reading::object( Reading::at( $answer, 'result' ) ) ?? $answer;
		$error  = Reading::at( $result, 'error' );
		if ( null === $error ) {
			$this->transactions = array_filter( array( Transaction::read( $result, $terms->network ) ) );
		} elseif ( 'txnNotFound' === $error && null !== $txid ) {
			$request = Reading::at( $result, 'request' );
			$params  = Reading::at( $request, 'params' );
			$asked   = is_array( $params ) && array() !== $params ? Reading::object( $params[0] ?? null ) : Reading::object( $request );
			if ( Reading::hash( $asked->transaction ?? null ) === $txid ) {
				$this->missed        = $asked;
				$this->missed_in_all = true === Reading::at( $result, 'searched_all' );
			}
		}
	}

	/**
	 * @return int|null The last ledger up to which it is complete; null if it is not.
	 */
	private function read_account_tx( $answer, Terms $terms ): ?int {
		$result  = Reading::object( Reading::at( $answer, 'result' ) ) ?? $answer;
		$entries = Reading::at( $result, 'transactions' );
		if ( null !== Reading::at( $result, 'error' ) || ! is_array( $entries ) ) {
			return null;
		}
		$read = array();
		foreach ( $entries as $entry ) {
			$read[] = Transaction::read( $entry, $terms->network );
		}
		array_push( $this->transactions, ...array_filter( $read ) );
		$from        = Reading::number( Reading::at( $result, 'ledger_index_min' ) );
		$to          = Reading::number( Reading::at( $result, 'ledger_index_max' ) );
		$is_complete = ! in_array( null, array( ...$read, $from, $to, $this->validated, $terms->first_ledger ), true )
			&& null === Reading::at( $result, 'marker' )
			&& Reading::at( $result, 'account' ) === $terms->destination
			&& $from <= $terms->first_ledger && $terms->first_ledger <= $to && $to >= $this->validated;
		return $is_complete ? $to : null;
	}

	/** Whether it has a transaction, validated or not. */
	public function has( ?string $txid ): bool {
		return null !== $txid && in_array( $txid, array_column( $this->transactions, 'hash' ), true );
	}

	/** Whether it has searched all ledgers up to the last one, and the named transaction is in none of them. */
	public function never_had( int $last_ledger ): bool {
		$from = Reading::number( $this->missed->min_ledger ?? null );
		$to   = Reading::number( $this->missed->max_ledger ?? null );
		return $this->missed_in_all && null !== $from && null !== $to
			&& $from <= $last_ledger - self::MAX_LEDGERS && $to >= $last_ledger
			&& null !== $this->validated && $this->validated >= $last_ledger;
	}
}
