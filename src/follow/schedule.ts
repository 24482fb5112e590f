import type { Input } from '../payload/input.js';
import type { Pause } from '../payload/snapshot.js';

/** When the backend is asked. A ledger closes in about 4 s, and the platform publishes before a backend can read. */

const VERIFY_MS: readonly number[] = [1_000, 1_500, 2_000, 3_000, 5_000];
const CATCH_UP_MS: readonly number[] = [10_000, 10_000, 15_000, 30_000, 60_000];

/** The limit for a whole verification: once for `respondWith`, and once more for asking. */
export const VERIFY_LIMIT_MS = 60_000;
/** The limit for one question, from its start to the last byte of the answer. */
export const QUESTION_LIMIT_MS = 10_000;
/** The shortest time between two questions while catching up. */
export const PACE_MS = 3_000;
/** Asks once more after a reconnect: the first answer may be older than what the platform has written since. */
export const SECOND_LOOK_MS = 3_000;

/** After `pre-signed` or `dispatched`, if nothing more is heard. */
export const SIGNING_MS: readonly number[] = [5_000, 15_000, 45_000];

const step = (delays: readonly number[], index: number): number =>
  delays[Math.min(index, delays.length - 1)] ?? 0;

/** The pause after try `index` (from 0) of a verification. */
export const verifyDelayMs = (index: number): number => step(VERIFY_MS, index);

/** The pause after try `index` while no socket connects. */
export const catchUpDelayMs = (index: number): number => step(CATCH_UP_MS, index);

/** Begins a pause between questions. */
export const pauseFor = (ms: number, nowMs: number, isDemanded: boolean): Input => ({
  type: 'pause',
  pause: { until: nowMs + ms, ms, isDemanded },
});

/** What is left of the last pause; never more than the pause itself, even if the clock was set back. */
export const pauseLeftMs = (pause: Pause | null, nowMs: number): number =>
  pause ? Math.max(0, Math.min(pause.until - nowMs, pause.ms)) : 0;

/** `Retry-After` in ms: seconds or an HTTP date (RFC 9110, 10.2.3); 0 if there is none. */
export function retryAfterMs(header: string | null, nowMs: number): number {
  if (header === null) return 0;
  const delayMs = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Math.max(0, delayMs || 0);
}
