import { randomHex } from './random.js';
import { currentOf, orderOf } from './rows.js';
import type { Current, Order, Finding, Payload } from './orders.js';
import { at, HASH, hashOf, nextToken, SqlVisitors } from './sql-visitors.js';
import type { Recorded, Store, Which } from './store.js';

/** An order with its newest payload. */
const CURRENT = `SELECT o.*, p.uuid, p.is_open, p.created_at, p.created, p.status, p.evidence, p.account
  FROM %orders% o LEFT JOIN LATERAL (
    SELECT * FROM payloads WHERE order_id = o.id ORDER BY is_open DESC, created_at DESC LIMIT 1
  ) p ON true`;
const current = (orders: string): string => CURRENT.replace('%orders%', orders);

/** In `record`: no later question has its answer. One from the future is by a process whose clock is ahead. */
const IS_LAST = '(answered_at IS NULL OR answered_at <= $15 OR answered_at > $11)';

/** Postgres stores neither a NUL nor half of an emoji, and texts from outside may contain both. */
const storable = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, '\ufffd');
const json = (value: unknown): string | null =>
  value === null || value === undefined
    ? null
    : JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'string' ? storable(inner) : inner));

/** Orders in Postgres (PGlite or a server), for any number of processes. */
export class SqlStore extends SqlVisitors implements Store {
  async signIn(orderId: string, token: string): Promise<string | null> {
    await this.db.query(
      `WITH claimed AS (
         UPDATE orders SET delivery = 'delivered' WHERE id = $2 AND verdict = 'signed-in' AND delivery = 'none'
           AND session_id IN (SELECT id FROM sessions WHERE token_hash = ${HASH})
         RETURNING session_id)
       UPDATE sessions SET token_seed = $3, token_hash = ${hashOf(nextToken('$3::text'))},
         old_token_hash = token_hash, changed_at = $4, is_token_used = false, account = (
         SELECT account FROM payloads WHERE order_id = $2 AND account IS NOT NULL ORDER BY created_at DESC LIMIT 1)
       WHERE id IN (SELECT session_id FROM claimed)`,
      [token, orderId, randomHex(16), at(this.now())],
    );
    const [row] = await this.db.query(
      `SELECT ${nextToken('token_seed')} AS token FROM sessions WHERE old_token_hash = ${HASH} AND NOT is_token_used`,
      [token],
    );
    return row ? String(row['token']) : null;
  }

  async placeOrder(order: Order): Promise<Order> {
    const [placed] = await this.db.query(
      `INSERT INTO orders (id, session_id, cart, product_id, product, network, invoice_id, first_ledger, placed_at)
       VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING *`,
      [
        order.id,
        order.sessionId,
        order.cart,
        order.product.id,
        json(order.product),
        order.product.kind === 'payment' ? order.product.network : null,
        order.invoiceId,
        order.firstLedger,
        at(order.placedAtMs),
      ],
    );
    if (placed) return orderOf(placed);
    const [earlier] = await this.db.query(
      `SELECT * FROM orders WHERE session_id = $1 AND product_id = $2 AND cart = $3
         AND NOT is_final AND NOT is_replaced
         AND verdict IN ('pending', 'rejected', 'expired', 'failed', 'wrong-network')`,
      [order.sessionId, order.product.id, order.cart],
    );
    // The earlier order was decided between the two statements, so it is no longer in the way.
    return earlier ? orderOf(earlier) : this.placeOrder(order);
  }

  async replace(orderId: string): Promise<void> {
    await this.db.query('UPDATE orders SET is_replaced = true WHERE id = $1', [orderId]);
  }

  async claimCreation(orderId: string, untilMs: number): Promise<boolean> {
    const rows = await this.db.query(
      // From now on a payload may exist, and be paid, even if this process ends before it stores that.
      `UPDATE orders SET creating_until = $2, ask_again_at = coalesce(ask_again_at, $2)
       WHERE id = $1 AND (creating_until IS NULL OR creating_until <= $3)
         AND NOT EXISTS (SELECT 1 FROM payloads WHERE order_id = $1 AND is_open) RETURNING 1`,
      [orderId, at(untilMs), at(this.now())],
    );
    return rows.length > 0;
  }

