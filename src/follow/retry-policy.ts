/** Why a socket ended. */
export type EndReason =
  /** It failed or was closed. */
  | 'lost'
  /** It never opened, or opened and sent nothing, as behind some proxies. */
  | 'silent'
  /** It was open, but did not answer a ping. */
  | 'dead'
  /** The platform does not know the payload. */
  | 'unknown-payload'
  /** It belongs to another payload. */
  | 'misdirected';

const BASE_MS = 1_000;
const CAP_MS = 30_000;

/** A socket that lived this long after its greeting shows that the platform is well: the count starts again. */
export const STABLE_MS = 20_000;

/**
 * How long to wait before the next try, in ms; null: do not try again.
 *
 * @param attempt failed tries since the last stable socket, from 0
 * @param random at least 0, below 1
 */
export function retryDelayMs(why: EndReason, attempt: number, random: number): number | null {
  // Another try would get the same answer.
  if (why === 'unknown-payload' || why === 'misdirected') return null;
  // The network changed or the machine slept. The platform is probably well, and somebody is waiting.
  if (why === 'dead') return 0;
  // Full jitter, so that many pages that lost the platform together do not return together.
  return random * Math.min(CAP_MS, BASE_MS * 2 ** attempt);
}
