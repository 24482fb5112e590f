<?php
/**
 * Settings → Xumm Payload Status.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/** For users who may manage options. The Settings API checks that, and the nonce. */
final class Settings_Page {

	const SLUG = 'xumm-payload-status';

	/** Constants in wp-config.php that win over a field. */
	const CONSTANTS = array(
		'api_key'    => 'XUMM_APIKEY',
		'api_secret' => 'XUMM_APISECRET',
	);

	public function __construct( private Settings $settings ) {}

	public function register(): void {
		$title = __( 'Xumm Payload Status', 'xumm-payload-status' );
		add_action( 'admin_menu', fn() => add_options_page( $title, $title, 'manage_options', self::SLUG, array( $this, 'render' ) ) );
		add_action( 'admin_init', array( $this, 'add_fields' ) );
		add_filter(
			'plugin_action_links_' . plugin_basename( PLUGIN_FILE ),
			static fn( array $links ): array => array( sprintf( '<a href="%s">%s</a>', esc_url( admin_url( 'options-general.php?page=' . self::SLUG ) ), esc_html__( 'Settings', 'xumm-payload-status' ) ), ...$links )
		);
		foreach ( array( 'add', 'update' ) as $way ) {
			add_action( "{$way}_option_" . Settings::OPTION, array( $this, 'try_out' ) );
		}
	}

	public function add_fields(): void {
		register_setting( self::SLUG, Settings::OPTION, array( 'sanitize_callback' => array( $this, 'sanitize' ) ) );
		add_settings_section( 'main', '', '__return_null', self::SLUG );
		$fields = array(
			'api_key'         => array( __( 'API key', 'xumm-payload-status' ), __( 'From your application at apps.xumm.dev.', 'xumm-payload-status' ) ),
			'api_secret'      => array( __( 'API secret', 'xumm-payload-status' ), __( 'Stays on the server and is not shown again. Empty: keep the one that is stored.', 'xumm-payload-status' ) ),
			'account'         => array( __( 'Account', 'xumm-payload-status' ), __( 'The XRPL account (r…) that is paid.', 'xumm-payload-status' ) ),
			'destination_tag' => array( __( 'Destination tag', 'xumm-payload-status' ), __( 'Only if the account is shared with others, such as one at an exchange.', 'xumm-payload-status' ) ),
			'network'         => array( __( 'Network', 'xumm-payload-status' ), __( 'TESTNET is for trying out, with play money.', 'xumm-payload-status' ) ),
			'tokens'          => array( __( 'Tokens', 'xumm-payload-status' ), __( 'What can be paid in beside XRP and RLUSD: one a line, its code and its issuer, such as: USD rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B. Your account needs a trust line for each.', 'xumm-payload-status' ) ),
			'two_ledgers'     => array( __( 'Two ledger servers', 'xumm-payload-status' ), __( 'An order is paid only once two servers of different operators say so. Slower, and safer for large amounts.', 'xumm-payload-status' ) ),
			'retention'       => array( __( 'Keep unsigned requests', 'xumm-payload-status' ), __( 'In days; 30 if empty. What was signed is never deleted.', 'xumm-payload-status' ) ),
		);
		foreach ( $fields as $name => list( $label, $help ) ) {
			add_settings_field(
				$name,
				$label,
				fn() => $this->render_field( $name, $help ),
				self::SLUG,
				'main',
				array( 'label_for' => self::SLUG . "-$name" )
			);
		}
	}

	public function render(): void {
		echo '<div class="wrap"><h1>' . esc_html( get_admin_page_title() ) . '</h1>';
		$problem = $this->settings->problem();
		if ( null !== $problem ) {
			printf( '<div class="notice notice-warning"><p>%s</p></div>', esc_html( $problem ) );
		}
		$called = (int) get_option( 'xumm_payload_status_webhook_at' );
		printf(
			'<p>%s <code>%s</code><br>%s</p>',
			esc_html__( 'Webhook address, to be put into your application at apps.xumm.dev, so that the site hears of payments at once:', 'xumm-payload-status' ),
			esc_url( rest_url( Routes::API . '/webhook' ) ),
			/* translators: %s: a time span, such as "5 mins". */
			esc_html( $called > 0 ? sprintf( __( 'The platform last called it %s ago.', 'xumm-payload-status' ), human_time_diff( $called ) ) : __( 'The platform has not called it yet.', 'xumm-payload-status' ) )
		);
		echo '<form method="post" action="options.php" autocomplete="off">';
		settings_fields( self::SLUG );
		do_settings_sections( self::SLUG );
		submit_button();
		echo '</form></div>';
	}

