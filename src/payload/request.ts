import { fault, type Fault } from './fault.js';
import { isObject, nameOf, ownBoolean, ownObject, ownString, parseObject, type JsonObject } from './json.js';
import { isUuid, sameUuid } from './uuid.js';

/** A payload as the page named it, checked: what is opened and shown, and nothing else. */
export interface PayloadRequest {
  readonly uuid: string;
  readonly socketUrl: string;
  /** The QR code's text and the link's target. */
  readonly signUrl: string;
}

/** What "create payload" answered, as far as it is read. */
export interface CreatedPayload {
  uuid: string;
  next?: { always?: string };
  refs?: { websocket_status?: string };
  pushed?: boolean;
}

/** What the page set: of the right types, one hopes. */
export interface RequestSource {
  readonly payload: unknown;
  readonly websocketUrl: unknown;
  readonly uuid: unknown;
  readonly signUrl: unknown;
}

export interface Trust {
  /** Hosts with their port, as in `URL.host`. */
  readonly trustedHosts: ReadonlySet<string>;
  readonly page: PageAddress;
}

export interface PageAddress {
  /** As in `location.origin`. */
  readonly origin: string;
  /** What relative addresses are resolved against; null on a server. */
  readonly baseUrl: string | null;
}

export type RequestReading = { readonly request: PayloadRequest | null } | { readonly fault: Fault };

export const DEFAULT_HOST = 'xumm.app';
/** A sign link has some 60 characters; the longest QR code of level H holds 1273. */
const MAX_LENGTH = 1024;

/** `URL.canParse` and `URL.parse` are younger than the oldest phones that carry the wallet. */
export function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}

export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' ||
  hostname.endsWith('.localhost') ||
  hostname === '[::1]' ||
  /^127(\.\d{1,3}){3}$/.test(hostname);

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

type Kind = { readonly name: string; readonly secure: string; readonly plain: string };
const SOCKET: Kind = { name: 'websocket-url', secure: 'wss:', plain: 'ws:' };
const LINK: Kind = { name: 'sign-url', secure: 'https:', plain: 'http:' };

/** A page that is itself served from a loopback host trusts the servers of its machine. */
const trustsLoopback = ({ page }: Trust): boolean => isLoopback(parseUrl(page.origin)?.hostname ?? '');

/** Parses and trusts, or says how to mend it. */
function readUrl(text: string, kind: Kind, trust: Trust): { url: URL } | { fault: Fault } {
  const url = text.length <= MAX_LENGTH ? parseUrl(text) : null;
  if (url === null || (url.protocol !== kind.secure && url.protocol !== kind.plain))
    return fault('invalid-url', `${kind.name} "${shorten(text)}" is no ${kind.secure}// address.`);
  if (url.username !== '' || url.password !== '')
    return fault('invalid-url', `${kind.name} must not carry a user name or password.`);
  const local = trustsLoopback(trust) && isLoopback(url.hostname);
  if (local || (url.protocol === kind.secure && trust.trustedHosts.has(url.host))) return { url };
  return fault(
    'untrusted-host',
    url.protocol === kind.plain && trust.trustedHosts.has(url.host)
      ? `${kind.name} must be ${kind.secure}//, not ${kind.plain}//.`
      : `${kind.name} leads to "${shorten(url.host)}", which is not trusted. If it is yours, add it in a script: ` +
          `XummPayloadStatus.trustedHosts.add('${shorten(url.host)}').`,
  );
}

const lastSegment = (url: URL): string => url.pathname.split('/').filter(Boolean).at(-1) ?? '';

/** The platform's channels are case-sensitive: uuids go out in lower case. */
const withLowerCase = (url: URL): URL => {
  url.pathname = url.pathname
    .split('/')
    .map((segment) => (isUuid(segment) ? segment.toLowerCase() : segment))
    .join('/');
  return url;
};

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

const CREATED = 'the object that "create payload" answered: {uuid, next, refs, pushed}';

/** The object that the page gave as `payload`, or its text; null where it gave none. */
function readGiven(payload: unknown): { readonly given: JsonObject | null } | { readonly fault: Fault } {
  if (payload === null || payload === undefined || payload === '') return { given: null };
  if (typeof payload === 'string') {
    const given = parseObject(payload);
    if (given) return { given };
    const what = payload === '[object Object]' ? `"${payload}"` : 'text that is no JSON object';
    return fault('invalid-url', `payload is ${what}: write JSON.stringify(payload), of ${CREATED}.`);
  }
  if (isObject(payload)) return { given: payload };
  return fault('invalid-url', `payload must be ${CREATED}. It is ${nameOf(payload)}.`);
}

