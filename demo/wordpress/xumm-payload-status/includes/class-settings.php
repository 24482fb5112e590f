<?php
/**
 * What the owner of the site has set.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * Keys, who is paid, and on which ledger: the owner's alone, for whoever writes posts must not redirect money.
 */
final class Settings {

	const OPTION   = 'xumm_payload_status';
	const NETWORKS = array( 'MAINNET', 'TESTNET' );

	/** A uuid, in lower case as the platform wants it. */
	const KEY = '/^[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}$/';

	/** A classic XRPL address: base 58 without 0, O, I and l. */
	const ACCOUNT = '/^r[1-9A-HJ-NP-Za-km-z]{24,34}$/';

	/** Public servers, good enough for a small site. A busy shop runs its own, or pays for one. */
	const PUBLIC_LEDGERS = array(
		'MAINNET' => 'https://xrplcluster.com/',
		'TESTNET' => 'https://s.altnet.rippletest.net:51234/',
	);

	/**
	 * Takes what was read.
	 *
	 * @param string   $api_key         Of the application at https://apps.xumm.dev.
	 * @param string   $api_secret      Its secret, which never leaves the server.
	 * @param string   $account         The XRPL account that is paid.
	 * @param int|null $destination_tag For an account shared with others, such as one at an exchange.
	 * @param string   $network         One of NETWORKS.
	 */
	private function __construct(
		public string $api_key,
		public string $api_secret,
		public string $account,
		public ?int $destination_tag,
		public string $network
	) {}

	/**
	 * Reads the option; the constants XUMM_APIKEY and XUMM_APISECRET of wp-config.php go before it.
	 */
	public static function load(): self {
		$stored = get_option( self::OPTION, array() );
		$stored = is_array( $stored ) ? $stored : array();
		$text   = static fn( string $name ): string => is_string( $stored[ $name ] ?? null ) ? $stored[ $name ] : '';
		$tag    = $text( 'destination_tag' );
		return new self(
			self::constant( 'XUMM_APIKEY' ) ?? $text( 'api_key' ),
			self::constant( 'XUMM_APISECRET' ) ?? $text( 'api_secret' ),
			$text( 'account' ),
			'' === $tag ? null : (int) $tag,
			in_array( $text( 'network' ), self::NETWORKS, true ) ? $text( 'network' ) : 'MAINNET'
		);
	}

	/**
	 * A constant of wp-config.php, if it is a string with something in it.
	 *
	 * @param string $name Of the constant.
	 */
	public static function constant( string $name ): ?string {
		$value = defined( $name ) ? constant( $name ) : null;
		return is_string( $value ) && '' !== $value ? $value : null;
	}

	/**
	 * Where the platform is. Only wp-config.php can say otherwise: what is asked there decides about money.
	 */
	public function platform_url(): string {
		return untrailingslashit( self::constant( 'XUMM_PAYLOAD_STATUS_PLATFORM_URL' ) ?? 'https://xumm.app' );
	}

	/**
	 * The JSON-RPC address of a server of that ledger; likewise.
	 *
	 * @param string $network One of NETWORKS.
	 */
	public function ledger_url( string $network ): string {
		return self::constant( "XUMM_PAYLOAD_STATUS_{$network}_URL" ) ?? self::PUBLIC_LEDGERS[ $network ];
	}

	/**
	 * What is missing before anything can be asked for, as a sentence for whoever can mend it; null if nothing is.
	 */
	public function problem(): ?string {
		if ( '' === $this->api_key || '' === $this->api_secret ) {
			return __( 'Set the API key and secret of your application (from apps.xumm.dev) in Settings → Xumm Payload Status.', 'xumm-payload-status' );
		}
		if ( ! preg_match( self::KEY, $this->api_key ) || ! preg_match( self::KEY, $this->api_secret ) ) {
			return __( 'The API key and secret have to be the two uuids that apps.xumm.dev shows for your application, in lower case.', 'xumm-payload-status' );
		}
		if ( ! preg_match( self::ACCOUNT, $this->account ) ) {
			return __( 'Set the XRPL account (r…) that is to be paid in Settings → Xumm Payload Status.', 'xumm-payload-status' );
		}
		return null;
	}
}
