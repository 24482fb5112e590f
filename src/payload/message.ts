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

function greetings(frame: JsonObject): Message[] {
  const text = ownString(frame, 'message');
  if (text === null) return [];
  if (text === PONG) return [{ type: 'pong' }];
  const uuid = /^Welcome\s+(\S+)$/i.exec(text)?.[1];
  return [uuid === undefined ? { type: 'text' } : { type: 'welcome', uuid }];
}

function secondsLeft(frame: JsonObject): number | null {
  const seconds = own(frame, 'expires_in_seconds');
  return typeof seconds === 'number' && Math.abs(seconds) < MAX_SECONDS ? seconds : null;
}

function countdowns(frame: JsonObject): Message[] {
  const seconds = secondsLeft(frame);
  return seconds === null ? [] : [{ type: 'countdown', seconds }];
}

/** No time left means expired. Like `expired: true`, it does not end a payload that the same frame reports as opened. */
function expiries(frame: JsonObject): Message[] {
  const seconds = secondsLeft(frame);
  return own(frame, 'expired') === true || (seconds !== null && seconds <= 0)
    ? [{ type: 'expired', cancelled: null }]
    : [];
}

function resolutions(frame: JsonObject): Message[] {
  const uuid = ownString(frame, 'payload_uuidv4');
  const signed = ownBoolean(frame, 'signed');
  if (uuid === null || signed === null) return [];
  const returnUrl = ownObject(frame, 'return_url');
  const customMeta = ownObject(frame, 'custom_meta');
  const resolution: Resolution = {
    signed,
    txid: ownString(frame, 'txid'),
    returnUrl: { app: ownString(returnUrl, 'app'), web: ownString(returnUrl, 'web') },
    customMeta: {
      identifier: ownString(customMeta, 'identifier'),
      blob: own(customMeta, 'blob') ?? null,
      instruction: ownString(customMeta, 'instruction'),
    },
    openedByDeeplink: ownBoolean(frame, 'opened_by_deeplink'),
    userToken: ownBoolean(frame, 'user_token'),
    referenceCallUuid: ownString(frame, 'reference_call_uuidv4'),
    source: 'websocket',
  };
  return [{ type: 'resolved', uuid, resolution }];
}

/** The frames that consist only of `{"<key>":true}`. */
const flag = (frame: JsonObject, key: string, message: Message): Message[] =>
  own(frame, key) === true ? [message] : [];

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
  return [
    ...greetings(frame),
    ...countdowns(frame),
    ...flag(frame, 'opened', { type: 'opened' }),
    ...flag(frame, 'devapp_fetched', { type: 'devapp-fetched' }),
    ...flag(frame, 'pre_signed', { type: 'pre-signed' }),
    ...flag(frame, 'dispatched', { type: 'dispatched' }),
    ...resolutions(frame),
    ...expiries(frame),
  ];
}
