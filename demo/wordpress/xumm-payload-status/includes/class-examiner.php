<?php
/**
 * Finds out whether an order is paid.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * Asks the platform and the ledger, judges, and stores the verdict. The visitor's page, the webhook, the sweep and the
 * admin pages all use it.
 */
final class Examiner {

	/** Questions within this time get the last answer, because the platform limits calls. */
	const FRESH_SECONDS        = 3;
	const FRESH_SIGNED_SECONDS = 0.9;

	/** Visitors may ask about an order this often at once, and once more each PACE_SECONDS. */
	const MAX_QUESTIONS = 6;
	const PACE_SECONDS  = 5;

	/** The element waits 10 s for an answer. */
	const ANSWER_SECONDS = 9;

	/** The sweep's pauses. They grow with the age of the order, as long as money may arrive. */
	const MIN_PAUSE = 15;
	const MAX_PAUSE = DAY_IN_SECONDS;

	/** An order that is signed and pending for this long needs a person. */
	const PATIENCE = DAY_IN_SECONDS;

	/** A sign-in is not on a ledger. This long after its payload's end, nobody waits for it any more. */
	const SIGN_IN_SECONDS = HOUR_IN_SECONDS;

	/** Verdicts that need a decision by a person. */
	const FOR_A_PERSON = array( 'overpaid', 'underpaid', 'late', 'mismatch', 'review' );

	public function __construct( private Orders $orders, private Platform $platform, private Ledger $ledger, private Outbox $outbox ) {}

	/**
	 * The *payload status* for the element on the visitor's page.
	 *
	 * @throws Failure If neither platform nor ledger can be asked.
	 */
	public function status( Order $order ): array {
		$until = microtime( true ) + self::ANSWER_SECONDS;
		$order = $this->orders->alone( $order, fn( Order $order ): Order => self::is_fresh( $order ) || ! $this->may_ask( $order ) ? $order : $this->ask( $order, $until ) );
		$this->outbox->deliver( $order );
		return json_decode( $order->status ?? '{}', true );
	}

	/**
	 * Whether a visitor's question may cost a call. If so, it counts: each one moves `spent_until` further ahead.
	 *
	 * @throws Failure If it may not, and there is no last answer.
	 */
	private function may_ask( Order $order ): bool {
		$now    = microtime( true );
		$ahead  = self::MAX_QUESTIONS * self::PACE_SECONDS;
		$before = $order->spent_until > $now + $ahead ? $now : max( $order->spent_until, $now ); // Or the clock was set back.
		if ( $before + self::PACE_SECONDS > $now + $ahead ) {
			return null === $order->status ? throw Failure::busy( self::PACE_SECONDS ) : false;
		}
		$this->orders->change( $order, array( 'spent_until' => $before + self::PACE_SECONDS ) );
		return true;
	}

	/**
	 * Asks now, even if somebody has just asked. What is final stays as it is.
	 *
	 * @throws Failure If neither platform nor ledger can be asked.
	 */
	public function examine( Order $order ): Order {
		$until = microtime( true ) + self::ANSWER_SECONDS;
		$order = $this->orders->alone( $order, fn( Order $order ): Order => $order->is_final ? $order : $this->ask( $order, $until ) );
		$this->outbox->deliver( $order );
		return $order;
	}

	private static function is_fresh( Order $order ): bool {
		$age = abs( microtime( true ) - $order->asked_at );
		return null !== $order->status && ( $order->is_final || $age < ( $order->is_signed ? self::FRESH_SIGNED_SECONDS : self::FRESH_SECONDS ) );
	}

	/**
	 * Asks, judges and stores. Call it only while the order is locked.
	 *
	 * @param float $until When the answer must be there, in seconds since 1970.
	 * @throws Failure If the platform cannot be asked, and the ledger alone does not decide.
	 */
	public function ask( Order $order, float $until ): Order {
		if ( null === $order->uuid ) {
			throw Failure::payload_not_found();
		}
		$begun_at = microtime( true );
		// Whatever happens now, the next question comes after a pause, so that other orders come first.
		$this->orders->change( $order, array( 'next_at' => time() + (int) min( max( abs( time() - $order->payload_at ) / 2, self::MIN_PAUSE ), self::MAX_PAUSE ) ) );
		$failure = null;
		try {
			// Half of the time is the ledger's.
			$payload = $this->platform->get( $order, ( $until - $begun_at ) / 2 );
		} catch ( Failure $caught ) {
			$payload = Failure::GONE === $caught->slug ? self::gone( $order ) : null;
			$failure = null === $payload ? $caught : null;
		}
		$judgement = 'sign-in' === $order->type ? self::judge_sign_in( $order, $payload ) : $this->judge_payment( $order, $payload, $until );
		if ( null !== $failure && 'pending' === $judgement['verdict'] ) {
			if ( self::takes_too_long( $order, $order->is_signed ) ) {
				$this->orders->change( $order, array( 'attention' => Order::NEW ) );
			}
			throw $failure;
		}
		$this->keep( $order, $payload, $judgement, $begun_at );
		return $order;
	}

