<?php
/**
 * The list of orders.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/** A list like WordPress's own. */
final class Orders_Table extends \WP_List_Table {

	const PER_PAGE = 20;

	/** The columns that are searched. */
	const SEARCHED = array( 'uuid', 'earlier', 'account', 'txids', 'reference', 'invoice_id' );

	public function __construct( private Orders $orders ) {
		parent::__construct(
			array(
				'singular' => 'xumm-order',
				'plural'   => 'xumm-orders',
			)
		);
	}

	/** The chosen list. */
	public static function state(): string {
		$state = isset( $_GET['state'] ) ? sanitize_key( $_GET['state'] ) : ''; // phpcs:ignore WordPress.Security.NonceVerification -- it only chooses a list.
		return isset( Orders_Page::states()[ $state ] ) ? $state : 'all';
	}

	public function get_columns(): array {
		return array(
			'order'    => __( 'Order', 'xumm-payload-status' ),
			'amount'   => __( 'Due', 'xumm-payload-status' ),
			'verdict'  => __( 'Verdict', 'xumm-payload-status' ),
			'delivery' => __( 'Delivery', 'xumm-payload-status' ),
			'account'  => __( 'Signed by', 'xumm-payload-status' ),
			'txids'    => __( 'Transactions', 'xumm-payload-status' ),
			'uuid'     => __( 'Payload', 'xumm-payload-status' ),
		);
	}

	protected function get_views(): array {
		$views = array();
		foreach ( Orders_Page::states() as $state => list( $name, $condition ) ) {
			$views[ $state ] = sprintf(
				'<a href="%s"%s>%s <span class="count">(%s)</span></a>',
				esc_url( Orders_Page::url( array( 'state' => $state ) ) ),
				self::state() === $state ? ' class="current" aria-current="page"' : '',
				esc_html( $name ),
				esc_html( number_format_i18n( Orders_Page::count( $condition ) ) )
			);
		}
		return $views;
	}

	/** Reads the page to show, the newest first. */
	public function prepare_items(): void {
		global $wpdb;
		$this->_column_headers = array( $this->get_columns(), array(), array(), 'order' );
		$condition             = Orders_Page::states()[ self::state() ][1];
		$search                = isset( $_GET['s'] ) ? trim( sanitize_text_field( wp_unslash( $_GET['s'] ) ) ) : ''; // phpcs:ignore WordPress.Security.NonceVerification -- it only searches.
		if ( '' !== $search ) {
			$like      = '%' . $wpdb->esc_like( $search ) . '%';
			$condition = "($condition) AND (" . $wpdb->prepare( implode( ' LIKE %s OR ', self::SEARCHED ) . ' LIKE %s OR id = %d', ...array_fill( 0, count( self::SEARCHED ), $like ), ...array( preg_match( '/^(?:xumm-)?(\d+)$/D', $search, $parts ) ? (int) $parts[1] : 0 ) ) . ')'; // phpcs:ignore WordPress.DB
		}
		$this->items = $this->orders->where( "$condition ORDER BY id DESC LIMIT %d OFFSET %d", self::PER_PAGE, ( $this->get_pagenum() - 1 ) * self::PER_PAGE );
		$this->set_pagination_args(
			array(
				'total_items' => Orders_Page::count( $condition ),
				'per_page'    => self::PER_PAGE,
			)
		);
	}

	protected function column_default( $order, $name ): string {
		switch ( $name ) {
			case 'order':
				$title = sprintf( '<strong>xumm-%d</strong> %s', $order->id, esc_html( $order->reference ) );
				return "$title<br>" . esc_html( wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), $order->created_at ) ) . $this->row_actions( $this->actions( $order ) );
			case 'amount':
				$testnet = 'TESTNET' === $order->network ? ' <strong style="color:#b32d2e">TESTNET</strong>' : '';
				return ( 'sign-in' === $order->type ? esc_html__( 'Sign-in', 'xumm-payload-status' ) : '<bdi dir="ltr">' . esc_html( Order::readable( $order->ledger_amount() ) ) . '</bdi>' ) . $testnet;
			case 'verdict':
				return sprintf( '<strong>%s</strong>%s<br>%s', esc_html( $order->verdict ), $order->is_final ? '' : ' …', esc_html( Orders_Page::advice( $order ) ) );
			case 'delivery':
				return esc_html( trim( "{$order->delivery} " . ( '' === $order->fault ? '' : "({$order->tries}): {$order->fault}" ) ) );
			case 'txids':
				return implode( '<br>', array_map( static fn( string $txid ): string => self::transaction( $order, $txid ), array_filter( explode( ' ', $order->txids ) ) ) );
			default:
				return '<code>' . esc_html( (string) $order->$name ) . '</code>';
		}
	}

	/** A link to a transaction; none for a sign-in, which is not on a ledger. */
	private static function transaction( Order $order, string $txid ): string {
		$short = '<code>' . esc_html( substr( $txid, 0, 16 ) ) . '…</code>';
		return 'sign-in' === $order->type ? $short : sprintf( '<a href="%s" title="%s">%s</a>', esc_url( 'https://xumm.app/explorer/' . strtolower( $order->network ) . "/$txid" ), esc_attr( $txid ), $short );
	}

	/**
	 * @return array<string, string>
	 */
	private function actions( Order $order ): array {
		$offered = array_filter(
			array(
				'check'   => $order->is_final ? null : __( 'Check again', 'xumm-payload-status' ),
				'deliver' => in_array( $order->delivery, array( Order::QUEUED, Order::DEAD ), true ) ? __( 'Deliver again', 'xumm-payload-status' ) : null,
				'handled' => in_array( $order->attention, array( Order::NEW, Order::MAILED ), true ) ? __( 'Mark as handled', 'xumm-payload-status' ) : null,
			)
		);
		$actions = array();
		foreach ( $offered as $action => $words ) {
			$url                = wp_nonce_url( add_query_arg( array( 'do' => $action, 'order' => $order->id, 'seen' => $order->verdict ) ), "xumm-order-{$order->id}" ); // phpcs:ignore WordPress.Arrays
			$actions[ $action ] = sprintf( '<a href="%s">%s</a>', esc_url( $url ), esc_html( $words ) );
		}
		return $actions;
	}
}
