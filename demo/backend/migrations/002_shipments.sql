-- What the example's own delivery writes; see deliver.ts. Yours may be elsewhere.
CREATE TABLE shipments (
  key uuid PRIMARY KEY,
  product_id text NOT NULL,
  shipped_at timestamptz NOT NULL DEFAULT now()
);