	/**
	 * What is certain of an unsigned payload that the platform does not have any more, or has for other keys only: its
	 * time is over.
	 */
	private static function gone( Order $order ): ?\stdClass {
		$end = $order->payload_at + Checkout::EXPIRE_MINUTES * MINUTE_IN_SECONDS;
		return $order->is_signed || time() < $end ? null : (object) array(
			'meta'    => (object) array( 'expired' => true ),
			'payload' => (object) array( 'expires_at' => gmdate( 'Y-m-d\TH:i:s\Z', $end ) ),
		);
	}

	/**
	 * Judges a payment.
	 *
	 * @param \stdClass|null $payload The platform's response; null without one.
	 */
	private function judge_payment( Order $order, ?\stdClass $payload, float $until ): array {
		$last_ledger = Ledger_Data::last_ledger_sequence( Reading::at( $payload, 'response', 'hex' ) );
		$txid        = Reading::hash( Reading::at( $payload, 'response', 'txid' ) );
		$meta        = Reading::at( $payload, 'meta' );
		$is_running   = null !== $meta && null === $txid && array() === array_filter( array( 'resolved', 'signed', 'cancelled', 'expired' ), static fn( string $name ): bool => false !== Reading::at( $meta, $name ) );
		// A payload that no wallet has opened cannot be signed, so the ledger need not be asked.
		$is_untouched = $is_running && false === Reading::at( $meta, 'app_opened' ) && '' === $order->earlier;
		$judge        = static fn( ?\stdClass $ledgers ): array => Judge::judge(
			(object) array(
				'order'   => $order->terms(),
				'payload' => $payload,
				'decoded' => (object) array( 'LastLedgerSequence' => $last_ledger ),
				'ledgers' => $ledgers,
			)
		);
		// Once it was signed or has ended, a server that lags or lacks ledgers must not be the only one that is asked.
		$is_enough = static fn( \stdClass $ledgers ): bool => $is_running || $judge( $ledgers )['final'];
		return $judge( $is_untouched ? null : $this->ledger->answers( $order, $txid, $last_ledger, $until, $is_enough ) );
	}

	/** Judges a sign-in by the platform's word alone, because it is not on a ledger. */
	private static function judge_sign_in( Order $order, ?\stdClass $payload ): array {
		$is       = static fn( string $name ): bool => true === Reading::at( $payload, 'meta', $name );
		$verdict  = static fn( string $verdict, bool $is_final, string $reason = '' ): array => array(
			'verdict' => $verdict,
			'reason'  => $reason,
			'txids'   => array(),
			'final'   => $is_final,
		);
		$is_ended = abs( time() - $order->payload_at ) > self::SIGN_IN_SECONDS;
		if ( $is( 'resolved' ) && $is( 'signed' ) ) {
			return null === Reading::name( Reading::at( $payload, 'response', 'account' ) ) ? $verdict( 'pending', false, 'no-account' ) : $verdict( 'signed-in', true );
		}
		if ( $is( 'resolved' ) && false === Reading::at( $payload, 'meta', 'signed' ) ) {
			return $verdict( 'rejected', true );
		}
		foreach ( array( 'cancelled', 'expired' ) as $reason ) {
			if ( $is( $reason ) ) {
				return $verdict( 'expired', $is_ended, $reason );
			}
		}
		return $verdict( 'pending', false, null === $payload ? 'platform-silent' : 'unsigned' );
	}

