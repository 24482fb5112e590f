import { isObject, ownBoolean, ownObject, ownString, own } from './json.js';
import type { Message } from './message.js';

/**
 * What the host's backend answers about a payload, from `status-url`, `getStatus` or `respondWith`.
 * Only own properties of the right type count. Never hand the platform's own answer through: it holds secrets.
 */
export interface PayloadStatus {
  opened?: boolean;
  expired?: boolean;
  /** Cancelled by the backend; implies expired. */
  cancelled?: boolean;
  resolved?: boolean;
  /** Counts, like all that follow, only beside `resolved: true`. */
  signed?: boolean;
  txid?: string;
  returnUrl?: { app?: string; web?: string };
  /** None: pending. */
  verification?: Verification;
}

export type Verification = 'pending' | 'verified' | 'refused';

export type UnverifiedReason = 'refused' | 'timeout' | 'failed';

/** Whether a signature holds. */
export type Verdict =
  | { readonly verified: true; readonly txid: string | null }
  | { readonly verified: false; readonly reason: UnverifiedReason };

/** A payload status after reading: what it says as messages, and the verifier's word. */
export interface Answer {
  readonly messages: readonly Message[];
  readonly verification: Verification;
  readonly txid: string | null;
  /** The backend said, in so many words, that the payload is not resolved. */
  readonly unresolved: boolean;
}

const readVerification = (value: unknown): Verification =>
  value === 'verified' || value === 'refused' ? value : 'pending';

/** Reads a payload status; null where the value is no object, and so says nothing. */
export function readStatus(value: unknown, uuid: string): Answer | null {
  if (!isObject(value)) return null;
  const messages: Message[] = [];
  if (ownBoolean(value, 'opened') === true) messages.push({ type: 'opened' });

  const signed = ownBoolean(value, 'signed');
  const isResolved = ownBoolean(value, 'resolved') === true && signed !== null;
  const txid = isResolved ? ownString(value, 'txid') : null;
  if (isResolved) {
    const returnUrl = ownObject(value, 'returnUrl');
    messages.push({
      type: 'resolved',
      uuid,
      resolution: {
        signed,
        txid,
        returnUrl: { app: ownString(returnUrl, 'app'), web: ownString(returnUrl, 'web') },
        customMeta: { identifier: null, blob: null, instruction: null },
        openedByDeeplink: null,
        userToken: null,
        referenceCallUuid: null,
        source: 'backend',
      },
    });
  }

  const cancelled = ownBoolean(value, 'cancelled');
  if (cancelled === true || ownBoolean(value, 'expired') === true)
    messages.push({ type: 'expired', cancelled });

  return {
    messages,
    // A signature that the backend denies can't be one that it confirms.
    verification: isResolved && signed ? readVerification(own(value, 'verification')) : 'pending',
    txid,
    unresolved: ownBoolean(value, 'resolved') === false,
  };
}

/**
 * Reads what a host answered through `respondWith`: `true`, or a payload status. There the resolution is known
 * already, so a verifier's word counts unless `resolved: false` stands beside it.
 */
export function readResponse(value: unknown, uuid: string): Answer | null {
  if (value === true) return readStatus({ resolved: true, signed: true, verification: 'verified' }, uuid);
  if (!isObject(value)) return null;
  return readStatus({ resolved: true, signed: true, ...value }, uuid);
}

/** The verifier's word, where an answer has one. */
export function verdictOf({ verification, txid }: Answer): Verdict | null {
  if (verification === 'verified') return { verified: true, txid };
  return verification === 'refused' ? { verified: false, reason: 'refused' } : null;
}
