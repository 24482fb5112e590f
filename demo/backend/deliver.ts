import type { Database } from './database.js';
import type { Deliver } from './outbox.js';

/**
 * **Your delivery goes here**: ship, mail, unlock, count the money. This example writes a row into a table.
 *
 * It may be called more than once for an order. The row is still there only once, because `key` is the table's primary key.
 * If you call another service, send it the key as the idempotency key.
 */
export function deliverTo(database: Database): Deliver {
  return async ({ product }, { key }) => {
    await database.query(
      'INSERT INTO shipments (key, product_id) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING',
      [key, product.id],
    );
  };
}
