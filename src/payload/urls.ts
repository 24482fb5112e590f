/** Reads addresses that the page names, and decides which are trusted. */

import { fault, type Fault } from './fault.js';
import { isUuid } from './uuid.js';

export interface Trust {
  /** Hosts with the port, as in `URL.host`. */
  readonly trustedHosts: ReadonlySet<string>;
  readonly page: PageAddress;
}

export interface PageAddress {
  /** As in `location.origin`. */
  readonly origin: string;
  /** The base of relative addresses; null on a server. */
  readonly baseUrl: string | null;
}

export const DEFAULT_HOST = 'xumm.app';
/** A sign link has about 60 characters; the longest QR code of level H holds 1273. */
const MAX_LENGTH = 1024;

/** The oldest supported browsers have no `URL.canParse` and `URL.parse`. */
export function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}

export const isLoopback = (hostname: string): boolean =>
  /^((.*\.)?localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(hostname);

/** A user name or password, which must not go out. */
export const hasLogin = ({ username, password }: URL): boolean => username + password !== '';

/** For a message to a developer. */
export const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

type Kind = { readonly name: string; readonly secure: string; readonly plain: string };
export const SOCKET: Kind = { name: 'websocket-url', secure: 'wss:', plain: 'ws:' };
export const LINK: Kind = { name: 'sign-url', secure: 'https:', plain: 'http:' };

/** A page that is served from localhost trusts servers on localhost. */
const trustsLoopback = ({ page }: Trust): boolean => isLoopback(parseUrl(page.origin)?.hostname ?? '');

/** Returns the address if it is valid and trusted, else a fault that says how to fix it. */
export function readUrl(text: string, kind: Kind, trust: Trust): { url: URL } | { fault: Fault } {
  const url = text.length <= MAX_LENGTH ? parseUrl(text) : null;
  if (url === null || (url.protocol !== kind.secure && url.protocol !== kind.plain))
    return fault('invalid-url', `${kind.name} "${shorten(text)}" is no ${kind.secure}// address.`);
  if (hasLogin(url)) return fault('invalid-url', `${kind.name} must not carry a user name or password.`);
  const local = trustsLoopback(trust) && isLoopback(url.hostname);
  const isTrusted = trust.trustedHosts.has(url.host);
  if (local || (isTrusted && url.protocol === kind.secure)) return { url };
  return fault(
    'untrusted-host',
    isTrusted
      ? `${kind.name} must be ${kind.secure}//, not ${kind.plain}//.`
      : `${kind.name} leads to "${shorten(url.host)}", which is not trusted. If it is yours, add it in a script: ` +
          `XummPayloadStatus.trustedHosts.add('${shorten(url.host)}').`,
  );
}

export const lastSegment = (url: URL): string => url.pathname.split('/').filter(Boolean).at(-1) ?? '';

/** The platform's channels are case-sensitive: uuids go out in lower case. */
export const withLowerCase = (url: URL): URL => {
  url.pathname = url.pathname.replace(/[^/]+/g, (segment) =>
    isUuid(segment) ? segment.toLowerCase() : segment,
  );
  return url;
};

/** Whether an address is on the page's own origin, over HTTP. A `blob:` shares its origin, and `null` is shared by all sandboxes. */
export const isOwnPage = (url: URL, pageOrigin: string): boolean =>
  (url.protocol === 'https:' || url.protocol === 'http:') && url.origin === pageOrigin;
