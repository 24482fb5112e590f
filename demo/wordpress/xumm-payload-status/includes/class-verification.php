<?php
/**
 * The four checks.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * Has this order been paid for (or this visitor signed in)? Each check alone has been used to cheat a shop that left it
 * out:
 *
 * 1. the payload is resolved and signed;
 * 2. it was dispatched to the ledger that the order is for: play money of TESTNET is no payment;
 * 3. its transaction is *validated* on that ledger, succeeded, and went to the account of the site;
 * 4. `delivered_amount` is the amount due. `Amount` is only what the sender was willing to send at most: with the flag
 *    tfPartialPayment far less may have arrived.
 */
final class Verification {

	const PENDING  = 'pending';
	const VERIFIED = 'verified';
	const REFUSED  = 'refused';

	/**
	 * Decides.
	 *
	 * @param Order      $order       What is due.
	 * @param array      $payload     From Platform::get, so it is this order's.
	 * @param array|null $transaction What the ledger knows of `response.txid`; null if it does not know it (yet).
	 * @return string PENDING (ask again in a moment), or one of the other two, which are final.
	 */
	public static function of( Order $order, array $payload, ?array $transaction ): string {
		$meta     = $payload['meta'];
		$response = $payload['response'];
		if ( true !== $meta['resolved'] ) {
			return self::PENDING;
		}
		if ( true !== $meta['signed'] ) {
			return self::REFUSED;
		}
		if ( 'sign-in' === $order->type ) {
			// A SignIn is never dispatched: the platform has checked the signature, and there is nothing on a ledger.
			return is_string( $response['account'] ?? null ) && '' !== $response['account'] ? self::VERIFIED : self::REFUSED;
		}
		// The wallet reports the signature first and submits the transaction after it.
		$node = $response['dispatched_nodetype'] ?? null;
		if ( ! is_string( $node ) || '' === $node ) {
			return self::PENDING;
		}
		if ( strtoupper( $node ) !== $order->network ) {
			return self::REFUSED;
		}
		// Before a ledger is validated its results are provisional, failures included.
		if ( true !== ( $transaction['validated'] ?? null ) ) {
			return self::PENDING;
		}
		return self::pays( $order, (string) ( $response['txid'] ?? '' ), $transaction ) ? self::VERIFIED : self::REFUSED;
	}

	/**
	 * Whether this validated transaction is the payment that is due.
	 *
	 * @param Order  $order       What is due.
	 * @param string $txid        The transaction that the payload names.
	 * @param array  $transaction What the ledger answered.
	 */
	private static function pays( Order $order, string $txid, array $transaction ): bool {
		return strtoupper( $transaction['hash'] ) === strtoupper( $txid )
			&& 'Payment' === ( $transaction['TransactionType'] ?? null )
			&& 'tesSUCCESS' === ( $transaction['meta']['TransactionResult'] ?? null )
			&& ( $transaction['Destination'] ?? null ) === $order->destination
			&& ( null === $order->destination_tag || ( $transaction['DestinationTag'] ?? null ) === $order->destination_tag )
			// A string is drops of XRP; an object would be some other currency.
			&& ( $transaction['meta']['delivered_amount'] ?? null ) === $order->drops;
	}
}
