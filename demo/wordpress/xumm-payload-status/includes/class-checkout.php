<?php
/**
 * Asking the platform for a payload.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * Creates the payload of an item, for a visitor.
 */
final class Checkout {

	/** In which a request has to be opened. */
	const EXPIRE_MINUTES = 10;

	/**
	 * Takes what it works with.
	 *
	 * @param Settings     $settings     Of the site.
	 * @param Orders       $orders       The table.
	 * @param Platform     $platform     To be asked.
	 * @param Status_Check $status_check For what was started before.
	 */
	public function __construct(
		private Settings $settings,
		private Orders $orders,
		private Platform $platform,
		private Status_Check $status_check
	) {}

	/**
	 * Starts an order. Whoever presses the button again goes on with what is open: nobody should pay twice, and the
	 * platform's calls are limited.
	 *
	 * @param \WP_Post $post       Where it is offered.
	 * @param string   $name       The item's name there.
	 * @param string   $visitor    Who wants it.
	 * @param string   $instead_of The payload that they saw end, or an empty string.
	 * @throws Failure If that can't be.
	 */
	public function start( \WP_Post $post, string $name, string $visitor, string $instead_of ): Order {
		$item = Catalogue::find( $post, $name );
		if ( null === $item || null !== $this->settings->problem() ) {
			throw new Failure( 'xumm_not_offered', 404, __( 'This is not offered here (any more).', 'xumm-payload-status' ) );
		}
		return $this->orders->alone(
			"$visitor/{$post->ID}/$name",
			function () use ( $post, $item, $visitor, $instead_of ): Order {
				// A minute less than the platform gives, so that what is about to expire is not gone on with.
				$since = time() - ( self::EXPIRE_MINUTES - 1 ) * MINUTE_IN_SECONDS;
				$open  = $this->orders->find_open( $visitor, $post->ID, $item->name, $since );
				return $open && $this->is_good( $open, $item, $instead_of ) ? $open : $this->create( $post, $item, $visitor );
			}
		);
	}

	/**
	 * Whether an order that was started before is what is offered now (the price may have changed), and still of use.
	 *
	 * @param Order  $order      Started before.
	 * @param Item   $item       What is offered.
	 * @param string $instead_of The payload that the visitor saw end.
	 * @throws Failure If the platform can't be asked.
	 */
	private function is_good( Order $order, Item $item, string $instead_of ): bool {
		if (
			$order->type !== $item->type || $order->drops !== $item->drops
			|| $order->destination !== $this->settings->account
			|| $order->destination_tag !== $this->settings->destination_tag
			|| $order->network !== $this->settings->network
		) {
			return false;
		}
		$status = $this->status_check->of( $order );
		if ( $status['resolved'] ) {
			return $status['signed'];
		}
		// The platform tells the browser that somebody declined before it tells us.
		return ! $status['expired'] && $order->uuid !== $instead_of;
	}

	/**
	 * Creates the payload. All that is sent is the site's own: nothing of it came from a browser.
	 *
	 * @param \WP_Post $post    Where it is offered.
	 * @param Item     $item    What is.
	 * @param string   $visitor Who wants it.
	 */
	private function create( \WP_Post $post, Item $item, string $visitor ): Order {
		$identifier = 'wp-' . bin2hex( random_bytes( 16 ) );
		$is_payment = 'payment' === $item->type;
		$created    = $this->platform->create(
			array(
				'txjson'      => $is_payment ? $this->payment( $item ) : array( 'TransactionType' => 'SignIn' ),
				'options'     => array_filter(
					array(
						'expire'        => self::EXPIRE_MINUTES,
						// The platform fills in the uuid. A phone opens this in a *new* tab; a desktop's page stays.
						'return_url'    => array( 'app' => View::page_of( $post, $item->name, '{id}' ) ),
						// Asks the wallet to use the right ledger. The verification still checks that it did.
						'force_network' => $is_payment ? $this->settings->network : null,
					)
				),
				'custom_meta' => array_filter(
					array(
						'identifier'  => $identifier,
						'instruction' => $item->instruction,
					)
				),
			)
		);
		$order      = new Order(
			$created['uuid'],
			$identifier,
			$visitor,
			$post->ID,
			$item->name,
			$item->type,
			$item->drops,
			$this->settings->account,
			$this->settings->destination_tag,
			$this->settings->network,
			$created['websocket_url'],
			$created['sign_url'],
			time()
		);
		$this->orders->add( $order );
		return $order;
	}

	/**
	 * The transaction to sign.
	 *
	 * @param Item $item A payment.
	 */
	private function payment( Item $item ): array {
		$payment = array(
			'TransactionType' => 'Payment',
			'Destination'     => $this->settings->account,
			'Amount'          => $item->drops,
		);
		if ( null !== $this->settings->destination_tag ) {
			$payment['DestinationTag'] = $this->settings->destination_tag;
		}
		return $payment;
	}
}
