import { isObject, nameOf, own, ownBoolean, ownObject, ownString, type JsonObject } from './json.js';
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
  /** A key with a value of another type, and what to write; null where all is well. The rest counts. */
  readonly problem: string | null;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isFlag = (value: unknown): boolean => typeof value === 'boolean';

/** Each key that counts: whether a value is of its type, and what that is. */
const KEYS: Readonly<Record<keyof PayloadStatus, readonly [(value: unknown) => boolean, string]>> = {
  opened: [isFlag, 'true or false'],
  expired: [isFlag, 'true or false'],
  cancelled: [isFlag, 'true or false'],
  resolved: [isFlag, 'true or false'],
  signed: [isFlag, 'true or false'],
  txid: [isText, 'a text'],
  returnUrl: [
    (value) => isObject(value) && [own(value, 'app') ?? '', own(value, 'web') ?? ''].every(isText),
    'an object of texts, {app, web}',
  ],
  verification: [
    (value) => value === 'pending' || value === 'verified' || value === 'refused',
    "'pending', 'verified' or 'refused'",
  ],
};
const NAMES = Object.keys(KEYS) as (keyof PayloadStatus)[];

const isStatus = (value: JsonObject): boolean => NAMES.some((name) => KEYS[name][0](own(value, name)));

/** What is not told need not be left out: null says nothing. */
function problemOf(value: JsonObject): string | null {
  const wrong = NAMES.find((name) => (own(value, name) ?? null) !== null && !KEYS[name][0](own(value, name)));
  if (wrong === undefined) return null;
  const found = own(value, wrong);
  const what = typeof found === 'string' ? 'another text' : nameOf(found);
  return `"${wrong}" is ${what}: write ${KEYS[wrong][1]}. The other keys count.`;
}

/** What came in the place of a payload status, for a developer; never its content. */
export function describe(value: unknown): string {
  if (!isObject(value)) return `${nameOf(value)}, not a payload status object`;
  if (Object.hasOwn(value, 'meta'))
    return "the platform's own answer, which holds secrets; make {resolved, signed, txid, verification} of it";
  const wrong = problemOf(value);
  if (wrong !== null) return `an object without a key that counts: ${wrong}`;
  return `an object without a key that counts: write ${NAMES.join(', ')}`;
}

const readVerification = (value: unknown): Verification =>
  value === 'verified' || value === 'refused' ? value : 'pending';

/** Reads a payload status; null where the value is no object, and so says nothing. */
export function readStatus(value: unknown, uuid: string): Answer | null {
  if (!isObject(value) || !isStatus(value)) return null;
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
    problem: problemOf(value),
  };
}

/**
 * Reads what a host answered through `respondWith`: `true`, or a payload status. There the resolution is known
 * already, so a verifier's word counts unless `resolved: false` stands beside it.
 */
export function readResponse(value: unknown, uuid: string): Answer | null {
  if (value === true) return readStatus({ resolved: true, signed: true, verification: 'verified' }, uuid);
  if (!isObject(value) || !isStatus(value)) return null;
  return readStatus({ resolved: true, signed: true, ...value }, uuid);
}

/** The verifier's word, where an answer has one. */
export function verdictOf({ verification, txid }: Answer): Verdict | null {
  if (verification === 'verified') return { verified: true, txid };
  return verification === 'refused' ? { verified: false, reason: 'refused' } : null;
}
