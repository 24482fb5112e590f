import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ApiError } from './errors.js';

/** The only question a browser asks here is `{"product": "…"}`. */
const MAX_BODY_BYTES = 4096;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

/**
 * Against cross-site request forgery: the cookie alone does not prove that *our* page asked. Every browser sends
 * `Origin` with a POST, and newer ones `Sec-Fetch-Site`; neither can be set by a page. A client that sends neither is
 * no browser, and has nobody else's cookie.
 *
 * @param shopOrigin where the shop's own pages live, for this request
 */
export function fromOwnPages(shopOrigin: (request: Request) => string): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('Origin');
    const site = c.req.header('Sec-Fetch-Site');
    if (
      (origin ?? shopOrigin(c.req.raw)) !== shopOrigin(c.req.raw) ||
      (site ?? 'same-origin') !== 'same-origin'
    ) {
      throw new ApiError('forbidden', "Only this shop's own pages may ask for this.");
    }
    await next();
  };
}

/** A form of another site can send text, but no JSON, without asking first (CORS preflight), and is never answered. */
export const jsonOnly: MiddlewareHandler = async (c, next) => {
  const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new ApiError('unsupported-media-type', 'Send JSON, with Content-Type: application/json.');
  }
  await next();
};

export const limitedBody = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw new ApiError('too-large', `A request may be ${MAX_BODY_BYTES} bytes long at most.`);
  },
});

/**
 * The product the browser names. Anything beside it is refused rather than ignored: a page that sends an amount
 * believes that it matters.
 *
 * @throws {ApiError} `bad-request`
 */
export async function readProductId(c: Context): Promise<string> {
  const body: unknown = await c.req.json().catch(() => null);
  if (typeof body === 'object' && body !== null && !Array.isArray(body) && 'product' in body) {
    const { product, ...others } = body;
    const stranger = Object.keys(others).length > 0;
    if (typeof product === 'string' && !stranger) return product;
  }
  throw new ApiError('bad-request', 'Send {"product": "<name>"} and nothing else.');
}
