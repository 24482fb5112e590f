import { after, type Environment } from '../environment.js';

/** The platform sends at least every 15 s: this is two missed frames and a little more. */
const QUIET_MS = 35_000;
const PONG_MS = 5_000;

export interface Liveness {
  /** A frame arrived. */
  readonly heard: () => void;
  /** Ping now. */
  readonly check: () => void;
}

/**
 * Watches whether a socket is still alive: behind a lock screen, a phone loses it without a close event. After 35 s
 * without a frame, or when told to, it pings; without a frame in the next 5 s it calls `onDead`. Ends with the signal.
 */
export function watchLiveness(
  environment: Environment,
  signal: AbortSignal,
  { ping, onDead }: { ping: () => void; onDead: () => void },
): Liveness {
  let frames = 0;
  let heardAt = environment.now();
  let probing = false;

  const check = (): void => {
    if (probing || signal.aborted) return;
    probing = true;
    const before = frames;
    ping();
    after(environment, PONG_MS, signal, () => {
      probing = false;
      if (frames === before) onDead();
    });
  };

  // One timer and a deadline instead of a timer per frame. If the clock was set back, the deadline means nothing.
  const watch = (delayMs: number): void => {
    after(environment, delayMs, signal, () => {
      const remainingMs = heardAt + QUIET_MS - environment.now();
      const isAhead = remainingMs > 0 && remainingMs <= QUIET_MS;
      if (!isAhead) check();
      watch(isAhead ? remainingMs : QUIET_MS);
    });
  };
  watch(QUIET_MS);

  return {
    heard: () => {
      frames += 1;
      heardAt = environment.now();
    },
    check,
  };
}
