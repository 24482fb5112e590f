/** Why a socket ended. */
export type EndReason =
  /** It failed or was closed. */
  | 'lost'
  /** It never opened, or opened and said nothing: a proxy that swallows sockets does so. */
  | 'silent'
  /** It was open, and did not answer a ping. */
  | 'dead'
  /** The platform does not know the payload. */
  | 'unknown-payload'
  /** It is the socket of another payload. */
  | 'misdirected';

const BASE_MS = 1_000;
const CAP_MS = 30_000;

/** A socket that lived this long after its greeting proves that the platform is well: the count starts anew. */
export const STABLE_MS = 20_000;

/**
 * How long to wait before the next try, in ms; null: never again.
 *
 * @param attempt tries that failed since the last stable socket, from 0
 * @param random from 0 up to 1
 */
export function retryDelayMs(why: EndReason, attempt: number, random: number): number | null {
  switch (why) {
    case 'lost':
    case 'silent':
      // Full jitter: a crowd that lost the platform together must not come back together.
      return random * Math.min(CAP_MS, BASE_MS * 2 ** attempt);
    case 'dead':
      // The network changed or the machine slept: the platform is likely well, and somebody is waiting.
      return 0;
    case 'unknown-payload':
    case 'misdirected':
      // Asking again can't change the answer.
      return null;
  }
}
