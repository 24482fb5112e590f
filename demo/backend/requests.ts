import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ApiError } from './errors.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

/**
 * Against cross-site request forgery: the cookie alone does not prove that *our* page asked. Every browser sends
 * `Origin` with a POST, and newer ones `Sec-Fetch-Site`; a page can set neither. A client that sends neither is no browser,
 * and has nobody else's cookie.
 *
 * @param shopOrigin the origin of the shop's own pages, for this request
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

/** A form on another site can send text, but JSON only after a CORS preflight, which is never answered. */
export const jsonOnly: MiddlewareHandler = async (c, next) => {
  const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new ApiError('unsupported-media-type', 'Send JSON, with Content-Type: application/json.');
  }
  await next();
};

export const limitedBody = (maxSize: number): MiddlewareHandler =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new ApiError('too-large', `A request may be ${maxSize} bytes long at most.`);
    },
  });

/** What a page of the shop asks for. */
export interface Wish {
  readonly product: string;
  /** The page's own name for what is bought. The same name is the same order; the default is one per product. */
  readonly cart: string;
  /** Asks for another payload of the same order, instead of the open one. */
  readonly renew: boolean;
}

/**
 * What the browser may name. Anything else is refused, not ignored: a page that sends an amount believes that it counts.
 *
 * @throws {ApiError} `bad-request`
 */
export async function readWish(c: Context): Promise<Wish> {
  const body: unknown = await c.req.json().catch(() => null);
  if (typeof body === 'object' && body !== null && !Array.isArray(body) && Object.hasOwn(body, 'product')) {
    const { product, cart = '', renew = false, ...others } = body as Record<string, unknown>;
    const isKnown = Object.keys(others).length === 0;
    const isCart = typeof cart === 'string' && /^[\w-]{0,64}$/.test(cart);
    if (typeof product === 'string' && isCart && typeof renew === 'boolean' && isKnown)
      return { product, cart, renew };
  }
  throw new ApiError('bad-request', 'Send {"product": "<name>"}, and at most "cart" and "renew" beside it.');
}
