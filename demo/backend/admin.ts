import { Hono } from 'hono';
import { createHash, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { checkOrder } from './check-order.js';
import type { Database } from './database.js';
import { ApiError, answerError } from './errors.js';
import { isUuid } from './requests.js';
import type { Shop } from './shop.js';

export const isAdminPath = (path: string): boolean => path === '/admin' || path.startsWith('/admin/');

/** The lists that the operator can see, by the name in the address. */
const VIEWS: Readonly<Record<string, string>> = {
  attention: `verdict IN ('review', 'mismatch', 'late', 'underpaid', 'overpaid') AND settled IS NULL
    OR delivery = 'dead' OR (verdict IN ('paid', 'overpaid') AND delivery = 'none')
    OR (verdict = 'pending' AND (reason = 'unknown-payload'
      OR is_signed AND placed_at < $3::timestamptz - interval '1 day'))`,
  open: `verdict = 'pending'`,
  paid: `verdict IN ('paid', 'overpaid')`,
  outbox: `delivery IN ('queued', 'dead')`,
  other: `verdict IN ('failed', 'wrong-network', 'rejected', 'expired', 'signed-in')`,
  all: 'true',
};

const SEARCH = `($1 = '' OR o.id::text = lower($1) OR upper($1) = ANY (o.txids) OR o.invoice_id = upper($1)
  OR EXISTS (SELECT 1 FROM payloads s WHERE s.order_id = o.id
    AND (s.uuid::text = lower($1) OR s.account = $1 OR s.evidence -> 'response' ->> 'txid' = upper($1))))`;

/** What a person can decide, and about which orders. A refund is made elsewhere and only noted here. */
const SETTLED = {
  // Paid in full but not delivered, because part of it was paid back before.
  accepted: {
    verdicts: ['late', 'underpaid', 'paid', 'overpaid'],
    what: 'Only what is not delivered by itself is accepted, once.',
  },
  refunded: {
    verdicts: ['late', 'underpaid', 'overpaid', 'mismatch', 'review'],
    what: 'Only what a person decides about is refunded, once.',
  },
};

const LIMIT = 100;

/**
 * The operator's page: what is open, what is paid, and what needs a person, and why. Everything but the empty page needs
 * the token, as `Authorization: Bearer …`, which another site's page cannot make a browser send.
 */
export function createAdmin(shop: Shop, database: Database, token: string): Hono {
  const admin = new Hono();
  admin.use(async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    c.header(
      'Content-Security-Policy',
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
    );
  });
  admin.notFound((c) => answerError(c, new ApiError('not-found', 'There is nothing here.')));
  admin.onError((error, c) => {
    if (!(error instanceof ApiError)) shop.log(`${c.req.method} ${c.req.path} failed`, error);
    return answerError(c, error);
  });

  const file = (name: string, type: string): void => {
    admin.get(name === 'admin.html' ? '/admin' : `/admin/${name}`, async (c) =>
      c.body(await readFile(new URL(`./admin/${name}`, import.meta.url)), 200, { 'Content-Type': type }),
    );
  };
  file('admin.html', 'text/html; charset=utf-8');
  file('admin.css', 'text/css; charset=utf-8');
  file('admin.js', 'text/javascript; charset=utf-8');

  admin.use('/admin/api/*', async (c, next) => {
    // Slows down guessing, for everybody at once.
    const given = c.req.header('Authorization')?.replace(/^Bearer /, '') ?? '';
    if (!isSame(given, token)) {
      const mayTry = await shop.store.spend({ key: 'admin', capacity: 10, perSecond: 0.2, reserve: 0 });
      throw mayTry
        ? new ApiError('unauthorized', 'That is not the operator’s token.')
        : new ApiError('rate-limited', 'Too many tries.', { 'Retry-After': '30' });
    }
    await next();
  });

  admin.get('/admin/api/orders', async (c) => {
    const { view = 'attention', search: typed = '' } = c.req.query();
    // Postgres takes no NUL.
    const search = typed.replaceAll('\0', '').trim();
    const isView = search === '' && Object.hasOwn(VIEWS, view);
    const condition = (isView ? VIEWS[view] : null) ?? 'true';
    // Only one view uses the time. `IS NOT NULL` tells Postgres its type in the others.
    const params = [search, LIMIT, new Date(shop.now())];
    const [orders, counts] = await Promise.all([
      database.query(
        `SELECT o.id, o.product_id, o.product -> 'amount' AS amount, o.placed_at, o.verdict, o.reason, o.is_final,
           o.is_signed, o.delivered_amount, o.surplus, o.txids, o.network, o.invoice_id, o.asked_at, o.ask_again_at,
           o.delivery, o.settled, o.attempts, o.deliver_at, o.last_error, p.uuid, p.account, p.evidence
         FROM orders o LEFT JOIN LATERAL (
           SELECT * FROM payloads WHERE order_id = o.id ORDER BY is_open DESC, created_at DESC LIMIT 1) p ON true
         WHERE ${SEARCH} AND (${condition}) AND $3::timestamptz IS NOT NULL ORDER BY o.placed_at DESC LIMIT $2`,
        params,
      ),
      database.query(
        `SELECT ${Object.entries(VIEWS)
          .map(([name, where]) => `count(*) FILTER (WHERE ${where.replaceAll('$3', '$1')})::int AS "${name}"`)
          .join(', ')} FROM orders WHERE $1::timestamptz IS NOT NULL`,
        [new Date(shop.now())],
      ),
    ]);
    return c.json({ orders, counts: counts[0] });
  });

  admin.post('/admin/api/orders/:id/check', async (c) => {
    const current = await find(shop, c.req.param('id'));
    const { failure } = await checkOrder(shop, current, { isThorough: true });
    if (failure) throw failure;
    return c.body(null, 204);
  });

  admin.post('/admin/api/orders/:id/deliver', async (c) => {
    const { order } = await find(shop, c.req.param('id'));
    const rows = await database.query(
      `UPDATE orders SET delivery = 'queued', attempts = 0, deliver_at = $2 WHERE id = $1 AND delivery = 'dead' RETURNING 1`,
      [order.id, new Date(shop.now())],
    );
    if (rows.length === 0) throw new ApiError('bad-request', 'Only what is dead is queued again.');
    return c.body(null, 204);
  });

  for (const [settled, { verdicts, what }] of Object.entries(SETTLED)) {
    admin.post(`/admin/api/orders/:id/${settled}`, async (c) => {
      const { order } = await find(shop, c.req.param('id'));
      // Accepted goods are delivered like those of a paid order.
      const rows = await database.query(
        `UPDATE orders SET settled = $2, delivery = CASE WHEN $2 = 'accepted' THEN 'queued' ELSE delivery END,
           deliver_at = CASE WHEN $2 = 'accepted' THEN $4 ELSE deliver_at END
         WHERE id = $1 AND verdict = ANY ($3::text[]) AND CASE WHEN $2 = 'accepted'
           THEN delivery = 'none' AND (settled IS NULL OR verdict IN ('paid', 'overpaid')) ELSE settled IS NULL END
         RETURNING 1`,
        [order.id, settled, verdicts, new Date(shop.now())],
      );
      if (rows.length === 0) throw new ApiError('bad-request', what);
      return c.body(null, 204);
    });
  }
  return admin;
}

async function find(shop: Shop, id: string) {
  const current = isUuid(id) ? await shop.store.currentOf(id) : null;
  if (!current) throw new ApiError('not-found', 'There is no such order.');
  return current;
}

/** Compares digests in constant time, so that the time says nothing about the token. */
function isSame(given: string, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