	/**
	 * Stores a verdict in one statement, so that a paid order is in the outbox from that moment. A final one is replaced
	 * only by a final one, and paid only by paid.
	 */
	private function keep( Order $order, ?\stdClass $payload, array $judgement, float $begun_at ): void {
		$is_good = in_array( $judgement['verdict'], Order::GOOD, true );
		if ( $order->is_final && ! $judgement['final'] || in_array( $order->verdict, Order::GOOD, true ) && ! $is_good ) {
			return;
		}
		$is_money  = ! in_array( $judgement['verdict'], array( 'pending', 'rejected', 'expired' ), true );
		$txid      = Reading::hash( Reading::at( $payload, 'response', 'txid' ) );
		$is_signed = $order->is_signed || $is_good || null !== $txid || true === Reading::at( $payload, 'meta', 'signed' )
			|| $is_money && true === Reading::at( $payload, 'meta', 'resolved' );
		$json      = static fn( string $key ): ?string => isset( $judgement[ $key ] ) ? wp_json_encode( $judgement[ $key ] ) : null;
		$changes   = array(
			'status'    => wp_json_encode( self::payload_status( $payload, $judgement, $is_signed ) ),
			'asked_at'  => $begun_at,
			'verdict'   => $judgement['verdict'],
			'reason'    => mb_substr( $judgement['reason'] ?? '', 0, 40 ), // It may be a word of a ledger server.
			'is_final'  => $judgement['final'],
			'is_signed' => $is_signed,
			'was_ever_signed' => $order->was_ever_signed || $is_signed || $is_money,
			'account'   => substr( Reading::name( Reading::at( $payload, 'response', 'account' ) ) ?? $judgement['account'] ?? $order->account, 0, 35 ),
			'txids'     => implode( ' ', $judgement['txids'] ? $judgement['txids'] : array_filter( array( $txid ) ) ),
			'delivered' => $json( 'delivered' ),
			'surplus'   => $json( 'surplus' ),
		);
		if ( $is_good && Order::NONE === $order->delivery ) {
			$changes += array(
				'delivery'   => Order::QUEUED,
				'deliver_at' => time(),
			);
		}
		$is_news = $order->verdict !== $judgement['verdict'] || $order->reason !== $changes['reason'] || $order->is_final !== $judgement['final'];
		if ( $is_news && self::is_for_a_person( $judgement ) || 'pending' === $judgement['verdict'] && self::takes_too_long( $order, $is_signed ) ) {
			$changes['attention'] = Order::NEW;
		}
		$this->orders->change( $order, $changes );
	}

	/**
	 * Whether a person must decide. Not before the verdict is final: until then more may arrive, and a transaction that
	 * does not match may be a stranger's.
	 */
	private static function is_for_a_person( array $judgement ): bool {
		return in_array( $judgement['verdict'], self::FOR_A_PERSON, true ) && ( $judgement['final'] || 'review' === $judgement['verdict'] );
	}

	private static function takes_too_long( Order $order, bool $is_signed ): bool {
		return $is_signed && Order::CALM === $order->attention && abs( time() - $order->payload_at ) > self::PATIENCE;
	}

	/** What a browser may know, and nothing else of the payload. */
	private static function payload_status( ?\stdClass $payload, array $judgement, bool $is_signed ): array {
		$is     = static fn( string $name ): bool => true === Reading::at( $payload, 'meta', $name );
		$status = array(
			'opened'    => $is( 'app_opened' ),
			'expired'   => $is( 'cancelled' ) || $is( 'expired' ),
			'cancelled' => $is( 'cancelled' ),
		);
		if ( 'rejected' === $judgement['verdict'] ) {
			return $status + array(
				'resolved' => true,
				'signed'   => false,
			);
		}
		if ( ! $is_signed ) {
			// "Nothing was signed" is said only when that is certain.
			return $status + ( $status['expired'] && ! $judgement['final'] ? array() : array( 'resolved' => false ) );
		}
		$is_refused   = $judgement['final'] && in_array( $judgement['verdict'], array( 'failed', 'wrong-network' ), true );
		$verification = in_array( $judgement['verdict'], Order::GOOD, true ) ? 'verified' : ( $is_refused ? 'refused' : 'pending' );
		$txid         = Reading::hash( Reading::at( $payload, 'response', 'txid' ) ) ?? $judgement['txids'][0] ?? null;
		return $status + array_filter(
			array(
				'resolved'     => true,
				'signed'       => true,
				'txid'         => 'signed-in' === $judgement['verdict'] ? null : $txid,
				'verification' => $verification,
			)
		);
	}
}
