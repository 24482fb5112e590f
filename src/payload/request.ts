import { CREATED, readCreated } from './created.js';
import { fault, type Fault } from './fault.js';
import { nameOf } from './json.js';
import {
  DEFAULT_HOST,
  hasLogin,
  isOwnPage,
  lastSegment,
  LINK,
  parseUrl,
  readUrl,
  shorten,
  SOCKET,
  withLowerCase,
  type PageAddress,
  type Trust,
} from './urls.js';
import { isUuid, sameUuid } from './uuid.js';

/** The payload that the page configured, after its addresses were checked. Only this is connected to and shown. */
export interface PayloadRequest {
  readonly uuid: string;
  readonly socketUrl: string;
  /** The text of the QR code and the target of the link. */
  readonly signUrl: string;
}

/** What the page set. A page can set anything, so the types are not known. */
export interface RequestSource {
  readonly payload: unknown;
  readonly websocketUrl: unknown;
  readonly uuid: unknown;
  readonly signUrl: unknown;
}

export type RequestReading = { readonly request: PayloadRequest | null } | { readonly fault: Fault };

function readSignUrl(uuid: string, text: string, trust: Trust): { url: URL } | { fault: Fault } {
  const reading = readUrl(text, LINK, trust);
  if ('fault' in reading) return reading;
  // The wallet also scans /sign/<uuid>/qr, /deep and /deeplink, so any segment may be the uuid.
  const named = reading.url.pathname.split('/').filter((segment) => isUuid(segment));
  const [first] = named;
  if (first === undefined) return fault('invalid-url', `sign-url "${shorten(text)}" names no payload uuid.`);
  if (!named.every((name) => sameUuid(name, uuid)))
    return fault('payload-mismatch', `sign-url names payload ${first}, but the socket is that of ${uuid}.`);
  return { url: withLowerCase(reading.url) };
}

/** A non-empty text, or null. */
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** A fault for the first value that is set but is not a text. */
function mistyped(values: Readonly<Record<string, unknown>>): { fault: Fault } | null {
  for (const [name, value] of Object.entries(values))
    if (value !== null && value !== undefined && typeof value !== 'string')
      return fault('invalid-url', `${name} must be a text. It is ${nameOf(value)}.`);
  return null;
}

/**
 * The payload that the page means: by `payload`, else `websocket-url`, else `uuid`. `{request: null}` if nothing is set.
 * Faults: `invalid-url`, `untrusted-host`, `payload-mismatch`.
 */
export function readRequest(source: RequestSource, trust: Trust): RequestReading {
  const reading = readCreated(source.payload);
  if ('fault' in reading) return reading;
  const { created } = reading;
  // A property counts only if `payload` does not say it.
  const websocketUrl = created?.websocketUrl ?? source.websocketUrl;
  const uuidText = created?.uuid ?? source.uuid;
  const signUrl = created?.signUrl ?? source.signUrl;
  const wrong = mistyped({ 'websocket-url': websocketUrl, uuid: uuidText, 'sign-url': signUrl });
  if (wrong) return wrong;
  const socketText = textOf(websocketUrl);
  const named = textOf(uuidText);
  const signText = textOf(signUrl);
  if (created && socketText === null && named === null)
    return fault('invalid-url', `payload must be ${CREATED}.`);
  if (named !== null && !isUuid(named))
    return fault('invalid-url', `uuid "${shorten(named)}" is no payload uuid.`);
  if (socketText === null && named === null)
    return signText === null
      ? { request: null }
      : fault('invalid-url', 'sign-url alone is not enough: set websocket-url or uuid too.');

  const socket = readUrl(socketText ?? `wss://${DEFAULT_HOST}/sign/${named ?? ''}`, SOCKET, trust);
  if ('fault' in socket) return socket;
  const uuid = lastSegment(withLowerCase(socket.url));
  if (!isUuid(uuid))
    return fault(
      'invalid-url',
      `websocket-url "${shorten(socket.url.href)}" does not end in a payload uuid.`,
    );
  if (named !== null && !sameUuid(named, uuid))
    return fault('payload-mismatch', `uuid names payload ${named}, but the socket is that of ${uuid}.`);

  const scheme = socket.url.protocol === 'ws:' ? 'http:' : 'https:';
  const sign = readSignUrl(uuid, signText ?? `${scheme}//${socket.url.host}/sign/${uuid}`, trust);
  if ('fault' in sign) return sign;
  socket.url.hash = ''; // older engines refuse a socket address with a fragment
  return { request: { uuid, socketUrl: socket.url.href, signUrl: sign.url.href } };
}

/** `status-url` with the uuid filled in. It must be on the page's own origin, because the visitor's cookies are sent. */
export function readStatusUrl(
  text: string | null,
  uuid: string,
  page: PageAddress,
): { readonly href: string } | { readonly fault: Fault } | null {
  if (!text || page.baseUrl === null) return null;
  const filled = text.replaceAll('{uuid}', encodeURIComponent(uuid));
  const url = parseUrl(filled, page.baseUrl);
  if (!url) return fault('invalid-url', `status-url "${shorten(text)}" is no address.`);
  if (isOwnPage(url, page.origin) && !hasLogin(url)) return { href: url.href };
  return fault(
    'untrusted-host',
    `status-url leads to ${shorten(url.origin)}, but only the page's own origin, ${page.origin}, is asked. ` +
      'For another one set the property getStatus.',
  );
}

export type ConfigurationReading =
  | {
      readonly request: PayloadRequest | null;
      /** The address to ask if the page has no `getStatus`; null if there is none. */
      readonly statusHref: string | null;
    }
  | { readonly fault: Fault };

/** Reads everything that the page set: the payload, and where to ask for its status. */
export function readConfiguration(
  source: RequestSource,
  statusUrl: unknown,
  trust: Trust,
): ConfigurationReading {
  try {
    const reading = readRequest(source, trust);
    if ('fault' in reading) return reading;
    const wrong = mistyped({ 'status-url': statusUrl });
    if (wrong) return wrong;
    const status = readStatusUrl(textOf(statusUrl), reading.request?.uuid ?? '', trust.page);
    if (status && 'fault' in status) return status;
    return { request: reading.request, statusHref: status && status.href };
  } catch {
    return fault('invalid-url', `payload throws when it is read. Set ${CREATED}.`);
  }
}
