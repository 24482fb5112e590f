CREATE TABLE sessions (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  -- SHA-256, so that somebody who reads this table cannot take over a session
  token_hash text NOT NULL UNIQUE,
  account text,
  expires_at timestamptz NOT NULL
);

CREATE TABLE orders (
  id uuid PRIMARY KEY,
  -- not a foreign key: orders stay when their session ends
  session_id uuid NOT NULL,
  cart text NOT NULL,
  product_id text NOT NULL,
  product jsonb NOT NULL,
  network text,
  invoice_id text NOT NULL UNIQUE,
  first_ledger integer,
  placed_at timestamptz NOT NULL,

  verdict text NOT NULL DEFAULT 'pending' CHECK (verdict IN ('pending', 'paid', 'overpaid', 'underpaid', 'late',
    'failed', 'wrong-network', 'rejected', 'expired', 'mismatch', 'review', 'signed-in')),
  reason text,
  is_final boolean NOT NULL DEFAULT false,
  delivered_amount jsonb,
  surplus jsonb,
  txids text[] NOT NULL DEFAULT '{}',
  is_signed boolean NOT NULL DEFAULT false,
  asked_at timestamptz,
  questions integer NOT NULL DEFAULT 0,
  ask_again_at timestamptz,
  creating_until timestamptz,

  delivery text NOT NULL DEFAULT 'none' CHECK (delivery IN ('none', 'queued', 'delivered', 'dead')),
  attempts integer NOT NULL DEFAULT 0,
  deliver_at timestamptz,
  last_error text,

  -- nothing unpaid is ever delivered, even if the code is wrong
  CHECK (delivery = 'none' OR verdict IN ('paid', 'overpaid', 'signed-in'))
);

-- a double click and a second tab get the same order
CREATE UNIQUE INDEX one_undecided_order ON orders (session_id, product_id, cart)
  WHERE NOT is_final AND verdict IN ('pending', 'rejected', 'expired', 'failed', 'wrong-network');
CREATE INDEX orders_to_ask ON orders (asked_at NULLS FIRST) WHERE ask_again_at IS NOT NULL;
CREATE INDEX orders_to_deliver ON orders (deliver_at) WHERE delivery = 'queued';
CREATE INDEX orders_of_session ON orders (session_id, placed_at);
CREATE INDEX orders_first_ledger ON orders (network, first_ledger);

CREATE TABLE payloads (
  uuid uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES orders (id),
  is_open boolean NOT NULL DEFAULT true,
  created jsonb NOT NULL,
  status jsonb NOT NULL,
  evidence jsonb,
  account text,
  created_at timestamptz NOT NULL
);

CREATE UNIQUE INDEX one_open_payload ON payloads (order_id) WHERE is_open;
CREATE INDEX payloads_of_order ON payloads (order_id, created_at);
CREATE INDEX payloads_of_account ON payloads (account);

-- one transaction pays for only one order
CREATE TABLE payments (
  txid text PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES orders (id)
);

CREATE TABLE budgets (
  key text PRIMARY KEY,
  tokens double precision NOT NULL,
  counted_at timestamptz NOT NULL
);
