-- its deadline is over, so the visitor gets a new order; payments for this one are still looked for
ALTER TABLE orders ADD COLUMN is_replaced boolean NOT NULL DEFAULT false;

DROP INDEX one_undecided_order;
CREATE UNIQUE INDEX one_undecided_order ON orders (session_id, product_id, cart)
  WHERE NOT is_final AND NOT is_replaced
    AND verdict IN ('pending', 'rejected', 'expired', 'failed', 'wrong-network');
