<?php
/**
 * The XRP Ledger.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/** Asks ledger servers. The platform only repeats what the wallet reported; the ledger knows what happened. */
final class Ledger {

	const TIMEOUT_SECONDS = 3;

	/** The time for all calls about one order together. */
	const BUDGET_SECONDS = 5;

	/** Enough for a page of an account's transactions with all their metadata. */
	const MAX_BYTES = 4194304;
	const PAGE      = 200;
	const MAX_PAGES = 10;

	/** How many ledgers before its last one are searched for a transaction. */
	const SEARCH_LEDGERS = 1000;

	/** A sweep asks about many orders of one account: one search is used for all of them, for this long. */
	const SHARED_SECONDS = 5;

	/** The option with the newest validated ledger that was seen, by network. */
	const SEEN_OPTION = 'xumm_payload_status_ledgers';

	/**
	 * For this long it is used as a new order's first ledger. A lower one is no problem: it only makes the search
	 * longer.
	 */
	const SEEN_SECONDS = 60;

	/** When to stop asking, in seconds since 1970. */
	private float $until = 0;

	/** Recent searches. */
	private array $searches = array();

	/** Where a search that is enough for all orders of a sweep begins, by network and account. */
	private array $search_from = array();

	public function __construct( private Settings $settings ) {}

	/** Names the orders that will be asked about, so that one search of each account is enough. */
	public function expect( array $orders ): void {
		foreach ( $orders as $order ) {
			if ( null !== $order->first_ledger ) {
				$key                       = "{$order->network} {$order->destination}";
				$this->search_from[ $key ] = min( $this->search_from[ $key ] ?? PHP_INT_MAX, $order->first_ledger );
			}
		}
	}

	/**
	 * What the servers know about an order, as Judge reads it. A server that fails counts as one without an answer.
	 *
	 * @param float                     $until When to stop asking, in seconds since 1970.
	 * @param callable(\stdClass): bool $is_enough Whether what is known so far makes the next server needless.
	 */
	public function answers( Order $order, ?string $txid, ?int $last_ledger, float $until, callable $is_enough ): \stdClass {
		$this->until = min( $until, microtime( true ) + self::BUDGET_SECONDS );
		$answers     = new \stdClass();
		foreach ( $this->settings->ledger_urls( $order->network ) as $url ) {
			$search = $this->search( $url, $order );
			if ( null === $search ) {
				continue;
			}
			$answers->$url = (object) $search;
			if ( null !== $txid ) {
				$range             = null === $last_ledger ? array() : array(
					'min_ledger' => max( 1, $last_ledger - self::SEARCH_LEDGERS ),
					'max_ledger' => $last_ledger,
				);
				$answers->$url->tx = $this->call( $url, 'tx', array(
					'transaction' => $txid,
					'binary'      => false,
				) + $range );
			}
			if ( ! $order->two_ledgers && $is_enough( $answers ) ) {
				break;
			}
		}
		return $answers;
	}

	/**
	 * The newest validated ledger, or one shortly before it.
	 *
	 * @param string $network One of Settings::NETWORKS.
	 * @throws Failure If no server answers, and none did before.
	 */
	public function newest( string $network ): int {
		$seen = get_option( self::SEEN_OPTION, array() )[ $network ] ?? null;
		if ( is_array( $seen ) && abs( time() - $seen['at'] ) < self::SEEN_SECONDS ) {
			return $seen['ledger'];
		}
		$this->until = microtime( true ) + self::BUDGET_SECONDS;
		foreach ( $this->settings->ledger_urls( $network ) as $url ) {
			$newest = $this->ledger( $url, 'validated' );
			if ( null !== $newest ) {
				$this->note( $network, $newest->index );
				return $newest->index;
			}
		}
		return $seen['ledger'] ?? throw Failure::platform_unavailable( "No ledger server of $network answers." );
	}