	private function render_field( string $name, string $help ): void {
		$constant = self::CONSTANTS[ $name ] ?? '';
		$is_fixed = '' !== $constant && null !== Settings::constant( $constant );
		$stored   = get_option( Settings::OPTION, array() )[ $name ] ?? '';
		$id       = esc_attr( self::SLUG . "-$name" );
		$field    = esc_attr( Settings::OPTION . "[$name]" );
		// phpcs:disable WordPress.Security.EscapeOutput -- both are escaped above.
		if ( 'network' === $name ) {
			printf( '<select id="%s" name="%s">', $id, $field );
			foreach ( Settings::NETWORKS as $network ) {
				printf( '<option%s>%s</option>', selected( $network, $this->settings->network, false ), esc_html( $network ) );
			}
			echo '</select>';
		} elseif ( 'tokens' === $name ) {
			printf( '<textarea id="%s" name="%s" rows="3" class="large-text code">%s</textarea>', $id, $field, esc_textarea( $stored ) );
		} elseif ( 'two_ledgers' === $name ) {
			printf( '<input type="hidden" name="%2$s" value=""><input id="%1$s" name="%2$s" type="checkbox" value="1"%3$s>', $id, $field, checked( $this->settings->two_ledgers, true, false ) );
		} else {
			printf(
				'<input id="%s" name="%s" class="regular-text code" type="%s" value="%s" autocomplete="off"%s>',
				$id,
				$field,
				'api_secret' === $name ? 'password' : 'text',
				'api_secret' === $name || $is_fixed ? '' : esc_attr( $stored ),
				disabled( $is_fixed, true, false )
			);
		}
		// phpcs:enable
		/* translators: %s: the name of a PHP constant. */
		$fixed = sprintf( __( 'Set by %s in wp-config.php.', 'xumm-payload-status' ), $constant );
		printf( '<p class="description">%s</p>', esc_html( $is_fixed ? $fixed : $help ) );
	}

	/** Checks the input. A wrong field keeps its stored value, and a sentence says what is wrong. */
	public function sanitize( $input ): array {
		$stored  = get_option( Settings::OPTION, array() );
		$stored  = is_array( $stored ) ? $stored : array();
		$matches = static fn( string $pattern ): callable => static fn( string $value ): bool => 1 === preg_match( $pattern, $value );
		$checks  = array(
			'api_key'         => array( $matches( Settings::KEY ), __( 'The API key has to be a uuid, as apps.xumm.dev shows it.', 'xumm-payload-status' ) ),
			'api_secret'      => array( $matches( Settings::KEY ), __( 'The API secret has to be a uuid, as apps.xumm.dev showed it.', 'xumm-payload-status' ) ),
			'account'         => array( array( Ledger_Data::class, 'is_address' ), __( 'The account has to be an XRPL address that begins with r. This one is none, or has a typing error.', 'xumm-payload-status' ) ),
			'destination_tag' => array( static fn( string $value ): bool => null !== Reading::tag( $value ), __( 'The destination tag has to be a whole number up to 4294967295.', 'xumm-payload-status' ) ),
			'network'         => array( static fn( string $value ): bool => in_array( $value, Settings::NETWORKS, true ), __( 'The network has to be MAINNET or TESTNET.', 'xumm-payload-status' ) ),
			'tokens'          => array( static fn( string $value ): bool => null !== Settings::tokens_in( $value ), __( 'Each line of the tokens has to be a currency code and the address of its issuer.', 'xumm-payload-status' ) ),
			'two_ledgers'     => array( $matches( '/^1$/D' ), '' ),
			'retention'       => array( $matches( '/^[1-9]\d{0,3}$/D' ), __( 'Unsigned requests can be kept for 1 to 9999 days.', 'xumm-payload-status' ) ),
		);
		foreach ( $checks as $name => list( $is_right, $message ) ) {
			$value = is_array( $input ) ? ( $input[ $name ] ?? null ) : null;
			if ( ! is_string( $value ) ) {
				continue; // Browsers do not send disabled fields.
			}
			$value = self::clean( $value );
			if ( str_starts_with( $name, 'api_' ) ) {
				$value = strtolower( $value );
			}
			if ( '' === $value ) {
				if ( 'api_secret' !== $name ) {
					unset( $stored[ $name ] );
				}
			} elseif ( ! $is_right( $value ) ) {
				$is_secret = 'account' === $name && preg_match( '/^s[1-9A-HJ-NP-Za-km-z]{20,}$/D', $value );
				add_settings_error( Settings::OPTION, $name, $is_secret ? __( 'That is the secret of an account. It was not stored, and nobody who asks for it is to be trusted: put in the address, which begins with r.', 'xumm-payload-status' ) : $message );
			} else {
				$stored[ $name ] = $value;
			}
		}
		return $stored;
	}

