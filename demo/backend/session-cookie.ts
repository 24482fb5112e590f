import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

/**
 * Where a visitor keeps the session's token. It can be replaced, because a page can neither read nor set an `HttpOnly` cookie:
 * a demo that runs this backend inside a page has only one visitor, and keeps the token in a variable.
 */
export interface SessionKeeper {
  read(c: Context, shopOrigin: string): string | undefined;
  write(c: Context, shopOrigin: string, token: string, maxAgeMs: number): void;
  clear(c: Context, shopOrigin: string): void;
}

const NAME = 'shop_session';

export const sessionCookie: SessionKeeper = {
  read: (c, shopOrigin) => getCookie(c, NAME, prefix(shopOrigin)),

  // `Lax`, not `Strict`: the wallet sends the visitor back here from outside, and they must still be signed in.
  write(c, shopOrigin, token, maxAgeMs) {
    const host = prefix(shopOrigin);
    setCookie(c, NAME, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'Lax',
      maxAge: maxAgeMs / 1000,
      ...(host ? { secure: true, prefix: host } : {}),
    });
  },

  clear(c, shopOrigin) {
    const host = prefix(shopOrigin);
    deleteCookie(c, NAME, { path: '/', ...(host ? { secure: true, prefix: host } : {}) });
  },
};

/**
 * Over https the cookie's name starts with `__Host-`: a browser accepts it only from exactly this host, so that no other
 * subdomain can plant one.
 */
function prefix(shopOrigin: string): 'host' | undefined {
  return shopOrigin.startsWith('https:') ? 'host' : undefined;
}
