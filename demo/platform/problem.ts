import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

export type ProblemStatus = 400 | 403 | 404 | 409 | 413 | 429 | 500 | 503;

/** A call that cannot be served; the message is a sentence for the caller. */
export class Problem extends Error {
  readonly status: ProblemStatus;
  /** The platform's own error code; else the HTTP status. */
  readonly code: number;

  constructor(status: ProblemStatus, message: string, code: number = status) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Status and sentence of anything thrown; what is no `Problem` is a bug of the simulator: 500. */
export function describeProblem(error: Error): {
  status: ContentfulStatusCode;
  code: number;
  message: string;
} {
  if (error instanceof Problem) return { status: error.status, code: error.code, message: error.message };
  return { status: 500, code: 500, message: `The simulated platform failed: ${error.message}` };
}

/** Returns errors of the routes as `{error: {code, message}}`, with the HTTP status as `code`. */
export function answerProblems(routes: Hono): void {
  routes.onError((error, context) => {
    const { status, message } = describeProblem(error);
    return context.json({ error: { code: status, message } }, status);
  });
}

const MAX_BODY_BYTES = 64 * 1024;

/** No request to the platform needs more than 64 KiB. */
export const boundedBody = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw new Problem(413, `The body is larger than ${MAX_BODY_BYTES} bytes.`);
  },
});

/** The body as JSON; an empty one is `{}`. @param code of the problem, if it is no JSON */
export async function readJson(context: Context, code = 400): Promise<unknown> {
  const text = await context.req.text();
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Problem(400, 'The body is not JSON.', code);
  }
}
