import type { Network } from './networks.js';

/** An XRP Ledger transaction, or a pseudo transaction of the wallet such as `SignIn`, as JSON. */
export type TxJson = Readonly<Record<string, unknown>> & { readonly TransactionType: string };

export interface CustomMeta {
  readonly identifier: string | null;
  readonly blob: Readonly<Record<string, unknown>> | null;
  readonly instruction: string | null;
}

export interface ReturnUrl {
  readonly app: string | null;
  readonly web: string | null;
}

/** The body of "create payload", with the platform's defaults filled in. */
export interface CreateRequest {
  readonly tx: TxJson;
  readonly submit: boolean;
  readonly multisign: boolean;
  readonly expireMinutes: number;
  /** As given, with its placeholders. */
  readonly returnUrl: ReturnUrl;
  readonly forceNetwork: string | null;
  readonly customMeta: CustomMeta;
  /** The user to push to. */
  readonly userToken: string | null;
}

/** How the payload came to the wallet, in the wallet's words; a scan with the phone's camera arrives as `DEEP_LINK`. */
export const ORIGINS = ['QR', 'DEEP_LINK', 'PUSH_NOTIFICATION', 'EVENT_LIST', 'XAPP', 'UNKNOWN'] as const;
export type Origin = (typeof ORIGINS)[number];

/** The wallet's report on the submission. */
export interface Dispatch {
  /** When it reaches the platform. */
  readonly atMs: number;
  /** A network's name, or `UNKNOWN NODE`. */
  readonly nodetype: string;
  readonly to: string;
  /** The result according to the wallet: the node's, or the validated one if it came in time. */
  readonly result: string;
}

export interface Signature {
  /** 64 hex digits; a sign-in may have none. */
  readonly txid: string;
  /** The signed transaction, as hex. Whoever has it can submit it: a secret. */
  readonly hex: string;
  readonly account: string;
  /** The network that the wallet was connected to, as it reports with the signature. */
  readonly network: Network;
  readonly node: string;
  /** Null: never reported, or not submitted. */
  readonly dispatch: Dispatch | null;
  /** With this the application can push to this user: a secret. */
  readonly issuedUserToken: string;
}

/** The end of a payload: signed, or declined (without a signature). */
export interface Resolution {
  readonly atMs: number;
  /** The platform publishes a resolution before its database has it; until then a GET returns "unresolved". */
  readonly storedAtMs: number;
  readonly signature: Signature | null;
}

/** A sign request. Never changed: each step makes a new value. Times are in ms since 1970. */
export interface Payload {
  readonly uuid: string;
  /** The API call that created it, `reference_call_uuidv4`. */
  readonly callUuid: string;
  readonly apiKey: string;
  /** Signs the webhook calls. */
  readonly apiSecret: string;
  readonly request: CreateRequest;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly cancelled: boolean;
  readonly opened: boolean;
  /** It was opened from the wallet's event list: the platform learns of it only when it is accepted or declined. */
  readonly listed: boolean;
  readonly origin: Origin | null;
  readonly openedByDeeplink: boolean | null;
  readonly preSigned: boolean;
  readonly dispatched: boolean;
  readonly resolution: Resolution | null;
}

/** Requests that end with a signature: the wallet submits nothing. */
const NEVER_SUBMITTED = new Set(['SignIn', 'PaymentChannelAuthorize']);

export const isPseudo = ({ request }: Payload): boolean => NEVER_SUBMITTED.has(request.tx.TransactionType);

export function isSubmitted(payload: Payload): boolean {
  const { submit, multisign } = payload.request;
  return submit && !multisign && !isPseudo(payload);
}

export function isExpired(payload: Payload, nowMs: number): boolean {
  return nowMs >= payload.expiresAtMs;
}

/** Whole seconds until the expiry, negative after it; rounded up, so that it is 0 only after the expiry. */
export function secondsUntil(expiresAtMs: number, nowMs: number): number {
  return Math.ceil((expiresAtMs - nowMs) / 1000) + 0; // + 0: never the -0 of rounding
}

/** What the platform's database would return now: without a resolution that is published but not yet stored. */
export function asStored(payload: Payload, nowMs: number): Payload {
  const { resolution } = payload;
  return resolution !== null && nowMs < resolution.storedAtMs ? { ...payload, resolution: null } : payload;
}

/**
 * The return URLs with their placeholders filled in: `{id}` and `{cid}` always, `{txid}` and `{txblob}` after the resolution
 * (empty after a decline). Each value is encoded, so that an identifier cannot add parameters.
 */
export function filledReturnUrl({ uuid, request, resolution }: Payload): ReturnUrl {
  const values = new Map([
    ['{id}', uuid],
    ['{cid}', request.customMeta.identifier ?? ''],
  ]);
  if (resolution !== null) {
    values.set('{txid}', resolution.signature?.txid ?? '');
    values.set('{txblob}', resolution.signature?.hex ?? '');
  }
  const fill = (url: string | null): string | null =>
    url?.replace(/\{[a-z]+\}/g, (placeholder) => {
      const value = values.get(placeholder);
      return value === undefined ? placeholder : encodeURIComponent(value);
    }) ?? null;
  return { app: fill(request.returnUrl.app), web: fill(request.returnUrl.web) };
}
