-- what a person decided about money, where no machine may decide
ALTER TABLE orders ADD COLUMN settled text CHECK (settled IN ('accepted', 'refunded'));

ALTER TABLE orders DROP CONSTRAINT orders_check;
ALTER TABLE orders ADD CONSTRAINT nothing_unpaid_is_delivered
  CHECK (delivery = 'none' OR verdict IN ('paid', 'overpaid', 'signed-in') OR settled = 'accepted');
