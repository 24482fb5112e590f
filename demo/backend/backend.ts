import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { readWebhook, WebhookError } from 'xumm-payload-status/server';
import { answerVisitor } from './answer-visitor.js';
import { ApiError, answerError, payloadNotFound, safeHeaders } from './errors.js';
import { openRequest } from './ordering.js';
import type { Session } from './orders.js';
import { randomHex } from './random.js';
import { fromOwnPages, isUuid, jsonOnly, limitedBody, readWish } from './requests.js';
import { sessionCookie, type SessionKeeper } from './session-cookie.js';
import type { Shop } from './shop.js';

export interface BackendOptions {
  /** The origin of the shop's pages. Default: that of the request, which a client can invent. */
  readonly shopOrigin?: (request: Request) => string;
  /** The page there that shows a payload again. */
  readonly wayBackPath?: string;
  /** The application's API secret, with which the platform signs webhooks; null: none are accepted. */
  readonly webhookSecret?: string | null;
  /** Called after a webhook: there is something to ask about. */
  readonly wake?: () => void;
  /** Default: an `HttpOnly` cookie. */
  readonly sessionKeeper?: SessionKeeper;
}

/** Everything that is answered here, with its methods. */
const METHODS: Readonly<Record<string, string>> = {
  '/api/payloads': 'POST',
  '/api/payloads/:uuid/status': 'GET',
  '/api/session': 'GET, DELETE',
  '/api/webhook': 'POST',
};

/** Whether a path belongs to this backend, for servers that also have pages of their own. */
export const isBackendPath = (path: string): boolean =>
  /^\/api\/(?:payloads(?:\/[^/]+\/status)?|session|webhook)$/.test(path);

/** Longer than a question takes. */
const OLD_TOKEN_GOOD_FOR_MS = 15_000;
/** `{"product": "…"}` and little more. */
const MAX_BODY_BYTES = 4096;
/** A webhook contains `custom_meta` and perhaps a `user_token`. */
const MAX_WEBHOOK_BYTES = 64 * 1024;
/** The platform calls once or twice, with four more attempts each. A recorded call, sent again and again, causes no more. */
const PER_WEBHOOK = { capacity: 10, perSecond: 0.1, reserve: 0 };

/**
 * The example backend: what a shop needs on its server for `<xumm-payload-status>`.
 *
 * | request | answer |
 * |---|---|
 * | `POST /api/payloads` `{"product": "coffee"}` | 201 (200: there was one) what "create payload" answered: `{uuid, next, refs, pushed}` |
 * | `GET /api/payloads/<uuid>/status` | 200, a flat `PayloadStatus`: the element's `status-url` |
 * | `GET /api/session` | 200, `{account, open}`: who is signed in, and the open payloads. Ask it first: it sets the cookie that makes two clicks one visitor's |
 * | `DELETE /api/session` | 204: signed out |
 * | `POST /api/webhook` | 204: for the platform |
 *
 * Failures are `{error: {code, message}}`: 400 a wrong request, 401 not the platform's webhook, 403 from another site's
 * page, 404 no such payload *of this visitor*, 405, 409 the open payload may still be signed, or the session has just changed, 413 and 415, 502 the platform
 * failed, 503 (`Retry-After`) too many calls, or no database.
 *
 * A payload belongs to the session that created it. This is a `fetch` handler that needs nothing from Node. The headers that
 * it sets are on its own responses only, so that an app that contains it keeps its own.
 */
