<?php
/**
 * Xumm Orders, in the admin.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/** All orders, what each verdict means, and what to do about it: for users who may manage options. */
final class Orders_Page {

	const SLUG = 'xumm-payload-status-orders';

	/** The orders that need a person, as SQL. */
	const REVIEW = 'attention IN (1, 2)';

	public function __construct( private Orders $orders, private Examiner $examiner, private Outbox $outbox ) {}

	public function register(): void {
		add_action(
			'admin_menu',
			function (): void {
				$title = __( 'Xumm Orders', 'xumm-payload-status' );
				$count = self::count( self::REVIEW );
				$badge = $count > 0 ? " <span class='awaiting-mod'>" . number_format_i18n( $count ) . '</span>' : '';
				$page  = add_menu_page( $title, esc_html( $title ) . $badge, 'manage_options', self::SLUG, array( $this, 'render' ), 'dashicons-money-alt', 58 );
				add_action( "load-$page", array( $this, 'act' ) );
			}
		);
	}

	public static function url( array $arguments = array() ): string {
		return add_query_arg( array( 'page' => self::SLUG ) + $arguments, admin_url( 'admin.php' ) );
	}

	/**
	 * How many orders match a condition.
	 *
	 * @param string $condition SQL of this plugin.
	 */
	public static function count( string $condition ): int {
		global $wpdb;
		$was_quiet = $wpdb->suppress_errors( true );
		$count     = (int) $wpdb->get_var( 'SELECT COUNT(*) FROM ' . Orders::table() . " WHERE $condition" ); // phpcs:ignore WordPress.DB
		$wpdb->suppress_errors( $was_quiet );
		return $count;
	}

	/**
	 * The lists that can be chosen, with their conditions.
	 *
	 * @return array<string, array{string, string}>
	 */
	public static function states(): array {
		return array(
			'all'         => array( __( 'All', 'xumm-payload-status' ), '1 = 1' ),
			'review'      => array( __( 'Needs a person', 'xumm-payload-status' ), self::REVIEW ),
			'open'        => array( __( 'Open', 'xumm-payload-status' ), 'is_final = 0' ),
			'paid'        => array( __( 'Paid or signed in', 'xumm-payload-status' ), "verdict IN ('paid', 'overpaid', 'signed-in')" ),
			'undelivered' => array( __( 'Not delivered yet', 'xumm-payload-status' ), "delivery IN ('queued', 'dead')" ),
		);
	}

	/** What a verdict means, and what to do about it. */
	public static function advice( Order $order ): string {
		if ( Order::DEAD === $order->delivery ) {
			/* translators: %s: an error message. */
			return sprintf( __( 'Paid, but the plugin that delivers failed every time: %s. Mend that, and choose "Deliver again".', 'xumm-payload-status' ), $order->fault );
		}
		$delivered = null === $order->delivered ? '' : Order::readable( json_decode( $order->delivered ) );
		$surplus   = null === $order->surplus ? '' : Order::readable( json_decode( $order->surplus ) );
		switch ( $order->verdict ) {
			case 'paid':
				return __( 'Exactly what is due has arrived.', 'xumm-payload-status' );
			case 'signed-in':
				return __( 'Signed in.', 'xumm-payload-status' );
			case 'overpaid':
				/* translators: %s: an amount. */
				return sprintf( __( 'Paid, and %s too much: offer to pay that back.', 'xumm-payload-status' ), $surplus );
			case 'underpaid':
				/* translators: %s: an amount. */
				return sprintf( __( 'Only %s has arrived. Say how much is missing, or pay it back.', 'xumm-payload-status' ), $delivered );
			case 'late':
				return __( 'All of it has arrived, but after the deadline. Honour it, or pay it back.', 'xumm-payload-status' );
			case 'mismatch':
				/* translators: %s: what does not match, such as "destination". */
				return sprintf( __( 'Something was signed that is not the payment of this order (%s). Do not deliver: it may be an attack, or money gone astray.', 'xumm-payload-status' ), $order->reason );
			case 'review':
				return array(
					'order'            => __( 'The order itself cannot be read, so nothing can be said of it.', 'xumm-payload-status' ),
					'ledgers-disagree' => __( 'Two ledger servers contradict each other. Look the transaction up elsewhere before you deliver.', 'xumm-payload-status' ),
					'account'          => __( 'Enough has arrived for this order, but not from the account that signed. Find out whose it is before you deliver or pay back.', 'xumm-payload-status' ),
					'no-trace'         => __( 'It was signed, and the transaction is nowhere to be found. Nothing has arrived.', 'xumm-payload-status' ),
				)[ $order->reason ] ?? $order->reason;
			case 'failed':
				/* translators: %s: a code of the ledger. */
				return sprintf( __( 'The transaction moved no money (%s).', 'xumm-payload-status' ), $order->reason );
			case 'wrong-network':
				/* translators: 1: a network, 2: the network that is needed. */
				return sprintf( __( 'Signed for %1$s; it has to be %2$s.', 'xumm-payload-status' ), $order->reason, $order->network );
			case 'rejected':
				return __( 'Declined.', 'xumm-payload-status' );
			case 'expired':
				return __( 'Nobody answered in time.', 'xumm-payload-status' );
			default:
				return $order->is_signed
					/* translators: %s: a word such as "not-validated". */
					? sprintf( __( 'Signed, not yet confirmed (%s). The site keeps asking. Do not deliver yet.', 'xumm-payload-status' ), $order->reason )
					: __( 'Waits for its customer.', 'xumm-payload-status' );
		}
	}

