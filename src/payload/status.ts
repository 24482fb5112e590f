import { isObject, nameOf, own, ownBoolean, ownObject, ownString, type JsonObject } from './json.js';
import { resolutionOf, type Message } from './message.js';

/**
 * The payload status that the page's backend returns, from `status-url`, `getStatus` or `respondWith`. Only own
 * properties of the right type count. Never pass on the platform's own response: it holds secrets.
 */
export interface PayloadStatus {
  opened?: boolean;
  expired?: boolean;
  /** Cancelled by the backend; implies expired. */
  cancelled?: boolean;
  resolved?: boolean;
  /** Counts, like everything below, only beside `resolved: true`. */
  signed?: boolean;
  txid?: string;
  returnUrl?: { app?: string; web?: string };
  /** Default: pending. */
  verification?: Verification;
}

export type Verification = 'pending' | 'verified' | 'refused';

export type UnverifiedReason = 'refused' | 'timeout' | 'failed';

/** The result of a verification. */
export type VerificationResult =
  | { readonly verified: true; readonly txid: string | null }
  | { readonly verified: false; readonly reason: UnverifiedReason };

/** A payload status after reading: its messages, and what it says about the verification. */
export interface Answer {
  readonly messages: readonly Message[];
  readonly verification: Verification;
  readonly txid: string | null;
  /** The backend said `resolved: false`. */
  readonly unresolved: boolean;
  /** Names a key with a value of the wrong type, and what to write instead; null if there is none. The other keys count. */
  readonly problem: string | null;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isFlag = (value: unknown): boolean => typeof value === 'boolean';

/** For each key, a test of its value, and how to describe a right value. */
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

/** Whether the answer has a resolution. The two keys count only together. */
const isResolvedBy = (value: JsonObject): boolean =>
  own(value, 'resolved') === true && ownBoolean(value, 'signed') !== null;

/** Finds the first key with a wrong type, or without what it needs beside it. A null is not wrong: it says nothing. */
function problemOf(value: JsonObject): string | null {
  const wrong = NAMES.find((name) => (own(value, name) ?? null) !== null && !KEYS[name][0](own(value, name)));
  if (wrong === undefined)
    return readVerification(own(value, 'verification')) === 'pending' || isResolvedBy(value)
      ? null
      : '"verification" counts only beside resolved: true and signed: true.';
  const found = own(value, wrong);
  const what = typeof found === 'string' ? 'another text' : nameOf(found);
  return `"${wrong}" is ${what}: write ${KEYS[wrong][1]}. The other keys count.`;
}

/** Says to a developer what came instead of a payload status, without its content. */
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

/** Reads a payload status; null if the value has no key that counts. */
export function readStatus(value: unknown, uuid: string): Answer | null {
  if (!isObject(value) || !isStatus(value)) return null;
  const messages: Message[] = [];
  if (ownBoolean(value, 'opened') === true) messages.push({ type: 'opened' });

  const signed = ownBoolean(value, 'signed');
  const isResolved = isResolvedBy(value);
  const txid = isResolved ? ownString(value, 'txid') : null;
  if (isResolved && signed !== null) {
    const resolution = resolutionOf(signed, txid, ownObject(value, 'returnUrl'), {}, 'backend');
    messages.push({ type: 'resolved', uuid, resolution });
  }

  const cancelled = ownBoolean(value, 'cancelled');
  if (cancelled === true || ownBoolean(value, 'expired') === true)
    messages.push({ type: 'expired', cancelled });

  return {
    messages,
    // The backend cannot confirm a signature that it denies.
    verification: isResolved && signed ? readVerification(own(value, 'verification')) : 'pending',
    txid,
    unresolved: ownBoolean(value, 'resolved') === false,
    problem: problemOf(value),
  };
}

/**
 * Reads what the page gave to `respondWith`: `true`, or a payload status. The resolution is known by then, so
 * `resolved: true` is assumed unless the object says otherwise.
 */
export function readResponded(value: unknown, uuid: string): Answer | null {
  if (value === true) return readStatus({ resolved: true, signed: true, verification: 'verified' }, uuid);
  if (!isObject(value) || !isStatus(value)) return null;
  return readStatus({ resolved: true, signed: true, ...value }, uuid);
}

/** The result of the verification that an answer brings; null while it is pending. */
export function resultOf({ verification, txid }: Answer): VerificationResult | null {
  if (verification === 'verified') return { verified: true, txid };
  return verification === 'refused' ? { verified: false, reason: 'refused' } : null;
}
