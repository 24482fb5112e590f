<?php
/**
 * All answers of one ledger server about one order.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/** What the server knows of the named transaction, and what it found in the shop's account. */
final class Ledger_Answers {

	/** The wallet signs for 20 ledgers, with a card for 150. */
	const MAX_LEDGERS = 200;

	/** @var Transaction[] All transactions that it told of. */
	public array $transactions = array();

	/** Its newest validated ledger. */
	private ?int $validated;

	/** When the ledger 200 before it closed. */
	public ?string $closed;

	/** The question to which it said that the named transaction is not there; null if it did not. */
	public ?\stdClass $missed = null;

	/** Whether it searched all that it was asked to search for the named transaction. */
	private bool $missed_in_all = false;

	/** Up to which ledger its search of the account is complete; null if it is not. */
	public ?int $searched_to;

	/** Reads one server's answers. */
	public function __construct( \stdClass $server, Terms $terms, ?string $txid ) {
		$this->validated = Reading::number( $server->validated ?? null );
		$this->closed    = Reading::time( $server->closed ?? null );
		$this->read_tx( $server->tx ?? null, $terms, $txid );
		$this->searched_to = $this->read_account_tx( $server->account_tx ?? null, $terms );
	}

	/** Reads the answer to `tx`. */
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
	 * Reads the answer to `account_tx`.
	 *
	 * @return int|null Up to which ledger it is complete; null if it is not.
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

	/** Whether it tells of a transaction, validated or not. */
	public function has( ?string $txid ): bool {
		return null !== $txid && in_array( $txid, array_column( $this->transactions, 'hash' ), true );
	}

	/** Whether the named transaction is in no ledger up to its last, and those are all validated. */
	public function never_had( int $last_ledger ): bool {
		$from = Reading::number( $this->missed->min_ledger ?? null );
		$to   = Reading::number( $this->missed->max_ledger ?? null );
		return $this->missed_in_all && null !== $from && null !== $to
			&& $from <= $last_ledger - self::MAX_LEDGERS && $to >= $last_ledger
			&& null !== $this->validated && $this->validated >= $last_ledger;
	}
}
