<?php
/**
 * One created payload, and why the site created it.
 *
 * @package Xumm_Payload_Status
 */

namespace Xumm_Payload_Status;

defined( 'ABSPATH' ) || exit;

/**
 * A row of the table. What is due is written down when the payload is created: a later change of the post or of the
 * settings changes nothing about it.
 */
final class Order {

	/**
	 * All there is to know.
	 *
	 * @param string      $uuid            Of the payload, in lower case.
	 * @param string      $identifier      Our own name for it, which comes back in `custom_meta.identifier`.
	 * @param string      $visitor         SHA-256 of the cookie of whoever created it.
	 * @param int         $post_id         Where it was offered.
	 * @param string      $name            The item's name there.
	 * @param string      $type            `payment` or `sign-in`.
	 * @param string      $drops           The amount due; empty for a sign-in.
	 * @param string      $destination     Who is paid.
	 * @param int|null    $destination_tag With which tag.
	 * @param string      $network         On which ledger.
	 * @param string      $websocket_url   `refs.websocket_status` of the created payload.
	 * @param string      $sign_url        `next.always`.
	 * @param int         $created_at      Seconds since 1970.
	 * @param string|null $status          The last payload status that was told, as JSON.
	 * @param float       $asked_at        When the platform was last asked, seconds since 1970.
	 * @param bool        $settled         Whether that status is the last word.
	 * @param string|null $txid            The transaction that paid for it, once verified.
	 */
	public function __construct(
		public string $uuid,
		public string $identifier,
		public string $visitor,
		public int $post_id,
		public string $name,
		public string $type,
		public string $drops,
		public string $destination,
		public ?int $destination_tag,
		public string $network,
		public string $websocket_url,
		public string $sign_url,
		public int $created_at,
		public ?string $status = null,
		public float $asked_at = 0.0,
		public bool $settled = false,
		public ?string $txid = null
	) {}

	/**
	 * From the database, where everything is a string.
	 *
	 * @param array<string, string|null> $row Of the table.
	 */
	public static function from_row( array $row ): self {
		return new self(
			$row['uuid'],
			$row['identifier'],
			$row['visitor'],
			(int) $row['post_id'],
			$row['name'],
			$row['type'],
			$row['drops'],
			$row['destination'],
			null === $row['destination_tag'] ? null : (int) $row['destination_tag'],
			$row['network'],
			$row['websocket_url'],
			$row['sign_url'],
			(int) $row['created_at'],
			$row['status'],
			(float) $row['asked_at'],
			'1' === $row['settled'],
			$row['txid']
		);
	}
}