	/**
	 * Why the account cannot be paid, in sentences for the owner.
	 *
	 * @return array<string, string> By what they are about.
	 */
	public function account_problems( Settings $settings ): array {
		$this->until = microtime( true ) + self::BUDGET_SECONDS;
		$ask         = function ( string $method, array $asked = array() ) use ( $settings ): ?\stdClass {
			$answer = null;
			foreach ( $settings->ledger_urls( $settings->network ) as $url ) {
				$answer = $answer ?? $this->call( $url, $method, array( 'account' => $settings->account ) + $asked );
			}
			return $answer;
		};
		$info        = $ask( 'account_info' );
		if ( null === $info ) {
			return array( 'account' => __( 'No ledger server answered, so nobody knows whether the account can be paid.', 'xumm-payload-status' ) );
		}
		if ( 'actNotFound' === Reading::at( $info, 'result', 'error' ) ) {
			/* translators: %s: MAINNET or TESTNET. */
			return array( 'account' => sprintf( __( 'There is no such account on %s (yet): send it its first XRP, or check the address and the network.', 'xumm-payload-status' ), $settings->network ) );
		}
		$problems = array();
		$flags    = Reading::number( Reading::at( $info, 'result', 'account_data', 'Flags' ) ) ?? 0;
		// lsfRequireDestTag.
		if ( 0 !== ( $flags & 0x00020000 ) && null === $settings->destination_tag ) {
			$problems['tag'] = __( 'This account takes no payment without a destination tag: set the tag.', 'xumm-payload-status' );
		}
		// lsfDepositAuth.
		if ( 0 !== ( $flags & 0x01000000 ) ) {
			$problems['authorised'] = __( 'This account takes payments from accounts only that it has authorised (DepositAuth): customers cannot pay it.', 'xumm-payload-status' );
		}
		foreach ( $settings->tokens as $code => $issuer ) {
			$lines   = Reading::at( $ask( 'account_lines', array( 'peer' => $issuer ) ), 'result', 'lines' );
			$is_open = static fn( $line ): bool => Reading::at( $line, 'currency' ) === Ledger_Data::currency( $code ) && '0' !== Reading::at( $line, 'limit' );
			if ( is_array( $lines ) && $issuer !== $settings->account && array() === array_filter( $lines, $is_open ) ) {
				/* translators: 1: a currency code, 2: an address. */
				$problems[ $code ] = sprintf( __( 'This account has no trust line for %1$s of %2$s, so nobody can pay it in %1$s: set one in your wallet first.', 'xumm-payload-status' ), $code, $issuer );
			}
		}
		return $problems;
	}

	/**
	 * What a server says about the order's account, and its newest ledger.
	 *
	 * @return array|null Null if it does not answer.
	 */
	private function search( string $url, Order $order ): ?array {
		$from   = $this->search_from[ "{$order->network} {$order->destination}" ] ?? PHP_INT_MAX;
		$from   = min( $from, $order->first_ledger ?? PHP_INT_MAX );
		$key    = "$url {$order->destination} $from";
		$shared = $this->searches[ $key ] ?? null;
		if ( null !== $shared && microtime( true ) - $shared['at'] < self::SHARED_SECONDS ) {
			return $shared['answers'];
		}
		$newest = $this->ledger( $url, 'validated' );
		if ( null === $newest ) {
			return null;
		}
		$this->note( $order->network, $newest->index );
		$index   = max( 1, $newest->index - Ledger_Answers::MAX_LEDGERS );
		$before  = $this->ledger( $url, $index );
		$answers = array(
			'validated'  => $newest->index,
			'closed'     => null !== $before && $before->index === $index ? $before->closed : null,
			'account_tx' => $this->account_tx( $url, $order->destination, PHP_INT_MAX === $from ? -1 : $from ),
		);

		$this->searches[ $key ] = array(
			'at'      => microtime( true ),
			'answers' => $answers,
		);
		return $answers;
	}

