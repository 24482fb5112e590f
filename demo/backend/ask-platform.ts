import type { XummTypes } from 'xumm-sdk';
import type { CreatedPayload } from './create-payload.js';
import { ApiError, payloadNotFound } from './errors.js';
import { isUuid } from './requests.js';
import type { Payload } from './verify.js';

/**
 * The part of `XummSdk` that this backend uses; any `XummSdk` is one. `true` asks the SDK to throw the platform's
 * errors: without it every error looks like null.
 */
export interface PlatformClient {
  readonly payload: {
    create(body: XummTypes.XummPostPayloadBodyJson, returnErrors: true): Promise<CreatedPayload | null>;
    get(uuid: string, returnErrors: true): Promise<Payload | null>;
  };
}

/** The platform's limits are averages over a minute (30 created payloads, 60–200 calls), and the SDK does not pass on when to come back. */
const RETRY_AFTER_SECONDS = 20;

/** @throws {ApiError} `rate-limited`, `platform-unavailable` */
export async function createAtPlatform(
  client: PlatformClient,
  body: XummTypes.XummPostPayloadBodyJson,
  timeoutMs: number,
): Promise<CreatedPayload> {
  const created = await inTime(() => client.payload.create(body, true), timeoutMs);
  if (!created || !isUuid(created.uuid)) throw unavailable(new Error('create payload: no payload came back'));
  return created;
}

/** @throws {ApiError} `not-found`, `rate-limited`, `platform-unavailable` */
export async function getFromPlatform(
  client: PlatformClient,
  uuid: string,
  timeoutMs: number,
): Promise<Payload> {
  const payload = await inTime(() => client.payload.get(uuid, true), timeoutMs, payloadNotFound);
  if (!payload || !isWhole(payload, uuid)) throw unavailable(new Error('get payload: no payload came back'));
  return payload;
}

/** The SDK waits for as long as the platform does, and `<xumm-payload-status>` for 10 s. */
async function inTime<T>(call: () => Promise<T>, timeoutMs: number, notFound = unavailable): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${timeoutMs} ms`));
    }, timeoutMs);
  });
  try {
    return await Promise.race([call(), tooLate]);
  } catch (error) {
    throw apiErrorFor(error, notFound);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * What the SDK (1.11) throws is an `Error` with a sentence, no code and no HTTP status:
 * - `Error code 404, see XUMM Dev Console, reference: …` for the platform's `{error: {code, reference}}`;
 * - the platform's own sentence for its `{message}`;
 * - `Unexpected response from XUMM API [GET:payload]` if there was no connection, or an answer that is not JSON.
 */
function apiErrorFor(error: unknown, notFound: (cause: unknown) => ApiError): ApiError {
  const message = error instanceof Error ? error.message : '';
  const code = /^Error code (\d+)/.exec(message)?.[1];
  if (code === '404') return notFound(error);
  if (code === '429' || /too many requests|rate limit/i.test(message)) return rateLimited(error);
  return unavailable(error);
}

function unavailable(cause: unknown): ApiError {
  const error = new ApiError('platform-unavailable', 'The signing platform cannot be reached right now.');
  error.cause = cause;
  return error;
}

function rateLimited(cause: unknown): ApiError {
  const error = new ApiError('rate-limited', 'The signing platform is busy. Try again in a moment.', {
    'Retry-After': String(RETRY_AFTER_SECONDS),
  });
  error.cause = cause;
  return error;
}

/** The SDK vouches for `meta.uuid` only; what decides about money is looked at before it is used. */
function isWhole(payload: Partial<Payload>, uuid: string): boolean {
  const { meta, response } = payload;
  return (
    meta?.uuid.toLowerCase() === uuid &&
    typeof meta.resolved === 'boolean' &&
    typeof meta.signed === 'boolean' &&
    typeof response === 'object'
  );
}
