import type { Context } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/** All failures that a visitor can see, with their HTTP status. */
const STATUS = {
  'bad-request': 400,
  'bad-uuid': 400,
  'unknown-product': 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'still-open': 409,
  'session-changed': 409,
  'too-large': 413,
  'unsupported-media-type': 415,
  internal: 500,
  'platform-unavailable': 502,
  'rate-limited': 503,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;

/** Throw it anywhere in a request: the visitor gets `{error: {code, message}}`, and no other detail. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** The same for "there is none" and "it is another visitor's", so that a guessed uuid reveals nothing. */
export function payloadNotFound(): ApiError {
  return new ApiError('not-found', 'There is no such payload in this session.');
}

/** @returns the response to a failure; anything but an `ApiError` is a bug and is not described to the visitor */
export function answerError(c: Context, error: unknown): Response {
  const { code, message, headers } = asApiError(error);
  return c.json({ error: { code, message } }, STATUS[code], headers);
}

/** The database does not answer. It may come back. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return error instanceof DatabaseUnavailable
    ? new ApiError('unavailable', 'The shop cannot look that up right now. Nothing is lost.', {
        'Retry-After': '5',
      })
    : new ApiError('internal', 'Something went wrong on our side.');
}

/** JSON only: never cached, sniffed as something else, framed, or loaded by another site. */
export const safeHeaders = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  // Whether the whole domain stays on https for months is the shop's decision, not this route's.
  strictTransportSecurity: false,
});
