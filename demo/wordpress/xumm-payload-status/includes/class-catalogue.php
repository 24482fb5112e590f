<?php
/**
 * What the site offers, and where.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * Finds an item in a post, or in what the site shows on many pages (template parts, templates, widgets). It reads what
 * is stored now, and a browser only names the place and the item: so a visitor cannot change a price, or pay
 * yesterday's.
 */
final class Catalogue {

	const SHORTCODE = 'xumm_payload_status';
	const BLOCK     = 'xumm-payload-status/request';

	/** The place of items outside posts. */
	const SITE = 0;

	/** Patterns may contain each other. */
	const MAX_DEPTH = 8;

	/** @var array<string, Item[]> The items of a place of a site, once they were looked for. */
	private array $items = array();

	public function __construct( private Settings $settings ) {}

	/**
	 * The item with this key. Cached pages may still have the key of an earlier price: then the name decides, if only
	 * one item has it.
	 *
	 * @param int $place Number of a post, or SITE.
	 */
	public function find( int $place, string $key ): ?Item {
		$named = array();
		foreach ( $this->items_of( $place ) as $item ) {
			if ( $item->key() === $key ) {
				return $item;
			}
			if ( substr( $key, 0, -9 ) === $item->name ) {
				$named[ $item->key() ] = $item;
			}
		}
		return 1 === count( $named ) ? current( $named ) : null;
	}

	/**
	 * Where the item that is being shown is stored: in the post, in the page whose loop shows the post, or on the site.
	 *
	 * @return int|null Null if it is nowhere to be found.
	 */
	public function place_of( ?\WP_Post $post, string $key ): ?int {
		$queried = get_queried_object();
		foreach ( array_filter( array( $post->ID ?? null, $queried instanceof \WP_Post ? $queried->ID : null, self::SITE ), 'is_int' ) as $place ) {
			foreach ( $this->items_of( $place ) as $item ) {
				if ( $item->key() === $key ) {
					return $place;
				}
			}
		}
		return null;
	}

	/** Removes the attributes that other plugins add to a block. */
	public static function own_attributes( array $attributes ): array {
		return array_intersect_key( $attributes, array_flip( Item::ATTRIBUTES ) );
	}

	/** Reads the attributes of a shortcode. WordPress writes `<br />` into one of several lines. */
	public static function shortcode_attributes( string $text ): array {
		$attributes = shortcode_parse_atts( preg_replace( '~<br\s*/?>~i', ' ', $text ) );
		return is_array( $attributes ) ? $attributes : array();
	}

	/**
	 * @param int $place Number of a post, or SITE.
	 * @return Item[]
	 */
	private function items_of( int $place ): array {
		$id = get_current_blog_id() . "/$place"; // A page may show posts of another site of the network.
		if ( ! isset( $this->items[ $id ] ) ) {
			$this->items[ $id ] = array();
			$post               = self::SITE === $place ? null : get_post( $place );
			$contents           = self::SITE === $place ? self::site_contents() : array( $post->post_content ?? '', $post->post_excerpt ?? '' );
			foreach ( $contents as $content ) {
				foreach ( self::attributes_in( $content, 0 ) as $attributes ) {
					try {
						$this->items[ $id ][] = Item::read( $attributes, $this->settings );
					} catch ( \InvalidArgumentException $e ) {
						continue; // The view tells its author.
					}
				}
			}
		}
		return $this->items[ $id ];
	}

	/**
	 * What the site shows on many pages. Only users who may change the theme can write there.
	 *
	 * @return string[]
	 */
	private static function site_contents(): array {
		$contents = array();
		foreach ( array( 'wp_template' => 'block-templates', 'wp_template_part' => 'block-template-parts' ) as $type => $feature ) { // phpcs:ignore WordPress.Arrays
			if ( wp_is_block_theme() || current_theme_supports( $feature ) ) {
				array_push( $contents, ...array_column( get_block_templates( array(), $type ), 'content' ) );
			}
		}
		foreach ( wp_get_sidebars_widgets() as $sidebar => $widgets ) {
			foreach ( 'wp_inactive_widgets' === $sidebar ? array() : (array) $widgets as $id ) {
				$parts   = wp_parse_widget_id( $id );
				$options = get_option( "widget_{$parts['id_base']}" )[ $parts['number'] ?? 0 ] ?? array();
				// The block widget and the text widget.
				$contents[] = is_array( $options ) ? (string) ( $options['content'] ?? $options['text'] ?? '' ) : '';
			}
		}
		return $contents;
	}

	/**
	 * The attributes of each item, in blocks and shortcodes, including nested ones and patterns.
	 *
	 * @return array[]
	 */
	private static function attributes_in( string $content, int $depth ): array {
		if ( $depth > self::MAX_DEPTH || ! preg_match( '/xumm|wp:block|wp:pattern/', $content ) ) {
			return array();
		}
		$found = array();
		$walk  = static function ( array $blocks ) use ( &$walk, &$found, $depth ): void {
			foreach ( $blocks as $block ) {
				if ( self::BLOCK === $block['blockName'] ) {
					$found[] = self::own_attributes( $block['attrs'] );
					continue;
				}
				array_push( $found, ...self::attributes_in( self::pattern( $block ), $depth + 1 ) );
				array_push( $found, ...self::attributes_of_shortcodes( $block['innerHTML'] ) );
				$walk( $block['innerBlocks'] );
			}
		};
		$walk( parse_blocks( $content ) );
		return $found;
	}

	/** The content of the pattern that a block refers to. */
	private static function pattern( array $block ): string {
		if ( 'core/block' === $block['blockName'] ) {
			$synced = get_post( (int) ( $block['attrs']['ref'] ?? 0 ) );
			return $synced && 'wp_block' === $synced->post_type && 'publish' === $synced->post_status ? $synced->post_content : '';
		}
		if ( 'core/pattern' === $block['blockName'] ) {
			return (string) ( \WP_Block_Patterns_Registry::get_instance()->get_registered( (string) ( $block['attrs']['slug'] ?? '' ) )['content'] ?? '' );
		}
		return '';
	}

	/**
	 * The attributes of each of our shortcodes in a piece of HTML.
	 *
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
				continue; // [[…]] quotes a shortcode.
			}
			$found[] = self::shortcode_attributes( $match[3] );
		}
		return $found;
	}
}