	/** Without what comes along when one copies: invisible characters, blanks of all kinds, and quotes around it. */
	private static function clean( string $value ): string {
		$visible = preg_replace( array( '/\p{Cf}+/u', '/\p{Zs}/u' ), array( '', ' ' ), $value ) ?? $value;
		return preg_replace( '/^[\s\p{Pi}\p{Pf}"\'`„]+|[\s\p{Pi}\p{Pf}"\'`„]+$/u', '', $visible ) ?? trim( $visible );
	}

	/** Tests keys, account and webhook after they were saved, and says what is wrong. */
	public function try_out(): void {
		$settings = Settings::load();
		if ( ! function_exists( 'add_settings_error' ) || null !== $settings->problem() ) {
			return;
		}
		$say = static fn( string $code, ?string $sentence, string $type = 'error' ) => null === $sentence ? null : add_settings_error( Settings::OPTION, "tried_$code", $sentence, $type );
		delete_option( Platform::PAUSE_OPTION ); // That was for the keys before.
		try {
			$application = ( new Platform( $settings ) )->ping();
			$say( 'webhook', self::webhook_problem( $settings, $application ), 'warning' );
			/* translators: %s: the name of an application. */
			$say( 'keys', sprintf( __( 'The platform takes the keys (application: %s).', 'xumm-payload-status' ), Reading::name( $application->name ?? null ) ?? '?' ), 'success' );
		} catch ( Failure $failure ) {
			$say( 'keys', self::key_problem( $settings ) );
		}
		foreach ( ( new Ledger( $settings ) )->account_problems( $settings ) as $about => $problem ) {
			$say( "account_$about", $problem, 'RLUSD' === $about ? 'info' : 'warning' ); // Not every shop takes RLUSD.
		}
	}

	/** Why the platform did not accept the keys. */
	private static function key_problem( Settings $settings ): string {
		if ( ! isset( Notices::problems()['keys'] ) ) {
			return __( 'The platform could not be reached, so nobody knows whether it takes the keys.', 'xumm-payload-status' );
		}
		$swapped             = clone $settings;
		$swapped->api_key    = $settings->api_secret;
		$swapped->api_secret = $settings->api_key;
		try {
			( new Platform( $swapped ) )->ping();
			Notices::report( 'keys', __( 'The API key and the API secret are swapped: each is in the field of the other.', 'xumm-payload-status' ) );
			return __( 'The API key and the API secret are swapped: each is in the field of the other.', 'xumm-payload-status' );
		} catch ( Failure $failure ) {
			return __( 'The platform does not take these keys. Copy both again from apps.xumm.dev.', 'xumm-payload-status' );
		}
	}

	/**
	 * What is wrong with the webhook. The site calls it like the platform, and compares its address with the one that
	 * the platform has.
	 */
	private static function webhook_problem( Settings $settings, \stdClass $application ): ?string {
		$url      = rest_url( Routes::API . '/webhook' );
		$time     = (string) time();
		$response = wp_remote_post(
			$url,
			array(
				'timeout' => Platform::TIMEOUT_SECONDS,
				'body'    => '{}',
				'headers' => array(
					'Content-Type'             => 'application/json',
					'X-Xumm-Request-Timestamp' => $time,
					'X-Xumm-Request-Signature' => Platform::signature( $time, '{}', $settings->api_secret ),
				),
			)
		);
		delete_option( 'xumm_payload_status_webhook_at' ); // That call was the site's own.
		$status = wp_remote_retrieve_response_code( $response );
		if ( 204 !== $status ) {
			/* translators: 1: an address, 2: an HTTP status or an error message. */
			return sprintf( __( 'The webhook %1$s cannot be called (%2$s): something, such as a security plugin or a password, keeps the REST API closed. Payments are found all the same, only later.', 'xumm-payload-status' ), $url, is_wp_error( $response ) ? $response->get_error_message() : "HTTP $status" );
		}
		$noted = Reading::name( $application->webhookurl ?? null ) ?? '';
		/* translators: %s: an address. */
		return $noted === $url ? null : sprintf( __( 'Put this webhook address into your application at apps.xumm.dev, so that the site hears of payments at once: %s', 'xumm-payload-status' ), $url );
	}
}
