import { within, type Environment } from '../environment.js';
import { isObject, isOversize, MAX_BYTES, nameOf } from '../payload/json.js';
import { describe, readStatus, type Answer, type PayloadStatus } from '../payload/status.js';
import type { Input } from '../payload/input.js';
import { pauseFor, QUESTION_LIMIT_MS, retryAfterMs } from './schedule.js';

/**
 * Asks the page's backend about a payload. It resolves to a payload status, or to the `Response` that holds one (whose
 * HTTP status then counts as with `status-url`), and it may reject.
 */
export type GetStatus = (uuid: string, options: { signal: AbortSignal }) => Promise<PayloadStatus | Response>;

/** What came of a question. */
export interface Reply {
  /** `missing`: 404, the backend knows no such payload (yet). `denied`: 401, 403, asking again is useless. */
  readonly kind: 'answer' | 'missing' | 'denied' | 'failed';
  /** What is wrong with the backend; null if nothing is. */
  readonly message: string | null;
  /** The backend asked to wait at least this long. */
  readonly waitMs: number;
  readonly answer: Answer | null;
}

const reply = (
  kind: Reply['kind'],
  message: string | null,
  waitMs = 0,
  answer: Answer | null = null,
): Reply => ({ kind, message, waitMs, answer });

const failed = (message: string, waitMs?: number): Reply => reply('failed', message, waitMs);

/** The answer that was read from a value, if any; else what the value is. */
export const replyOf = (answer: Answer | null, complaint: () => string): Reply =>
  answer ? reply('answer', answer.problem, 0, answer) : failed(complaint());

/** The longest `Retry-After` that is obeyed, so that nobody waits for ever. */
const LONGEST_PAUSE_MS = 3_600_000;

/** What a reply says about the backend, and the pause that it demands. */
export const newsOf = ({ answer, message, waitMs }: Reply, nowMs: number, leastMs = 0): Input[] => [
  { type: 'backend', failure: message, txid: answer && answer.txid },
  ...(waitMs > 0 ? [pauseFor(Math.min(Math.max(waitMs, leastMs), LONGEST_PAUSE_MS), nowMs, true)] : []),
];

/**
 * Why a promise rejected. A page may reject with anything. Of a body that `response.json()` could not read, browsers quote the
 * beginning, or say nothing that helps.
 */
export function reasonOf(error: unknown): string {
  try {
    if (error instanceof Error && error.name === 'SyntaxError')
      return 'what it read is no JSON; give the Response itself';
    const message: unknown = error instanceof Error ? error.message : error;
    return typeof message === 'string' ? message : nameOf(message);
  } catch {
    return 'an object that throws';
  }
}

/** The messages of Chromium, Firefox and Safari for a `fetch` without a response. None of them says why. */
const UNREACHED = /to fetch|load failed/i;
const HINT = ' No network, a redirect, no CORS headers, or a policy of this page.';

/** Not by `instanceof`: a `Response` of another window or of a polyfill has another class, and some test windows have none. */
export const isResponse = (value: unknown): value is Response =>
  isObject(value) && typeof value['text'] === 'function' && 'ok' in value; // a Blob is not

/** The body, or null if it is over 64 KiB, so that a wrong address cannot fill the memory. */
async function readBody(response: Response, signal: AbortSignal): Promise<string | null> {
  const reader = response.body?.getReader();
  if (!reader) {
    const text = await response.text();
    return isOversize(text) ? null : text;
  }
  // The page's own `fetch` may not know the signal.
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > MAX_BYTES) {
      cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** Reads a `Response`, including its HTTP status. */
export async function readHttp(
  response: Response,
  uuid: string,
  nowMs: number,
  signal: AbortSignal,
  read: (value: unknown, uuid: string) => Answer | null = readStatus,
): Promise<Reply> {
  const { status } = response;
  const told = `The backend answered HTTP ${status}`;
  if (!response.ok) {
    void response.body?.cancel().catch(() => undefined);
    if (status === 404) return reply('missing', null);
    if (status === 401 || status === 403)
      return reply('denied', `${told}: it does not let this visitor see the payload.`);
    const isBusy = status === 429 || status === 503;
    return failed(
      `${told}.${status ? '' : HINT}`,
      isBusy ? retryAfterMs(response.headers.get('Retry-After'), nowMs) : 0,
    );
  }
  if (response.bodyUsed) return failed(`${told}, but its body was read already: give a clone().`);
  const text = await readBody(response, signal);
  if (text === null) return failed(`${told} with more than 64 KiB; it should be a small JSON object.`);
  const subject = `${told}, but its body`;
  try {
    const value: unknown = JSON.parse(text);
    return replyOf(read(value, uuid), () => `${subject} is ${describe(value)}.`);
  } catch {
    const kind = text.trim() === '' ? 'empty' : /^\s*</.test(text) ? 'HTML' : 'no JSON';
    return failed(`${subject} is ${kind}; it should be a payload status as JSON.`);
  }
}

/** Asks once. Never rejects, and takes at most 10 s. If it is aborted it ends as `failed`, and nobody reads that. */
export async function ask(
  getStatus: GetStatus,
  uuid: string,
  environment: Environment,
  parent: AbortSignal,
): Promise<Reply> {
  try {
    const found = await within(environment, QUESTION_LIMIT_MS, parent, async (signal) => {
      // Called from an empty stack, so that nothing of ours is half done, whatever the page's function does.
      await Promise.resolve();
      signal.throwIfAborted();
      const value: unknown = await getStatus(uuid, { signal });
      return isResponse(value)
        ? await readHttp(value, uuid, environment.now(), signal)
        : replyOf(readStatus(value, uuid), () => `What getStatus returned is ${describe(value)}.`);
    });
    if (parent.aborted) return failed('The question was dropped.');
    return found ?? failed(`The backend did not answer within ${QUESTION_LIMIT_MS / 1000} s.`);
  } catch (error) {
    const reason = reasonOf(error);
    return failed(`The backend could not be asked: ${reason}.${UNREACHED.test(reason) ? HINT : ''}`);
  }
}

/** Makes a `getStatus` of an address on the page's own origin: sends cookies, and fails on a redirect. */
export const askUrl =
  (href: string, environment: Environment): GetStatus =>
  (_uuid, { signal }) =>
    environment.fetch(href, {
      signal,
      credentials: 'same-origin',
      redirect: 'error',
      cache: 'no-store',
      headers: { Accept: 'application/json' },
    });
