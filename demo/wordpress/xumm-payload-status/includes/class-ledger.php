<?php
/**
 * The XRP Ledger.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * Looks a transaction up: what the platform says of a payment is what the wallet said; what happened is on the ledger.
 */
final class Ledger {

	const TIMEOUT_SECONDS = 3;

	/** A payment with all its metadata, paths through many offers included. */
	const MAX_BYTES = 1048576;

	/**
	 * Takes the addresses.
	 *
	 * @param Settings $settings Of the site.
	 */
	public function __construct( private Settings $settings ) {}

	/**
	 * Asks a rippled (or Clio) server by its JSON-RPC method `tx` (API version 1).
	 *
	 * @see https://xrpl.org/docs/references/http-websocket-apis/public-api-methods/transaction-methods/tx
	 *
	 * @param string $txid    The transaction's hash, 64 hexadecimal digits.
	 * @param string $network One of Settings::NETWORKS.
	 * @return array|null The `result`; null if that ledger does not know it (yet), or could not be asked: either way
	 *                    the payment is what it was, not confirmed yet.
	 */
	public function look_up( string $txid, string $network ): ?array {
		$response = wp_remote_post(
			$this->settings->ledger_url( $network ),
			array(
				'timeout'             => self::TIMEOUT_SECONDS,
				'redirection'         => 0,
				'limit_response_size' => self::MAX_BYTES,
				'headers'             => array( 'Content-Type' => 'application/json' ),
				'body'                => wp_json_encode(
					array(
						'method' => 'tx',
						'params' => array(
							array(
								'transaction' => $txid,
								'binary'      => false,
							),
						),
					)
				),
			)
		);
		$answer   = is_wp_error( $response ) ? null : json_decode( wp_remote_retrieve_body( $response ), true );
		$result   = is_array( $answer ) ? ( $answer['result'] ?? null ) : null;
		return is_array( $result ) && is_string( $result['hash'] ?? null ) ? $result : null;
	}
}
