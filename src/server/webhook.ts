import { fromHex } from './hex.js';
import { readHash, readObject, readText } from './read.js';

export type WebhookErrorCode = 'missing' | 'malformed' | 'bad-signature' | 'too-old';

/** Why a call is not accepted as the platform's. Return 401 for all of them, and change nothing. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError';

  constructor(
    readonly code: WebhookErrorCode,
    message: string,
  ) {
    super(message);
  }
}

export type WebhookHeaders = Pick<Headers, 'get'> | Readonly<Record<string, unknown>>;

export interface WebhookCall {
  /** The raw body as text: the signature is of the bytes that were sent, not of what a parser makes of them. */
  readonly body: string;
  /** The request's headers, from `fetch` or Node; instead of the next two. */
  readonly headers?: WebhookHeaders;
  /** Header `x-xumm-request-timestamp`. */
  readonly timestamp?: string | null | undefined;
  /** Header `x-xumm-request-signature`. */
  readonly signature?: string | null | undefined;
  /** The application's API secret. */
  readonly secret: string;
  /** ms since 1970; default: the clock. */
  readonly now?: number;
}

/** What the platform says happened. Only a reason to ask the platform and the ledger. */
export interface WebhookNews {
  readonly payloadUuid: string;
  readonly signed: boolean;
  readonly txid: string | null;
  /** `custom_meta.identifier`. */
  readonly identifier: string | null;
}

/** In either direction, because clocks differ. */
const MAX_AGE_SECONDS = 5 * 60;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Checks that the platform made this call, and recently. The signature is the hex HMAC-SHA1 of timestamp and body, keyed
 * with the API secret without its first hyphen: https://docs.xaman.dev/concepts/payloads-sign-requests/status-updates/webhooks
 *
 * @throws {WebhookError}
 */
export async function readWebhook(call: WebhookCall): Promise<WebhookNews> {
  const { body, headers = {}, secret, now = Date.now() } = call;
  const timestamp = call.timestamp ?? headerOf(headers, 'x-xumm-request-timestamp');
  const signature = call.signature ?? headerOf(headers, 'x-xumm-request-signature');
  for (const [name, value] of Object.entries({ timestamp, signature, secret, body })) {
    if (typeof value !== 'string' || value === '') {
      throw new WebhookError('missing', `The webhook's ${name} is missing (it has to be a text).`);
    }
  }
  // The loop above has checked that neither is null.
  if (!(await isGenuine(`${timestamp ?? ''}${body}`, signature ?? '', secret))) {
    throw new WebhookError('bad-signature', "The webhook's signature is not the platform's.");
  }
  if (!/^\d{1,12}$/.test(timestamp ?? '')) {
    throw new WebhookError('malformed', "The webhook's timestamp is no number of seconds.");
  }
  // Not `> MAX_AGE_SECONDS`, which would accept NaN.
  if (!(Math.abs(now / 1000 - Number(timestamp)) <= MAX_AGE_SECONDS)) {
    throw new WebhookError('too-old', 'The webhook was signed more than five minutes from now.');
  }
  return readNews(body);
}

/** Not by `instanceof`, because some frameworks have their own class. Node's header names are in lower case. */
function headerOf(headers: WebhookHeaders, name: string): string | null {
  return readText(isOfFetch(headers) ? headers.get(name) : headers[name]);
}

const isOfFetch = (headers: WebhookHeaders): headers is Pick<Headers, 'get'> =>
  typeof headers.get === 'function';

/** In constant time, because `verify` compares that way. */
async function isGenuine(text: string, signature: string, secret: string): Promise<boolean> {
  const bytes = /^[0-9a-f]{40}$/i.test(signature) ? fromHex(signature) : null;
  const keyText = secret.replace('-', '');
  if (!bytes || keyText === '') return false;
  const utf8 = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-1' };
  const key = await crypto.subtle.importKey('raw', utf8.encode(keyText), algorithm, false, ['verify']);
  return crypto.subtle.verify('HMAC', key, bytes, utf8.encode(text));
}

function readNews(body: string): WebhookNews {
  const call = readObject(parse(body));
  const response = readObject(call?.['payloadResponse']);
  const payloadUuid = readText(response?.['payload_uuidv4']);
  const meant = readText(readObject(call?.['meta'])?.['payload_uuidv4']) ?? payloadUuid;
  const signed = response?.['signed'];
  if (payloadUuid === null || !UUID.test(payloadUuid) || typeof signed !== 'boolean') {
    throw new WebhookError('malformed', "The webhook's body names no resolved payload.");
  }
  if (meant?.toLowerCase() !== payloadUuid.toLowerCase()) {
    throw new WebhookError('malformed', "The webhook's body names two payloads.");
  }
  return {
    payloadUuid: payloadUuid.toLowerCase(),
    signed,
    txid: readHash(response?.['txid']),
    identifier: readText(readObject(call?.['custom_meta'])?.['identifier']),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
