<?php
/**
 * What visitors read.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/** In the languages of the element, so that a page does not mix two. The admin pages are translated as usual. */
final class Sentences {

	/** Languages that have another tag in the element. */
	const ALIASES = array(
		'no' => 'nb',
		'nn' => 'nb',
		'iw' => 'he',
		'in' => 'id',
	);

	/** Languages that are written from right to left; amounts are not. */
	const RTL = array( 'ar', 'fa', 'he', 'ur' );

	/** A sentence in the language of the page. */
	public static function say( string $key, string $amount = '' ): string {
		static $languages = null;
		$folder           = __DIR__ . '/../languages';
		$languages        = $languages ?? array_merge_recursive( require "$folder/visitors.php", require "$folder/element.php" );
		$language         = self::language( $languages );
		return str_replace( '{amount}', in_array( $language, self::RTL, true ) ? "\u{2066}$amount\u{2069}" : $amount, $languages[ $language ][ $key ] );
	}

	/** The tag that fits the page's languages best; English if none does. */
	private static function language( array $languages ): string {
		$parts    = explode( '-', str_replace( '_', '-', determine_locale() ) );
		$language = self::ALIASES[ $parts[0] ] ?? $parts[0];
		if ( 'zh' === $language ) {
			return array_intersect( array( 'TW', 'HK', 'MO', 'Hant' ), $parts ) ? 'zh-TW' : 'zh-CN';
		}
		foreach ( array( "$language-" . ( $parts[1] ?? '' ), $language ) as $tag ) {
			if ( isset( $languages[ $tag ] ) ) {
				return $tag;
			}
		}
		return 'en';
	}
}
