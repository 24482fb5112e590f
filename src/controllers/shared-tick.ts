import type { Environment } from '../environment.js';

interface Tick {
  readonly callbacks: Set<() => void>;
  readonly stop: () => void;
}

const ticksOf = new WeakMap<Environment, Map<number, Tick>>();

/**
 * Calls back once at a moment, unless the signal comes first. All callers for the same moment share one timer, so that a
 * hundred countdowns change in one frame.
 */
export function atMoment(
  environment: Environment,
  moment: number,
  signal: AbortSignal,
  callback: () => void,
): void {
  const ticks = ticksOf.get(environment) ?? new Map<number, Tick>();
  ticksOf.set(environment, ticks);
  let tick = ticks.get(moment);
  if (!tick) {
    const callbacks = new Set<() => void>();
    const timer = environment.setTimeout(() => {
      ticks.delete(moment);
      for (const each of callbacks) each();
    }, moment - environment.now());
    tick = {
      callbacks,
      stop: () => {
        // Another one may have taken its place.
        if (ticks.get(moment)?.callbacks === callbacks) ticks.delete(moment);
        environment.clearTimeout(timer);
      },
    };
    ticks.set(moment, tick);
  }
  const { callbacks, stop } = tick;
  callbacks.add(callback);
  signal.addEventListener(
    'abort',
    () => {
      if (callbacks.delete(callback) && callbacks.size === 0) stop();
    },
    { once: true },
  );
}
