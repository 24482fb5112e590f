import { objectOf, type Fields } from './objects.js';

const META = [
  'uuid',
  'resolved',
  'signed',
  'cancelled',
  'expired',
  'app_opened',
  'return_url_app',
  'return_url_web',
];
const PAYLOAD = ['tx_type', 'created_at', 'expires_at'];
const RESPONSE = [
  'txid',
  'account',
  'resolved_at',
  'dispatched_to',
  'dispatched_nodetype',
  'dispatched_result',
  'environment_nodetype',
];

/**
 * What is stored of the platform's response: enough to judge when the platform is silent, and for an operator to look at.
 * Never the signed transaction (`response.hex`) or the push token (`application.issued_user_token`).
 */
export function evidenceOf(payload: object | null): object | null {
  if (!payload) return null;
  const { meta, payload: request, response } = payload as Fields;
  return { meta: pick(meta, META), payload: pick(request, PAYLOAD), response: pick(response, RESPONSE) };
}

const pick = (value: unknown, keys: readonly string[]): Fields => {
  const fields = objectOf(value);
  return Object.fromEntries(keys.flatMap((key) => (key in fields ? [[key, fields[key]]] : [])));
};

export const isSigned = (payload: object | null): boolean => metaOf(payload)['signed'] === true;

/** The user signed or declined, as far as the platform knows. */
export const isResolved = (payload: object | null): boolean => metaOf(payload)['resolved'] === true;

/** Nobody can open it any more. */
export const isClosed = (payload: object | null): boolean =>
  metaOf(payload)['cancelled'] === true || metaOf(payload)['expired'] === true;

/** When it can no longer be opened, in ms since 1970; null if the platform does not say. */
export function expiresAtMs(payload: object | null): number | null {
  const ms = Date.parse(String(objectOf((payload as Fields | null)?.['payload'])['expires_at']));
  return Number.isNaN(ms) ? null : ms;
}

/** The platform's last response, with what the shop knows by itself: that the payload is over. */
export function asExpired(payload: object | null, endMs: number): object {
  const { meta, payload: request, response } = (payload ?? {}) as Fields;
  return {
    meta: { ...objectOf(meta), expired: true },
    payload: { ...objectOf(request), expires_at: new Date(endMs).toISOString() },
    response: objectOf(response),
  };
}

/** An opened payload may still be signed, until it is resolved. */
export const mayBeSigned = (payload: object | null): boolean =>
  metaOf(payload)['app_opened'] === true && !isResolved(payload);

/** Who signed, according to the platform. */
export function signerOf(payload: object | null): string | null {
  const { account } = objectOf((payload as Fields | null)?.['response']);
  return typeof account === 'string' && account !== '' ? account : null;
}

/** The signed blob, which is not stored. */
export function blobOf(payload: object | null): string | null {
  const { hex } = objectOf((payload as Fields | null)?.['response']);
  return typeof hex === 'string' && hex !== '' ? hex : null;
}

export const metaOf = (payload: object | null): Fields => objectOf((payload as Fields | null)?.['meta']);
