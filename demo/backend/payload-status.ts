import type { Payload, Verification } from './verify.js';

/**
 * The *payload status* that `<xumm-payload-status>` asks for at its `status-url`: flat, and all that a browser needs.
 * The last four are there only once the payload is resolved, `verification` only once it is signed.
 */
export interface PayloadStatus {
  readonly opened: boolean;
  readonly expired: boolean;
  /** Implies `expired`. */
  readonly cancelled: boolean;
  readonly resolved: boolean;
  readonly signed?: boolean;
  readonly txid?: string;
  readonly returnUrl?: { readonly app?: string; readonly web?: string };
  readonly verification?: Verification;
}

/**
 * Picks the status from the whole payload, which must never leave the server: it holds the user's push token
 * (`application.issued_user_token`) and the signed transaction (`response.hex`).
 */
export function payloadStatus({ meta, response }: Payload, verification: Verification): PayloadStatus {
  const progress = {
    opened: meta.app_opened,
    expired: meta.expired || meta.cancelled,
    cancelled: meta.cancelled,
    resolved: meta.resolved,
  };
  if (!meta.resolved) return progress;
  return {
    ...progress,
    signed: meta.signed,
    ...(response.txid ? { txid: response.txid } : {}),
    returnUrl: {
      ...wayBack('app', meta.return_url_app, meta.uuid),
      ...wayBack('web', meta.return_url_web, meta.uuid),
    },
    ...(meta.signed ? { verification } : {}),
  };
}

/** Nothing will change this status any more, so the platform need not be asked again. Expiry is not final: an opened request can still be resolved. */
export function isFinal({ resolved, signed, verification }: PayloadStatus): boolean {
  return resolved && (signed !== true || verification !== 'pending');
}

function wayBack(key: 'app' | 'web', url: string | null, uuid: string): { app?: string; web?: string } {
  // The platform documents that it fills in `{id}` when it sends the user there, not that it does so here.
  return url ? { [key]: url.replaceAll('{id}', uuid) } : {};
}