/** The values of a "create payload" answer, under the names of the attributes; null for what it does not say. */
export function readPayload(payload: unknown): {
  readonly websocketUrl: string | null;
  readonly uuid: string | null;
  readonly signUrl: string | null;
  readonly pushed: boolean;
} {
  const reading = readGiven(payload);
  const object = ('given' in reading && reading.given) || {};
  return {
    websocketUrl: ownString(ownObject(object, 'refs'), 'websocket_status'),
    uuid: ownString(object, 'uuid'),
    signUrl: ownString(ownObject(object, 'next'), 'always'),
    pushed: ownBoolean(object, 'pushed') === true,
  };
}

/** Whether a "create payload" answer says that it was pushed; null where it does not say, or cannot be read. */
export function readPushed(payload: unknown): boolean | null {
  try {
    const reading = readGiven(payload);
    return 'given' in reading && reading.given ? ownBoolean(reading.given, 'pushed') : null;
  } catch {
    return null;
  }
}

/** A text that is set. */
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** The first of these that is set, and no text. */
function mistyped(values: Readonly<Record<string, unknown>>): { fault: Fault } | null {
  for (const [name, value] of Object.entries(values))
    if (value !== null && value !== undefined && typeof value !== 'string')
      return fault('invalid-url', `${name} must be a text. It is ${nameOf(value)}.`);
  return null;
}

/**
 * Which payload the page means: what `payload` says, else `websocket-url`, else `uuid`. `{request: null}` where nothing
 * is set. Faults: `invalid-url`, `untrusted-host`, `payload-mismatch`.
 */
export function readRequest(source: RequestSource, trust: Trust): RequestReading {
  const reading = readGiven(source.payload);
  if ('fault' in reading) return reading;
  const given = readPayload(reading.given);
  if (reading.given !== null && given.websocketUrl === null && given.uuid === null)
    return fault('invalid-url', `payload must be ${CREATED}.`);
  const { websocketUrl, uuid: uuidAlone, signUrl } = source;
  const wrong = mistyped({ 'websocket-url': websocketUrl, uuid: uuidAlone, 'sign-url': signUrl });
  if (wrong) return wrong;

  const socketText = given.websocketUrl ?? textOf(websocketUrl);
  const named = given.uuid ?? textOf(uuidAlone);
  const signText = given.signUrl ?? textOf(signUrl);
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

/** Of the page's own origin, over HTTP: a `blob:` has its maker's origin, and a sandboxed page shares `null` with `data:`. */
export const isOwnPage = (url: URL, pageOrigin: string): boolean =>
  (url.protocol === 'https:' || url.protocol === 'http:') && url.origin === pageOrigin;

/** `status-url` with the uuid filled in: only the page's own origin is asked, for the visitor's cookies go along. */
export function readStatusUrl(
  text: string | null,
  uuid: string,
  page: PageAddress,
): { readonly href: string } | { readonly fault: Fault } | null {
  if (!text || page.baseUrl === null) return null;
  const filled = text.replaceAll('{uuid}', encodeURIComponent(uuid));
  const url = parseUrl(filled, page.baseUrl);
  if (!url) return fault('invalid-url', `status-url "${shorten(text)}" is no address.`);
  if (isOwnPage(url, page.origin) && url.username === '' && url.password === '') return { href: url.href };
  return fault(
    'untrusted-host',
    `status-url leads to ${shorten(url.origin)}, but only the page's own origin, ${page.origin}, is asked. ` +
      'For another one set the property getStatus.',
  );
}

export type Configuration =
  | {
      readonly request: PayloadRequest | null;
      /** Where the page's own function does not answer; null where there is no address either. */
      readonly statusHref: string | null;
    }
  | { readonly fault: Fault };

/** All that the page set: which payload, and where its status is asked for. */
export function readConfiguration(source: RequestSource, statusUrl: unknown, trust: Trust): Configuration {
  try {
    const reading = readRequest(source, trust);
    if ('fault' in reading) return reading;
    const wrong = mistyped({ 'status-url': statusUrl });
    if (wrong) return wrong;
    const status = readStatusUrl(textOf(statusUrl), reading.request?.uuid ?? '', trust.page);
    if (status && 'fault' in status) return status;
    return { request: reading.request, statusHref: status && status.href };
  } catch {
    return fault('invalid-url', `payload could not be read, for it throws. Set ${CREATED}.`);
  }
}
