<?php
/**
 * The settings of the site's owner.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/** Keys, account, tokens and network. Only the owner sets them, because authors of posts must not redirect money. */
final class Settings {

	const OPTION   = 'xumm_payload_status';
	const NETWORKS = array( 'MAINNET', 'TESTNET' );

	/** A uuid in lower case, as the platform requires. */
	const KEY = '/^[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}$/';

	/** A line of the tokens: a currency code and its issuer. */
	const TOKEN = '/^([A-Za-z0-9?!@#$%^&*<>(){}\[\]|]{3,20})\s+(r\w+)$/';

	const RETENTION = 30;

	/** Public servers of two operators each, good enough for a small site. A busy shop runs its own, or pays for one. */
	const PUBLIC_LEDGERS = array(
		'MAINNET' => 'https://xrplcluster.com/ https://s1.ripple.com:51234/',
		'TESTNET' => 'https://s.altnet.rippletest.net:51234/ https://testnet.xrpl-labs.com/',
	);

	/**
	 * The issuers of RLUSD, Ripple's dollar: on MAINNET from Ripple's documentation, on TESTNET from public projects that
	 * have its tokens. A line in the settings wins over them.
	 *
	 * @see https://docs.ripple.com/products/stablecoin/overview/token-addresses
	 */
	const RLUSD = array(
		'MAINNET' => 'rMxCKbEDwqr76QuheSUMdEGf4B9xJ8m5De',
		'TESTNET' => 'rQhWct2fv4Vc4KRjRgMrxa8xPN9Zx9iLKV',
	);

	private function __construct(
		public string $api_key, // Of the application at https://apps.xumm.dev.
		public string $api_secret, // Its secret, which never leaves the server.
		public string $account, // The XRPL account that is paid.
		public ?int $destination_tag, // For an account shared with others, such as one at an exchange.
		public string $network, // One of NETWORKS.
		public array $tokens, // The issuer of each currency besides XRP.
		public bool $two_ledgers, // Whether two ledger servers have to agree.
		public int $retention // Days after which orders that nobody signed are deleted.
	) {}

	/** Reads the option; the constants XUMM_APIKEY and XUMM_APISECRET in wp-config.php win over it. */
	public static function load( ?array $stored = null ): self {
		$stored  = $stored ?? get_option( self::OPTION, array() );
		$stored  = is_array( $stored ) ? $stored : array();
		$text    = static fn( string $name ): string => is_scalar( $stored[ $name ] ?? null ) ? (string) $stored[ $name ] : '';
		$network = in_array( $text( 'network' ), self::NETWORKS, true ) ? $text( 'network' ) : 'MAINNET';
		return new self(
			self::constant( 'XUMM_APIKEY' ) ?? $text( 'api_key' ),
			self::constant( 'XUMM_APISECRET' ) ?? $text( 'api_secret' ),
			$text( 'account' ),
			'' === $text( 'destination_tag' ) ? null : (int) $text( 'destination_tag' ),
			$network,
			( self::tokens_in( $text( 'tokens' ) ) ?? array() ) + array( 'RLUSD' => self::RLUSD[ $network ] ),
			'1' === $text( 'two_ledgers' ),
			max( 1, (int) ( '' === $text( 'retention' ) ? self::RETENTION : $text( 'retention' ) ) )
		);
	}

	/**
	 * The tokens of a text with one per line.
	 *
	 * @return array<string, string>|null The issuer of each; null if a line is no token.
	 */
	public static function tokens_in( string $text ): ?array {
		$tokens = array();
		foreach ( array_filter( array_map( 'trim', explode( "\n", $text ) ) ) as $line ) {
			if ( ! preg_match( self::TOKEN, $line, $parts ) || 'XRP' === $parts[1] || ! Ledger_Data::is_address( $parts[2] ) ) {
				return null;
			}
			$tokens[ $parts[1] ] = $parts[2];
		}
		return $tokens;
	}

	/** A constant in wp-config.php, if it is a non-empty string. */
	public static function constant( string $name ): ?string {
		$value = defined( $name ) ? constant( $name ) : null;
		return is_string( $value ) && '' !== $value ? $value : null;
	}

	/** The platform's address. Only wp-config.php can change it, because its answers decide about money. */
	public function platform_url(): string {
		return untrailingslashit( self::constant( 'XUMM_PAYLOAD_STATUS_PLATFORM_URL' ) ?? 'https://xumm.app' );
	}

	/**
	 * The JSON-RPC addresses of ledger servers, in the order in which they are asked. Only wp-config.php can change
	 * them.
	 *
	 * @param string $network One of NETWORKS.
	 * @return string[]
	 */
	public function ledger_urls( string $network ): array {
		return preg_split( '/\s+/', trim( self::constant( "XUMM_PAYLOAD_STATUS_{$network}_URL" ) ?? self::PUBLIC_LEDGERS[ $network ] ) );
	}

	/**
	 * What is missing before anything can be offered, in a sentence for whoever can fix it; null if nothing is missing.
	 */
	public function problem(): ?string {
		if ( '' === $this->api_key || '' === $this->api_secret ) {
			return __( 'Set the API key and secret of your application (from apps.xumm.dev) in Settings → Xumm Payload Status.', 'xumm-payload-status' );
		}
		if ( ! preg_match( self::KEY, $this->api_key ) || ! preg_match( self::KEY, $this->api_secret ) ) {
			return __( 'The API key and secret have to be the two uuids that apps.xumm.dev shows for your application, in lower case.', 'xumm-payload-status' );
		}
		if ( $this->api_key === $this->api_secret ) {
			return __( 'The API key and the API secret are the same: one of the two is in both fields.', 'xumm-payload-status' );
		}
		if ( ! Ledger_Data::is_address( $this->account ) ) {
			return __( 'Set the XRPL account (r…) that is to be paid in Settings → Xumm Payload Status.', 'xumm-payload-status' );
		}
		return null;
	}
}
