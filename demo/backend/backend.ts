import { Hono, type Context } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { createAtPlatform, type PlatformClient } from './ask-platform.js';
import { checkOrder, type OrderChecks } from './check-order.js';
import { createPayloadBody, publicPart } from './create-payload.js';
import { ApiError, answerError, payloadNotFound, safeHeaders } from './errors.js';
import type { LookUpTransaction } from './ledger.js';
import type { Product } from './products.js';
import { fromOwnPages, isUuid, jsonOnly, limitedBody, readProductId } from './requests.js';
import { sessionCookie, type SessionKeeper } from './session-cookie.js';
import { Sessions, SESSION_LIMITS, SpentTransactions, randomHex } from './sessions.js';
import type { Session, SessionLimits } from './sessions.js';

export interface BackendOptions {
  readonly platform: PlatformClient;
  readonly lookUpTransaction: LookUpTransaction;
  /** All that can be asked for, prices included. */
  readonly products: readonly Product[];
  /** Where the shop's pages live. Set it behind a proxy, or the address of the request is taken: `https` is lost there. */
  readonly shopOrigin?: (request: Request) => string;
  /** Your orders table; see `OrderChecks`. */
  readonly onVerified?: OrderChecks['onVerified'];
  /** Told what visitors are not. Never given a key, a token or a signed transaction. */
  readonly log?: (message: string, cause: unknown) => void;
  /** Default: an `HttpOnly` cookie. */
  readonly sessionKeeper?: SessionKeeper;
  /** Default: in the memory of this process, and gone with it. */
  readonly sessions?: Sessions;
  readonly limits?: SessionLimits;
  /** With the ledger's 3 s it stays below the 10 s that `<xumm-payload-status>` waits. */
  readonly platformTimeoutMs?: number;
  readonly now?: () => number;
}

/**
 * The example backend: what a shop needs on its server for `<xumm-payload-status>`.
 *
 * | request | answer |
 * |---|---|
 * | `POST /api/payloads` `{"product": "coffee"}` | 201, what "create payload" answered: `{uuid, next, refs, pushed}` |
 * | `GET /api/payloads/<uuid>/status` | 200, a flat `PayloadStatus`: the element's `status-url` |
 * | `GET /api/session` | 200, `{account}`: who is signed in, or null |
 *
 * Failures are `{error: {code, message}}`: 400 what was asked makes no sense, 403 asked by another site's page, 404 no
 * such payload *of this visitor*, 405, 413 and 415, 502 no use of the platform, 503 (`Retry-After`) too many calls.
 *
 * A payload belongs to the session that created it. There is nothing of Node in here: it is a `fetch` handler.
 */
export function createBackend(options: BackendOptions): Hono {
  const {
    platform,
    products,
    lookUpTransaction,
    shopOrigin = (request: Request) => new URL(request.url).origin,
    onVerified = () => undefined,
    log = () => undefined,
    sessionKeeper = sessionCookie,
    limits = SESSION_LIMITS,
    platformTimeoutMs = 6000,
    now = Date.now,
    sessions = new Sessions(limits, now),
  } = options;
  const spent = new SpentTransactions();
  const checks = { platform, platformTimeoutMs, lookUpTransaction, spent, onVerified, log };

  const sessionOf = (c: Context): Session | null =>
    sessions.find(sessionKeeper.read(c, shopOrigin(c.req.raw)));

  const startSession = (c: Context): Session => {
    const session = sessions.start();
    sessionKeeper.write(c, shopOrigin(c.req.raw), session.id, limits.maxAgeMs);
    return session;
  };

  const app = new Hono();
  app.use(safeHeaders);
  app.use(async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
  });
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) =>
        answerError(
          c,
          new ApiError('method-not-allowed', 'Not with this method.', { Allow: methods.join(', ') }),
        ),
    }),
  );
  app.notFound((c) => answerError(c, new ApiError('not-found', 'There is nothing here.')));
  app.onError((error, c) => {
    const ours = error instanceof ApiError;
    if (!ours || error.cause !== undefined)
      log(`${c.req.method} ${c.req.path} failed`, ours ? error.cause : error);
    return answerError(c, error);
  });

  app.post('/api/payloads', fromOwnPages(shopOrigin), jsonOnly, limitedBody, async (c) => {
    const id = await readProductId(c);
    const product = products.find((candidate) => candidate.id === id);
    if (!product) throw new ApiError('unknown-product', 'This shop has no such product.');

    const identifier = `order-${randomHex(16)}`;
    const body = createPayloadBody(product, { identifier, shopOrigin: shopOrigin(c.req.raw) });
    const created = await createAtPlatform(platform, body, platformTimeoutMs);

    const uuid = created.uuid.toLowerCase();
    const session = sessionOf(c) ?? startSession(c);
    sessions.addOrder(session, { uuid, identifier, product, settled: null, checking: null });
    return c.json(publicPart(created), 201);
  });

  app.get('/api/payloads/:uuid/status', async (c) => {
    const uuid = c.req.param('uuid').toLowerCase();
    if (!isUuid(uuid)) throw new ApiError('bad-uuid', 'That is no uuid of a payload.');
    const session = sessionOf(c);
    const order = session?.orders.get(uuid);
    if (!session || !order) throw payloadNotFound();
    return c.json(await checkOrder(order, session, checks));
  });

  app.get('/api/session', (c) => c.json({ account: sessionOf(c)?.account ?? null }));

  return app;
}
