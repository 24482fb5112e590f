import type { CreatedPayload } from './create-payload.js';
import { ApiError, payloadNotFound } from './errors.js';
import { isObject, type Fields } from './objects.js';
import { isUuid } from './requests.js';

/** The response to "get payload". Only its uuid is checked. */
export type PlatformPayload = Fields;

/** The three platform calls that a shop needs. All throw an `ApiError`. */
export interface PlatformClient {
  create(body: object): Promise<CreatedPayload>;
  get(uuid: string, signal?: AbortSignal): Promise<PlatformPayload>;
  /** Also resolves if the payload cannot be cancelled: `get` then says what happened to it. */
  cancel(uuid: string): Promise<void>;
}

export interface PlatformSettings {
  /** Both are uuids, from https://apps.xumm.dev. The secret never leaves the server. */
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Default: the real platform. */
  readonly endpoint?: string;
  readonly fetch?: typeof fetch;
  /** For one call. A visitor's question may end earlier: `Limits.answerWithinMs`. */
  readonly timeoutMs?: number;
}

/** The platform's limits are averages over a minute: wait a third of that if it does not say for how long. */
const RETRY_AFTER_SECONDS = 20;

/**
 * The platform's REST API: https://docs.xaman.dev. Not `xumm-sdk`, which hides the `Retry-After` of a 429 and the HTTP
 * status, and has no time limit.
 */
export function platformClient(settings: PlatformSettings): PlatformClient {
  const call = async (method: string, path: string, body?: object, end?: AbortSignal): Promise<unknown> => {
    const { apiKey, apiSecret, endpoint = 'https://xumm.app', timeoutMs = 5000 } = settings;
    const ask = settings.fetch ?? fetch;
    const answer = await ask(`${endpoint}/api/v1/platform/${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', 'X-API-Key': apiKey, 'X-API-Secret': apiSecret },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(end ? [end] : [])]),
      // A redirect must not receive the keys.
      redirect: 'manual',
    });
    // A body that nobody reads holds its connection.
    if (!answer.ok) await answer.body?.cancel();
    if (answer.status === 429) throw rateLimited(answer.headers.get('Retry-After'));
    if (answer.status === 404) throw payloadNotFound();
    if (!answer.ok) throw new Error(`${method} ${path}: HTTP ${answer.status}`);
    return answer.json();
  };
  const or = async <T>(answer: Promise<unknown>, read: (value: PlatformPayload) => T | null): Promise<T> => {
    try {
      const value = await answer;
      const found = isObject(value) ? read(value) : null;
      if (found === null) throw new Error('That is no answer to what was asked');
      return found;
    } catch (error) {
      throw error instanceof ApiError ? error : unavailable(error);
    }
  };
  return {
    create: (body) => or(call('POST', 'payload', body), readCreated),
    get: (uuid, signal) =>
      or(call('GET', `payload/${uuid}`, undefined, signal), (value) => (isAbout(value, uuid) ? value : null)),
    cancel: (uuid) => or(call('DELETE', `payload/${uuid}`), () => undefined),
  };
}

function isAbout({ meta }: PlatformPayload, uuid: string): boolean {
  const named = isObject(meta) ? meta['uuid'] : null;
  return typeof named === 'string' && named.toLowerCase() === uuid;
}

function readCreated(value: PlatformPayload): CreatedPayload | null {
  const { uuid, next, refs } = value;
  const isWhole = isUuid(uuid) && isObject(next) && isObject(refs);
  return isWhole && typeof next['always'] === 'string' && typeof refs['websocket_status'] === 'string'
    ? (value as unknown as CreatedPayload)
    : null;
}

function unavailable(cause: unknown): ApiError {
  const error = new ApiError('platform-unavailable', 'The signing platform cannot be reached right now.');
  error.cause = cause;
  return error;
}

/** @param retryAfter seconds, or a date, or nothing */
function rateLimited(retryAfter: string | null): ApiError {
  const seconds = Number(retryAfter || Number.NaN);
  const untilMs = Date.parse(retryAfter ?? '') - Date.now();
  const wait = Number.isFinite(seconds)
    ? seconds
    : Number.isFinite(untilMs)
      ? untilMs / 1000
      : RETRY_AFTER_SECONDS;
  return new ApiError('rate-limited', 'The signing platform is busy. Try again in a moment.', {
    'Retry-After': String(Math.min(3600, Math.max(1, Math.ceil(wait)))),
  });
}
