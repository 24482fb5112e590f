<?php
/**
 * One answer of one ledger server about one transaction.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/** What a server said, in either shape of the ledger's API (`tx` beside `meta` in version 1, `tx_json` in version 2). */
final class Transaction {

	/** The ledger counts seconds from 2000-01-01. */
	const EPOCH = 946684800;

	/** The networks whose transactions say to which of them they belong. */
	const NETWORK_IDS = array(
		'MAINNET'      => 0,
		'TESTNET'      => 1,
		'DEVNET'       => 2,
		'XAHAU'        => 21337,
		'XAHAUTESTNET' => 21338,
	);

	/** All but the first four are null if they are not known. */
	private function __construct(
		public string $hash, // In upper case.
		public string $type, // Such as `Payment`.
		public bool $validated, // Whether the answer is final.
		public string $result, // Of a validated one: `tesSUCCESS` or a `tec` code.
		public ?string $account, // Who sent it.
		public ?string $destination, // Who is paid.
		public ?int $tag, // With which destination tag.
		public ?string $invoice_id, // In upper case.
		public ?int $ledger, // In which ledger.
		public ?string $closed, // When that ledger closed, as Reading::time writes it.
		public ?Amount $delivered // What arrived. `Amount` is only the most that could: it is never read.
	) {}

	/**
	 * Reads an answer to `tx`, or an entry of `account_tx`.
	 *
	 * @param mixed $answer The object with `meta`.
	 * @param string $network Of the order, in upper case.
	 * @return self|null Null if it cannot be read, or belongs to another network.
	 */
	public static function read( $answer, string $network ): ?self {
		$fields    = Reading::object( Reading::at( $answer, 'tx_json' ) );
		$beside    = $fields ? $answer : null;
		$fields    = $fields ?? Reading::object( Reading::at( $answer, 'tx' ) ) ?? $answer;
		$beside    = $beside ?? $fields;
		$hash      = Reading::hash( Reading::at( $beside, 'hash' ) );
		$type      = Reading::name( Reading::at( $fields, 'TransactionType' ) );
		$validated = true === Reading::at( $answer, 'validated' );
		$result    = Reading::name( Reading::at( $answer, 'meta', 'TransactionResult' ) ) ?? '';
		if ( null === $hash || null === $type || ! self::is_of( $network, $answer, $fields ) || ( $validated && ! preg_match( '/^(tesSUCCESS$|tec)/D', $result ) ) ) {
			return null;
		}
		$date = Reading::number( Reading::at( $fields, 'date' ) );
		return new self(
			$hash,
			$type,
			$validated,
			$result,
			Reading::name( Reading::at( $fields, 'Account' ) ),
			Reading::name( Reading::at( $fields, 'Destination' ) ),
			Reading::tag( Reading::at( $fields, 'DestinationTag' ) ),
			Reading::hash( Reading::at( $fields, 'InvoiceID' ) ),
			Reading::number( Reading::at( $beside, 'ledger_index' ) ),
			Reading::time( Reading::at( $beside, 'close_time_iso' ) ) ?? ( null === $date ? null : Reading::moment( $date + self::EPOCH ) ),
			Amount::read( Reading::at( $answer, 'meta', 'delivered_amount' ) )
		);
	}

	/**
	 * Whether nothing in it says that it belongs to another network.
	 *
	 * @param string $network In upper case.
	 */
	private static function is_of( string $network, $answer, $fields ): bool {
		$id = self::NETWORK_IDS[ $network ] ?? null;
		if ( null === $id ) {
			return true;
		}
		foreach ( array( $answer, $fields ) as $place ) {
			$told = Reading::number( Reading::at( $place, 'NetworkID' ) );
			$ctid = Reading::at( $place, 'ctid' );
			if ( null !== $told && $told !== $id || is_string( $ctid ) && preg_match( '/^C[0-9a-f]{11}([0-9a-f]{4})$/Di', $ctid, $parts ) && hexdec( $parts[1] ) !== $id ) {
				return false;
			}
		}
		return true;
	}

	public function succeeded(): bool {
		return 'tesSUCCESS' === $this->result;
	}

	/**
	 * Whether two validated answers about the same hash contradict each other. What is not known is no contradiction.
	 */
	public function contradicts( self $other ): bool {
		foreach ( array( 'type', 'result', 'account', 'destination', 'tag', 'invoice_id' ) as $field ) {
			if ( $this->$field !== $other->$field ) {
				return true;
			}
		}
		foreach ( array( 'ledger', 'closed' ) as $field ) {
			if ( null !== $this->$field && null !== $other->$field && $this->$field !== $other->$field ) {
				return true;
			}
		}
		return null !== $this->delivered && null !== $other->delivered && ! $this->delivered->equals( $other->delivered );
	}
}
