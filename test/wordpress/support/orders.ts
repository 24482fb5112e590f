import type { Signing } from './platform.js';
import type { Visitor } from './visitor.js';
import type { World } from './world.js';

/** A visitor who pressed the button and signed. */
export interface Signed {
  readonly visitor: Visitor;
  readonly uuid: string;
  readonly path: string;
}

export interface Orders {
  readonly signed: (signing?: Signing) => Promise<Signed>;
  /** One run of the sweep. @param first PHP that runs before it */
  readonly sweep: (first?: string) => Promise<string>;
  /** Lets the next sweep ask about everything, and deliver it. */
  readonly makeDue: () => Promise<string>;
  /** The pause that the platform asked for is over. */
  readonly endPause: () => Promise<string>;
  /** The stored row of an order. */
  readonly row: (uuid: string) => Promise<Record<string, string | null>>;
  /** How often it was delivered. */
  readonly deliveries: (uuid: string) => Promise<number>;
}

/** Helpers for tests of orders. */
export const orders = (built: () => World): Orders => ({
  signed: async (signing = {}) => {
    const { path, visitor } = await built().shopper();
    const { uuid } = await visitor.start(path, 'mug');
    await built().platform.sign(uuid, signing);
    return { visitor, uuid, path };
  },
  sweep: (first = '') => built().site.php(`${first} do_action('xumm_payload_status_sweep');`),
  makeDue: () =>
    built().site.php(
      "global $wpdb; $wpdb->query('UPDATE wp_xumm_orders SET next_at = 0, asked_at = 0, spent_until = 0, deliver_at = 0');",
    ),
  endPause: () => built().site.php("delete_option('xumm_payload_status_pause');"),
  row: async (uuid) =>
    JSON.parse(
      await built().site.php(
        `global $wpdb; echo wp_json_encode($wpdb->get_row("SELECT * FROM wp_xumm_orders WHERE uuid = '${uuid}'"));`,
      ),
    ) as Record<string, string | null>,
  deliveries: async (uuid) => (await built().site.delivered()).filter((order) => order.uuid === uuid).length,
});
