import { after, type Environment } from '../environment.js';

/** The platform sends at least every 15 s, so this is two beats missed and a little more. */
const QUIET_MS = 35_000;
const PONG_MS = 5_000;

export interface Liveness {
  /** A frame came. */
  readonly heard: () => void;
  /** Ask for a sign of life now. */
  readonly check: () => void;
}

/**
 * Watches whether a socket is still alive: a phone behind its lock screen loses one without a close event.
 * Quiet for 35 s, or told to check, it pings; no frame within 5 s is `onDead`. Ends with the signal.
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

  // One timer and a deadline, not a timer a frame. Where the clock leapt back, the deadline tells nothing.
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
