import {
  filledReturnUrl,
  type CustomMeta,
  type Payload,
  type Resolution,
  type ReturnUrl,
} from './payload.js';

/** What the socket says about a resolution. */
export interface ResolutionFrame {
  readonly payload_uuidv4: string;
  readonly reference_call_uuidv4: string;
  readonly signed: boolean;
  /** Whether a token was issued with which the application can push to this user. */
  readonly user_token: boolean;
  readonly return_url: ReturnUrl;
  readonly opened_by_deeplink: boolean;
  readonly custom_meta: CustomMeta;
  /** Empty after a decline. */
  readonly txid: string;
}

/** Everything that a payload's status socket says, each a JSON text frame. */
export type Frame =
  | { readonly message: string }
  | { readonly expires_in_seconds: number }
  | { readonly opened: true }
  | { readonly devapp_fetched: true }
  | { readonly pre_signed: true }
  | { readonly dispatched: true }
  | { readonly expired: true }
  | ResolutionFrame;

export const welcome = (uuid: string): Frame => ({ message: `Welcome ${uuid}` });

/** The answer to anything that a client sends. */
export const PONG: Frame = { message: 'Right back at you!' };

/** The simulator forgets everything when it ends; whoever comes back after a restart hears this. */
export const unknownPayloadSentence = (uuid: string): string =>
  `Payload ${uuid} does not exist. (This simulated platform keeps payloads in memory: a restart loses them.)`;

export function resolutionFrame(payload: Payload, resolution: Resolution): ResolutionFrame {
  return {
    payload_uuidv4: payload.uuid,
    reference_call_uuidv4: payload.callUuid,
    signed: resolution.signature !== null,
    user_token: resolution.signature !== null,
    return_url: filledReturnUrl(payload),
    opened_by_deeplink: payload.openedByDeeplink ?? false,
    custom_meta: payload.request.customMeta,
    txid: resolution.signature?.txid ?? '',
  };
}
