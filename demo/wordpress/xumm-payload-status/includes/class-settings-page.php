<?php
/**
 * Settings → Xumm Payload Status.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * For those who may manage options, by the Settings API: it checks that, and the nonce.
 */
final class Settings_Page {

	const SLUG = 'xumm-payload-status';

	/**
	 * Takes what is set.
	 *
	 * @param Settings $settings Of the site.
	 */
	public function __construct( private Settings $settings ) {}

	/**
	 * Tells WordPress.
	 */
	public function register(): void {
		add_action( 'admin_menu', array( $this, 'add_page' ) );
		add_action( 'admin_init', array( $this, 'add_fields' ) );
		add_filter( 'plugin_action_links_' . plugin_basename( PLUGIN_FILE ), array( $this, 'add_link' ) );
	}

	/**
	 * Adds the page to the menu.
	 */
	public function add_page(): void {
		$title = __( 'Xumm Payload Status', 'xumm-payload-status' );
		add_options_page( $title, $title, 'manage_options', self::SLUG, array( $this, 'render' ) );
	}

	/**
	 * Adds "Settings" to the plugin's line in the list of plugins.
	 *
	 * @param string[] $links Of that line.
	 */
	public function add_link( array $links ): array {
		$url = admin_url( 'options-general.php?page=' . self::SLUG );
		return array_merge( array( sprintf( '<a href="%s">%s</a>', esc_url( $url ), esc_html__( 'Settings', 'xumm-payload-status' ) ) ), $links );
	}

	/**
	 * Declares the option and its fields.
	 */
	public function add_fields(): void {
		register_setting( self::SLUG, Settings::OPTION, array( 'sanitize_callback' => array( $this, 'sanitize' ) ) );
		add_settings_section( 'main', '', '__return_null', self::SLUG );
		$fields = array(
			'api_key'         => array( __( 'API key', 'xumm-payload-status' ), __( 'From your application at apps.xumm.dev.', 'xumm-payload-status' ) ),
			'api_secret'      => array( __( 'API secret', 'xumm-payload-status' ), __( 'Stays on the server and is not shown again. Empty: keep the one that is stored.', 'xumm-payload-status' ) ),
			'account'         => array( __( 'Account', 'xumm-payload-status' ), __( 'The XRPL account (r…) that is paid.', 'xumm-payload-status' ) ),
			'destination_tag' => array( __( 'Destination tag', 'xumm-payload-status' ), __( 'Only if the account is shared with others, such as one at an exchange.', 'xumm-payload-status' ) ),
			'network'         => array( __( 'Network', 'xumm-payload-status' ), __( 'TESTNET is for trying out, with play money.', 'xumm-payload-status' ) ),
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

	/**
	 * Renders the page.
	 */
	public function render(): void {
		echo '<div class="wrap"><h1>' . esc_html( get_admin_page_title() ) . '</h1>';
		$problem = $this->settings->problem();
		if ( null !== $problem ) {
			printf( '<div class="notice notice-warning"><p>%s</p></div>', esc_html( $problem ) );
		}
		echo '<form method="post" action="options.php" autocomplete="off">';
		settings_fields( self::SLUG );
		do_settings_sections( self::SLUG );
		submit_button();
		echo '</form></div>';
	}

	/**
	 * Renders one field.
	 *
	 * @param string $name Of the option.
	 * @param string $help What to put in.
	 */
	private function render_field( string $name, string $help ): void {
		$constant = array(
			'api_key'    => 'XUMM_APIKEY',
			'api_secret' => 'XUMM_APISECRET',
		)[ $name ] ?? '';
		$is_fixed = '' !== $constant && null !== Settings::constant( $constant );
		$id       = self::SLUG . "-$name";
		$field    = Settings::OPTION . "[$name]";
		if ( 'network' === $name ) {
			printf( '<select id="%s" name="%s">', esc_attr( $id ), esc_attr( $field ) );
			foreach ( Settings::NETWORKS as $network ) {
				printf( '<option%s>%s</option>', selected( $network, $this->settings->network, false ), esc_html( $network ) );
			}
			echo '</select>';
		} else {
			printf(
				'<input id="%s" name="%s" class="regular-text code" type="%s" value="%s" autocomplete="off"%s>',
				esc_attr( $id ),
				esc_attr( $field ),
				'api_secret' === $name ? 'password' : 'text',
				'api_secret' === $name || $is_fixed ? '' : esc_attr( (string) $this->settings->$name ),
				disabled( $is_fixed, true, false )
			);
		}
		/* translators: %s: the name of a PHP constant. */
		$fixed = sprintf( __( 'Set by %s in wp-config.php.', 'xumm-payload-status' ), $constant );
		printf( '<p class="description">%s</p>', esc_html( $is_fixed ? $fixed : $help ) );
	}

	/**
	 * Checks what was put in. A field that is wrong keeps what is stored, and a sentence says what is wrong with it.
	 *
	 * @param mixed $input From the form.
	 */
	public function sanitize( $input ): array {
		$stored = get_option( Settings::OPTION, array() );
		$stored = is_array( $stored ) ? $stored : array();
		$checks = array(
			'api_key'         => array( Settings::KEY, __( 'The API key has to be a uuid, as apps.xumm.dev shows it.', 'xumm-payload-status' ) ),
			'api_secret'      => array( Settings::KEY, __( 'The API secret has to be a uuid, as apps.xumm.dev showed it.', 'xumm-payload-status' ) ),
			'account'         => array( Settings::ACCOUNT, __( 'The account has to be an XRPL address that begins with r.', 'xumm-payload-status' ) ),
			'destination_tag' => array( '/^\d{1,10}$/', __( 'The destination tag has to be a whole number up to 4294967295.', 'xumm-payload-status' ) ),
			'network'         => array( '/^(' . implode( '|', Settings::NETWORKS ) . ')$/', __( 'The network has to be MAINNET or TESTNET.', 'xumm-payload-status' ) ),
		);
		foreach ( $checks as $name => list( $pattern, $message ) ) {
			$value = is_array( $input ) ? ( $input[ $name ] ?? null ) : null;
			if ( ! is_string( $value ) ) {
				continue; // A field that is disabled is not sent.
			}
			$value = trim( $value );
			if ( str_starts_with( $name, 'api_' ) ) {
				$value = strtolower( $value );
			}
			if ( '' === $value ) {
				if ( 'api_secret' !== $name ) {
					unset( $stored[ $name ] );
				}
			} elseif ( ! preg_match( $pattern, $value ) || ( 'destination_tag' === $name && (int) $value > 4294967295 ) ) {
				add_settings_error( Settings::OPTION, $name, $message );
			} else {
				$stored[ $name ] = $value;
			}
		}
		return $stored;
	}
}