	private function account_tx( string $url, string $account, int $from ): ?\stdClass {
		$asked  = array(
			'account'          => $account,
			'ledger_index_min' => $from,
			'ledger_index_max' => -1,
			'limit'            => self::PAGE,
			'binary'           => false,
		);
		$answer = $this->call( $url, 'account_tx', $asked );
		$result = self::result( $answer );
		for ( $page = 1; $page < self::MAX_PAGES && null !== Reading::at( $result, 'marker' ); $page++ ) {
			$next    = self::result( $this->call( $url, 'account_tx', array( 'marker' => $result->marker ) + $asked ) );
			$entries = Reading::at( $next, 'transactions' );
			if ( null !== Reading::at( $next, 'error' ) || ! is_array( $entries ) || ! is_array( Reading::at( $result, 'transactions' ) ) ) {
				break; // The marker stays, because the search is not complete.
			}
			array_push( $result->transactions, ...$entries );
			// Different servers may answer at one address: only the ledgers that all pages cover were searched.
			foreach ( array( 'ledger_index_min' => 'max', 'ledger_index_max' => 'min' ) as $name => $pick ) { // phpcs:ignore WordPress.Arrays
				$bounds        = array( Reading::number( Reading::at( $result, $name ) ), Reading::number( Reading::at( $next, $name ) ) );
				$result->$name = in_array( null, $bounds, true ) ? null : $pick( $bounds );
			}
			$result->account = Reading::at( $next, 'account' ) === Reading::at( $result, 'account' ) ? Reading::at( $result, 'account' ) : null;
			$result->marker = Reading::at( $next, 'marker' );
		}
		return $answer;
	}

	/**
	 * The index of a validated ledger, and when it closed if the server says so.
	 *
	 * @param int|string $which Its index, or `validated`.
	 */
	private function ledger( string $url, $which ): ?\stdClass {
		$result = self::result( $this->call( $url, 'ledger', array( 'ledger_index' => $which ) ) );
		$header = Reading::at( $result, 'ledger' );
		// In the header the index is text.
		$index = Reading::number( Reading::at( $result, 'ledger_index' ) ) ?? Reading::tag( Reading::at( $header, 'ledger_index' ) );
		if ( null === $index || true !== Reading::at( $result, 'validated' ) || null !== Reading::at( $result, 'error' ) ) {
			return null;
		}
		$seconds = Reading::number( Reading::at( $header, 'close_time' ) );
		return (object) array(
			'index'  => $index,
			'closed' => Reading::at( $header, 'close_time_iso' ) ?? ( null === $seconds ? null : gmdate( 'Y-m-d\TH:i:s\Z', $seconds + Transaction::EPOCH ) ),
		);
	}

	/** A server over HTTP wraps its answer; other servers and proxies do not. */
	private static function result( ?\stdClass $answer ): ?\stdClass {
		return Reading::object( Reading::at( $answer, 'result' ) ) ?? $answer;
	}

	private function note( string $network, int $ledger ): void {
		$seen = get_option( self::SEEN_OPTION, array() );
		if ( abs( time() - ( $seen[ $network ]['at'] ?? 0 ) ) >= self::SEEN_SECONDS ) {
			$seen[ $network ] = array(
				'at'     => time(),
				'ledger' => $ledger,
			);
			update_option( self::SEEN_OPTION, $seen, false );
		}
	}

	/**
	 * Calls a rippled or Clio server by JSON-RPC.
	 *
	 * @see https://xrpl.org/docs/references/http-websocket-apis
	 * @return \stdClass|null The answer, an error of the method included; null if there is none.
	 */
	private function call( string $url, string $method, array $asked ): ?\stdClass {
		$left = $this->until - microtime( true );
		if ( $left < 1 ) { // WordPress waits at least a second.
			return null;
		}
		$response = wp_remote_post(
			$url,
			array(
				'timeout'             => min( self::TIMEOUT_SECONDS, $left ),
				'redirection'         => 0,
				'limit_response_size' => self::MAX_BYTES,
				'headers'             => array( 'Content-Type' => 'application/json' ),
				'body'                => wp_json_encode(
					array(
						'method' => $method,
						'params' => array(
							$asked + array( 'api_version' => 1 ),
						),
					)
				),
			)
		);
		$answer   = is_wp_error( $response ) || 200 !== wp_remote_retrieve_response_code( $response ) ? null : json_decode( wp_remote_retrieve_body( $response ) );
		return $answer instanceof \stdClass ? $answer : null;
	}
}