  async releaseCreation(orderId: string): Promise<void> {
    await this.db.query('UPDATE orders SET creating_until = NULL WHERE id = $1', [orderId]);
  }

  async addPayload({ uuid, orderId, createdAtMs, created, status }: Payload): Promise<void> {
    await this.db.query(
      `WITH added AS (
         INSERT INTO payloads (uuid, order_id, created, status, created_at) VALUES ($1, $2, $3::jsonb, $4::jsonb, $5))
       UPDATE orders SET verdict = 'pending', reason = NULL, is_signed = false, asked_at = NULL, questions = 0,
         creating_until = NULL, ask_again_at = $5
       WHERE id = $2 AND NOT is_final AND verdict IN ('pending', 'rejected', 'expired', 'failed', 'wrong-network')`,
      [uuid, orderId, json(created), json(status), at(createdAtMs)],
    );
  }

  async closePayload(uuid: string): Promise<void> {
    await this.db.query('UPDATE payloads SET is_open = false WHERE uuid = $1', [uuid]);
  }

  async currentOf(orderId: string): Promise<Current | null> {
    const [row] = await this.db.query(`${current('orders')} WHERE o.id = $1`, [orderId]);
    return row ? currentOf(row) : null;
  }

  async find(uuid: string): Promise<Current | null> {
    const [row] = await this.db.query(
      `SELECT o.*, p.uuid, p.is_open, p.created_at, p.created, p.status, p.evidence, p.account
       FROM payloads p JOIN orders o ON o.id = p.order_id WHERE p.uuid = $1`,
      [uuid],
    );
    return row ? currentOf(row) : null;
  }

  async openOf(sessionId: string): Promise<readonly Current[]> {
    const rows = await this.db.query(
      `${current('orders')} WHERE o.session_id = $1 AND p.is_open AND o.verdict = 'pending'
       ORDER BY o.placed_at DESC LIMIT 20`,
      [sessionId],
    );
    return rows.map(currentOf);
  }

  async newestFirstLedger(network: string): Promise<number | null> {
    const [row] = await this.db.query('SELECT max(first_ledger) AS newest FROM orders WHERE network = $1', [
      network,
    ]);
    return (row?.['newest'] ?? null) as number | null;
  }

  async claimQuestion(orderId: string, askedBeforeMs: number): Promise<boolean> {
    const rows = await this.db.query(
      `UPDATE orders SET asked_at = $2, questions = questions + 1
       WHERE id = $1 AND (asked_at IS NULL OR asked_at <= $3 OR asked_at > $2) RETURNING 1`,
      [orderId, at(this.now()), at(askedBeforeMs)],
    );
    return rows.length > 0;
  }

  async record(orderId: string, payloadUuid: string | null, finding: Finding): Promise<Recorded> {
    const { judgement, status, evidence, account, isSigned, askAgainAtMs, askedAtMs, isAnswered } = finding;
    const [row] = await this.db.query(
      `WITH mine AS (
         INSERT INTO payments (txid, order_id) SELECT unnest($8::text[]), $1::uuid
         ON CONFLICT (txid) DO UPDATE SET order_id = EXCLUDED.order_id WHERE payments.order_id = EXCLUDED.order_id
         RETURNING 1),
       asked AS (
         SELECT NOT EXISTS (SELECT 1 FROM payloads WHERE order_id = $1 AND is_open AND uuid IS DISTINCT FROM $2) AS is_open),
       changed AS (
         UPDATE orders SET verdict = $3, reason = $4, is_final = $5, delivered_amount = $6::jsonb, surplus = $7::jsonb,
           txids = $8, is_signed = is_signed OR $9, questions = CASE WHEN $9 AND NOT is_signed THEN 0 ELSE questions END,
           ask_again_at = CASE WHEN NOT asked.is_open THEN $11
             WHEN asked_at IS NULL THEN least(ask_again_at, $10::timestamptz) ELSE $10 END,
           answered_at = CASE WHEN $16 AND ${IS_LAST} THEN $15 ELSE answered_at END,
           -- What a person has paid back, in part or whole, is not delivered by a machine.
           delivery = CASE WHEN $3 IN ('paid', 'overpaid') AND delivery = 'none' AND settled IS NULL
             THEN 'queued' ELSE delivery END,
           deliver_at = CASE WHEN $3 IN ('paid', 'overpaid') AND delivery = 'none' AND settled IS NULL
             THEN $11::timestamptz ELSE deliver_at END
         FROM asked WHERE id = $1 AND (SELECT count(*) FROM mine) = cardinality($8::text[])
           AND (NOT is_final OR $5) AND ($3 IN ('paid', 'overpaid')
             OR (verdict NOT IN ('paid', 'overpaid') AND asked.is_open AND ${IS_LAST}))
         RETURNING 1),
       told AS (
         UPDATE payloads SET status = $12::jsonb, evidence = coalesce($13::jsonb, evidence), account = coalesce($14, account)
         WHERE uuid = $2 AND EXISTS (SELECT 1 FROM changed))
       SELECT (SELECT count(*)::int FROM changed) AS changed, (SELECT count(*)::int FROM mine) AS mine`,
      [
        orderId,
        payloadUuid,
        judgement.verdict,
        judgement.reason === undefined ? null : storable(judgement.reason),
        judgement.final,
        json(judgement.delivered),
        json(judgement.surplus),
        judgement.txids,
        isSigned,
        askAgainAtMs === null ? null : at(askAgainAtMs),
        at(this.now()),
        json(status),
        json(evidence),
        account === null ? null : storable(account),
        at(askedAtMs),
        isAnswered,
      ],
    );
    if (row?.['changed'] === 1) return 'stored';
    return row?.['mine'] === judgement.txids.length ? 'kept' : 'taken';
  }

