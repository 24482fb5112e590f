<?php
/**
 * How an order stands.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * Answers the *payload status* that the element asks for at its `status-url`: flat, and all that a browser needs.
 */
final class Status_Check {

	/** Who asks more often gets the last answer again: the platform's calls are limited. */
	const MIN_INTERVAL_SECONDS = 0.9;

	/**
	 * Takes what it works with.
	 *
	 * @param Orders   $orders   The table.
	 * @param Platform $platform To be asked.
	 * @param Ledger   $ledger   To be asked about signed payments.
	 */
	public function __construct(
		private Orders $orders,
		private Platform $platform,
		private Ledger $ledger
	) {}

	/**
	 * How it stands. What is final is remembered, and questions that come at the same time share one answer.
	 *
	 * @param Order $order Of this visitor.
	 * @throws Failure If the platform can't be asked.
	 */
	public function of( Order $order ): array {
		return $this->orders->alone(
			$order->uuid,
			function () use ( $order ): array {
				$order = $this->orders->find( $order->uuid, $order->visitor ) ?? throw Failure::payload_not_found();
				if ( null !== $order->status && ( $order->settled || microtime( true ) - $order->asked_at < self::MIN_INTERVAL_SECONDS ) ) {
					return json_decode( $order->status, true );
				}
				return $this->ask( $order );
			}
		);
	}

	/**
	 * Asks the platform, and for a signed payment the ledger.
	 *
	 * @param Order $order To be looked at.
	 */
	private function ask( Order $order ): array {
		$payload      = $this->platform->get( $order );
		$txid         = self::txid( $payload );
		$transaction  = 'payment' === $order->type && true === $payload['meta']['signed'] && null !== $txid
			? $this->ledger->look_up( $txid, $order->network )
			: null;
		$verification = Verification::of( $order, $payload, $transaction );
		if ( Verification::VERIFIED === $verification && 'payment' === $order->type && ! $this->orders->claim( $order, $txid ) ) {
			$verification = Verification::REFUSED;
		}
		if ( Verification::VERIFIED === $verification ) {
			$this->announce( $order, $payload['response']['account'] ?? '', $txid );
		}
		$status  = self::status( $payload['meta'], $txid, $verification );
		$settled = $status['resolved'] && Verification::PENDING !== $verification;
		$this->orders->keep_status( $order, $status, $settled );
		return $status;
	}

	/**
	 * Tells the rest of the site. If it throws, the order is not settled, and the next question tells it again.
	 *
	 * @param Order       $order   That is verified.
	 * @param string      $account Who signed.
	 * @param string|null $txid    Of a payment.
	 */
	private function announce( Order $order, string $account, ?string $txid ): void {
		/**
		 * A visitor has paid, or signed in. Ship here, and not when a browser says so.
		 *
		 * @param array $facts Of the order; `drops` and `txid` are empty for a sign-in.
		 */
		do_action(
			'xumm_payload_status_verified',
			array(
				'uuid'    => $order->uuid,
				'type'    => $order->type,
				'post_id' => $order->post_id,
				'name'    => $order->name,
				'drops'   => $order->drops,
				'network' => $order->network,
				'account' => $account,
				'txid'    => 'payment' === $order->type ? $txid : '',
			)
		);
	}

	/**
	 * Picks the status from the payload, field by field.
	 *
	 * @param array       $meta         Of the payload.
	 * @param string|null $txid         Once it is signed.
	 * @param string      $verification The decision.
	 */
	private static function status( array $meta, ?string $txid, string $verification ): array {
		$cancelled = true === ( $meta['cancelled'] ?? null );
		$status    = array(
			'opened'    => true === ( $meta['app_opened'] ?? null ),
			'expired'   => $cancelled || true === ( $meta['expired'] ?? null ),
			'cancelled' => $cancelled,
			'resolved'  => $meta['resolved'],
		);
		if ( $meta['resolved'] ) {
			$status['signed'] = $meta['signed'];
			if ( $meta['signed'] ) {
				$status['txid']         = $txid;
				$status['verification'] = $verification;
			}
		}
		return array_filter( $status, static fn( $value ) => null !== $value );
	}

	/**
	 * The hash of the signed transaction, in the ledger's upper case; null if there is none.
	 *
	 * @param array $payload From the platform.
	 */
	private static function txid( array $payload ): ?string {
		$txid = $payload['response']['txid'] ?? null;
		return is_string( $txid ) && preg_match( '/^[0-9a-f]{64}$/i', $txid ) ? strtoupper( $txid ) : null;
	}
}