	/** Does the chosen action, and redirects back. */
	public function act(): void {
		// phpcs:ignore WordPress.Security.NonceVerification -- checked below, once it is known that there is something to do.
		$id     = isset( $_GET['order'] ) ? absint( $_GET['order'] ) : 0;
		$action = isset( $_GET['do'] ) ? sanitize_key( $_GET['do'] ) : ''; // phpcs:ignore WordPress.Security.NonceVerification
		if ( 0 === $id || '' === $action ) {
			return;
		}
		check_admin_referer( "xumm-order-$id" );
		$order = $this->orders->find( $id );
		$said  = 'done';
		if ( ! current_user_can( 'manage_options' ) || null === $order ) {
			return;
		}
		if ( 'check' === $action ) {
			try {
				$this->examiner->examine( $order );
			} catch ( \Exception $fault ) {
				Failure::log( $fault->getMessage() );
				$said = 'failed';
			}
		} elseif ( 'deliver' === $action ) {
			$this->outbox->revive( $order );
			$said = Order::DELIVERED === $order->delivery ? 'done' : 'failed';
		} elseif ( 'handled' === $action ) {
			// What the owner has seen, and no news since.
			$seen = isset( $_GET['seen'] ) ? sanitize_key( $_GET['seen'] ) : '';
			$said = 1 === $this->orders->claim( 'attention = %d WHERE id = %d AND verdict = %s', Order::HANDLED, $order->id, $seen ) ? 'done' : 'changed';
		}
		wp_safe_redirect( remove_query_arg( array( 'do', 'order', 'seen', '_wpnonce' ), add_query_arg( 'said', $said ) ) );
		exit;
	}

	public function render(): void {
		require_once ABSPATH . 'wp-admin/includes/class-wp-list-table.php';
		require_once __DIR__ . '/class-orders-table.php';
		$table = new Orders_Table( $this->orders );
		$said = isset( $_GET['said'] ) ? sanitize_key( $_GET['said'] ) : ''; // phpcs:ignore WordPress.Security.NonceVerification -- it only chooses a sentence.
		echo '<div class="wrap"><h1>' . esc_html( get_admin_page_title() ) . '</h1>';
		if ( 'done' === $said ) {
			echo '<div class="notice notice-success"><p>' . esc_html__( 'Done.', 'xumm-payload-status' ) . '</p></div>';
		} elseif ( 'changed' === $said ) {
			echo '<div class="notice notice-warning"><p>' . esc_html__( 'There was news of this order meanwhile: look at it again.', 'xumm-payload-status' ) . '</p></div>';
		} elseif ( 'failed' === $said ) {
			echo '<div class="notice notice-error"><p>' . esc_html__( 'That did not work. The log of the site says why.', 'xumm-payload-status' ) . '</p></div>';
		}
		try {
			$table->prepare_items();
		} catch ( \RuntimeException $fault ) {
			printf( '<div class="notice notice-error"><p>%s</p></div></div>', esc_html( $fault->getMessage() ) );
			return;
		}
		$table->views();
		printf( '<form method="get"><input type="hidden" name="page" value="%s"><input type="hidden" name="state" value="%s">', esc_attr( self::SLUG ), esc_attr( Orders_Table::state() ) );
		$table->search_box( __( 'Search by uuid, account, transaction or reference', 'xumm-payload-status' ), 'xumm-orders' );
		$table->display();
		echo '</form></div>';
	}
}