export function createBackend(shop: Shop, options: BackendOptions = {}): Hono {
  const {
    shopOrigin = (request: Request) => new URL(request.url).origin,
    wayBackPath = '/pay',
    webhookSecret = null,
    wake = () => undefined,
    sessionKeeper = sessionCookie,
  } = options;
  const { store, limits, products, log, now } = shop;
  const originOf = (c: Context): string => shopOrigin(c.req.raw);

  const tokenOf = (c: Context): string | null => {
    const token = sessionKeeper.read(c, originOf(c)) ?? '';
    return /^[0-9a-f]{32}$/.test(token) ? token : null;
  };
  const sessionOf = async (c: Context): Promise<Session | null> => {
    const token = tokenOf(c);
    return token === null ? null : store.findSession(token);
  };
  /**
   * A question that was under way when a sign-in changed the token, or from a page that never got the response with the new
   * token. It is answered, and may do nothing else.
   */
  const oldSessionOf = async (c: Context): Promise<Session | null> => {
    const token = tokenOf(c);
    return token === null ? null : store.findSessionOfOld(token, now() - OLD_TOKEN_GOOD_FOR_MS);
  };
  const keep = (c: Context, token: string): void => {
    sessionKeeper.write(c, originOf(c), token, limits.sessionMaxAgeMs);
  };

  const app = new Hono();
  app.notFound((c) => answerError(c, new ApiError('not-found', 'There is nothing here.')));
  app.onError((error, c) => {
    const isOurs = error instanceof ApiError;
    if (!isOurs || error.cause !== undefined)
      log(`${c.req.method} ${c.req.path} failed`, isOurs ? error.cause : error);
    return answerError(c, error);
  });
  for (const path of Object.keys(METHODS)) app.use(path, safeHeaders, notStored);
  const fromHere = fromOwnPages(shopOrigin);

  app.post('/api/payloads', fromHere, jsonOnly, limitedBody(MAX_BODY_BYTES), async (c) => {
    const { product: id, cart, renew } = await readWish(c);
    const product = products.find((candidate) => candidate.id === id);
    if (!product) throw new ApiError('unknown-product', 'This shop has no such product.');
    if (!(await store.spend({ ...limits.creations, key: 'creations' }))) throw tooManyRequests();

    const token = tokenOf(c) ?? randomHex(16);
    const known = await store.findSession(token);
    // Under way when a sign-in changed the token: a session with the old one would take the place of that sign-in.
    if (!known && (await oldSessionOf(c)))
      throw new ApiError('session-changed', 'Your session has just changed. Try again.');
    const session = known ?? (await store.startSession(token, now() + limits.sessionMaxAgeMs));
    // The platform fills in the `{id}`.
    const wayBack = `${originOf(c)}${wayBackPath}?payload={id}`;
    const { payload, isNew } = await openRequest(shop, session, { product, cart, renew, wayBack });
    if (!known) keep(c, token);
    return c.json(payload, isNew ? 201 : 200);
  });

  app.get('/api/payloads/:uuid/status', async (c) => {
    const uuid = c.req.param('uuid').toLowerCase();
    if (!isUuid(uuid)) throw new ApiError('bad-uuid', 'That is no uuid of a payload.');
    const session = (await sessionOf(c)) ?? (await oldSessionOf(c));
    const current = session && (await store.find(uuid));
    if (!current || current.order.sessionId !== session.id) throw payloadNotFound();
    const status = await answerVisitor(shop, current);
    // Only the session that created the payload: knowing a uuid signs nobody in.
    if (current.order.product.kind === 'sign-in' && status.verification === 'verified') {
      const token = await store.signIn(current.order.id, tokenOf(c) ?? '');
      if (token !== null) keep(c, token);
    }
    return c.json(status);
  });

  app.get('/api/session', async (c) => {
    const session = await sessionOf(c);
    // A page asks this first, so that two clicks on its button belong to one visitor.
    if (tokenOf(c) === null) keep(c, randomHex(16));
    const open = session ? await store.openOf(session.id) : [];
    return c.json({
      account: session?.account ?? null,
      open: open.map(({ order, payload }) => ({
        product: order.product.id,
        cart: order.cart,
        payload: payload?.created,
      })),
    });
  });

  app.delete('/api/session', fromHere, async (c) => {
    const session = await sessionOf(c);
    if (session) await store.endSession(session.id);
    sessionKeeper.clear(c, originOf(c));
    return c.body(null, 204);
  });

  if (webhookSecret !== null) {
    app.post('/api/webhook', limitedBody(MAX_WEBHOOK_BYTES), async (c) => {
      const news = await readWebhook({
        body: await c.req.text(),
        headers: c.req.raw.headers,
        secret: webhookSecret,
        now: now(),
      }).catch(notThePlatform);
      // The webhook is only a reason to ask. An unknown uuid gets no 404, because the platform would stop calling.
      const mayAsk = await store.spend({ ...PER_WEBHOOK, key: `webhook ${news.payloadUuid}` });
      if (mayAsk && (await store.hurry(news.payloadUuid))) wake();
      return c.body(null, 204);
    });
  }

  for (const [path, allowed] of Object.entries(METHODS)) {
    app.all(path, () => {
      throw new ApiError('method-not-allowed', 'Not with this method.', { Allow: allowed });
    });
  }
  return app;
}

const notStored: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('Cache-Control', 'no-store');
};

const tooManyRequests = (): ApiError =>
  new ApiError('rate-limited', 'The shop is busy. Try again in a moment.', { 'Retry-After': '10' });

function notThePlatform(error: unknown): never {
  if (error instanceof WebhookError) throw new ApiError('unauthorized', 'That is no call of the platform.');
  throw error;
}