  async claimQuestions(limit: number, untilMs: number, which: Which = {}): Promise<readonly Current[]> {
    const { placedAfterMs, placedUntilMs, isNews = false } = which;
    const rows = await this.db.query(
      `WITH due AS (
         UPDATE orders SET ask_again_at = $2, asked_at = $3, questions = questions + 1 WHERE id IN (
           SELECT id FROM orders WHERE ask_again_at <= $3
             AND ($4::timestamptz IS NULL OR placed_at > $4) AND ($5::timestamptz IS NULL OR placed_at <= $5)
             AND (asked_at IS NULL OR NOT $6)
           ORDER BY asked_at NULLS FIRST LIMIT $1 FOR UPDATE SKIP LOCKED)
         RETURNING *)
       ${current('due')}`,
      [
        limit,
        at(untilMs),
        at(this.now()),
        placedAfterMs === undefined ? null : at(placedAfterMs),
        placedUntilMs === undefined ? null : at(placedUntilMs),
        isNews,
      ],
    );
    return rows.map(currentOf);
  }

  async hurry(uuid: string): Promise<boolean> {
    const rows = await this.db.query(
      `UPDATE orders SET ask_again_at = $2, asked_at = NULL
       WHERE id = (SELECT order_id FROM payloads WHERE uuid = $1) AND ask_again_at IS NOT NULL RETURNING 1`,
      [uuid, at(this.now())],
    );
    return rows.length > 0;
  }

  async claimDeliveries(limit: number, untilMs: number): Promise<readonly Order[]> {
    const rows = await this.db.query(
      `UPDATE orders SET deliver_at = $2, attempts = attempts + 1 WHERE id IN (
         SELECT id FROM orders WHERE delivery = 'queued' AND deliver_at <= $3 ORDER BY deliver_at LIMIT $1
         FOR UPDATE SKIP LOCKED) RETURNING *`,
      [limit, at(untilMs), at(this.now())],
    );
    return rows.map(orderOf);
  }

  async delivered(orderId: string): Promise<void> {
    await this.db.query(
      `UPDATE orders SET delivery = 'delivered', deliver_at = NULL, last_error = NULL
       WHERE id = $1 AND delivery IN ('queued', 'dead')`,
      [orderId],
    );
  }

  async notDelivered(orderId: string, error: string, againAtMs: number | null): Promise<void> {
    await this.db.query(
      `UPDATE orders SET delivery = CASE WHEN $3::timestamptz IS NULL THEN 'dead' ELSE 'queued' END, deliver_at = $3,
         last_error = $2 WHERE id = $1 AND delivery = 'queued'`,
      [orderId, storable(error), againAtMs === null ? null : at(againAtMs)],
    );
  }
}
