import { isOversize, own, ownBoolean, ownObject, ownString, parseObject, type JsonObject } from './json.js';

/** How a payload ended: the details of `xumm-resolved`. What the source did not say is null. */
export interface Resolution {
  readonly signed: boolean;
  /** The transaction's hash; null for a sign-in, for a rejection, or if the source did not say. */
  readonly txid: string | null;
  readonly returnUrl: { readonly app: string | null; readonly web: string | null };
  readonly customMeta: {
    readonly identifier: string | null;
    readonly blob: unknown;
    readonly instruction: string | null;
  };
  readonly openedByDeeplink: boolean | null;
  readonly userToken: boolean | null;
  readonly referenceCallUuid: string | null;
  readonly source: 'websocket' | 'backend';
}

/** One thing that a frame or the backend says about a payload. */
export type Message =
  | { readonly type: 'welcome'; readonly uuid: string }
  | { readonly type: 'pong' }
  | { readonly type: 'text' }
  | { readonly type: 'countdown'; readonly seconds: number }
  | { readonly type: 'opened' }
  | { readonly type: 'devapp-fetched' }
  | { readonly type: 'pre-signed' }
  | { readonly type: 'dispatched' }
  | { readonly type: 'resolved'; readonly uuid: string; readonly resolution: Resolution }
  | { readonly type: 'expired'; readonly cancelled: boolean | null };

const PONG = 'Right back at you!';

/** About 30,000 years: a longer time is not a time. */
const MAX_SECONDS = 1e12;

/** What follows `{"<key>":true}`. */
const FLAGS = [
  ['opened', 'opened'],
  ['devapp_fetched', 'devapp-fetched'],
  ['pre_signed', 'pre-signed'],
  ['dispatched', 'dispatched'],
] as const;

function readGreeting(text: string): Message {
  if (text === PONG) return { type: 'pong' };
  const uuid = /^Welcome\s+(\S+)$/i.exec(text)?.[1];
  return uuid === undefined ? { type: 'text' } : { type: 'welcome', uuid };
}

/** @param told more details, as a frame names them */
export function resolutionOf(
  signed: boolean,
  txid: string | null,
  returnUrl: JsonObject,
  told: JsonObject,
  source: Resolution['source'],
): Resolution {
  const customMeta = ownObject(told, 'custom_meta');
  return {
    signed,
    txid,
    returnUrl: { app: ownString(returnUrl, 'app'), web: ownString(returnUrl, 'web') },
    customMeta: {
      identifier: ownString(customMeta, 'identifier'),
      blob: own(customMeta, 'blob') ?? null,
      instruction: ownString(customMeta, 'instruction'),
    },
    openedByDeeplink: ownBoolean(told, 'opened_by_deeplink'),
    userToken: ownBoolean(told, 'user_token'),
    referenceCallUuid: ownString(told, 'reference_call_uuidv4'),
    source,
  };
}

/**
 * What a socket frame says, in the order in which the page hears it; null if it is binary, over 64 KiB or no JSON
 * object. Unknown keys and values of the wrong type are ignored.
 *
 * Frames: https://docs.xumm.dev, "Payload status: websocket".
 */
export function readFrame(data: unknown): readonly Message[] | null {
  if (typeof data !== 'string' || isOversize(data)) return null;
  const frame = parseObject(data);
  if (frame === null) return null;
  const messages: Message[] = [];

  const text = ownString(frame, 'message');
  if (text !== null) messages.push(readGreeting(text));

  const told = own(frame, 'expires_in_seconds');
  const seconds = typeof told === 'number' && Math.abs(told) < MAX_SECONDS ? told : null;
  if (seconds !== null) messages.push({ type: 'countdown', seconds });

  for (const [key, type] of FLAGS) if (own(frame, key) === true) messages.push({ type });

  const uuid = ownString(frame, 'payload_uuidv4');
  const signed = ownBoolean(frame, 'signed');
  if (uuid !== null && signed !== null) {
    const [txid, returnUrl] = [ownString(frame, 'txid'), ownObject(frame, 'return_url')];
    const resolution = resolutionOf(signed, txid, returnUrl, frame, 'websocket');
    messages.push({ type: 'resolved', uuid, resolution });
  }

  // No time left means expired. Like `expired: true`, it does not end a payload that the same frame reports as opened.
  if (own(frame, 'expired') === true || (seconds !== null && seconds <= 0))
    messages.push({ type: 'expired', cancelled: null });
  return messages;
}
