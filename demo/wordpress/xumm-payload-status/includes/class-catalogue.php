<?php
/**
 * What a post offers.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * Finds an item in a post as it is stored now: a browser only says which post and which name, so there is no price to
 * tamper with, and yesterday's is worth nothing.
 */
final class Catalogue {

	const SHORTCODE = 'xumm_payload_status';
	const BLOCK     = 'xumm-payload-status/request';

	/** Reusable blocks may name each other. */
	const MAX_DEPTH = 8;

	/**
	 * The item of that name.
	 *
	 * @param \WP_Post $post Whose content is searched.
	 * @param string   $name The item's name.
	 * @return Item|null Null if there is none, or more than one.
	 */
	public static function find( \WP_Post $post, string $name ): ?Item {
		$found = array();
		foreach ( self::attributes_in( $post->post_content, 0 ) as $attributes ) {
			try {
				$item = Item::read( $attributes );
				if ( $item->name === $name ) {
					$found[] = $item;
				}
			} catch ( \InvalidArgumentException $e ) {
				continue; // The view tells whoever wrote it.
			}
		}
		return 1 === count( $found ) ? $found[0] : null;
	}

	/**
	 * Keeps what is ours: other plugins may add attributes of their own to a block.
	 *
	 * @param array $attributes Of a block.
	 */
	public static function own_attributes( array $attributes ): array {
		return array_intersect_key( $attributes, array_flip( Item::ATTRIBUTES ) );
	}

	/**
	 * The attributes of each item, in blocks and shortcodes, nested ones and reusable blocks included.
	 *
	 * @param string $content Of a post.
	 * @param int    $depth   Of reusable blocks.
	 * @return array[]
	 */
	private static function attributes_in( string $content, int $depth ): array {
		$found = array();
		$walk  = static function ( array $blocks ) use ( &$walk, &$found, $depth ): void {
			foreach ( $blocks as $block ) {
				if ( self::BLOCK === $block['blockName'] ) {
					$found[] = self::own_attributes( $block['attrs'] );
				} elseif ( 'core/block' === $block['blockName'] && $depth < self::MAX_DEPTH ) {
					$reused = get_post( (int) ( $block['attrs']['ref'] ?? 0 ) );
					if ( $reused && 'wp_block' === $reused->post_type && 'publish' === $reused->post_status ) {
						array_push( $found, ...self::attributes_in( $reused->post_content, $depth + 1 ) );
					}
				} else {
					array_push( $found, ...self::attributes_of_shortcodes( $block['innerHTML'] ) );
					$walk( $block['innerBlocks'] );
				}
			}
		};
		$walk( parse_blocks( $content ) );
		return $found;
	}

	/**
	 * The attributes of each of our shortcodes in a piece of HTML.
	 *
	 * @param string $html As stored.
	 * @return array[]
	 */
	private static function attributes_of_shortcodes( string $html ): array {
		if ( ! str_contains( $html, '[' . self::SHORTCODE ) ) {
			return array();
		}
		preg_match_all( '/' . get_shortcode_regex( array( self::SHORTCODE ) ) . '/', $html, $matches, PREG_SET_ORDER );
		$found = array();
		foreach ( $matches as $match ) {
			if ( '[' === $match[1] && ']' === $match[6] ) {
				continue; // [[…]] is how a shortcode is quoted.
			}
			$attributes = shortcode_parse_atts( $match[3] );
			$found[]    = is_array( $attributes ) ? $attributes : array();
		}
		return $found;
	}
}
