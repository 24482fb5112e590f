import type { LitElement } from 'lit';
import type { Environment } from '../environment.js';
import { isUnresolved, type Snapshot } from '../payload/snapshot.js';
import { spokenTimeLastsMs, timeTextLastsMs } from '../view/countdown.js';
import { whileConnected } from './while-connected.js';

interface Tick {
  readonly callbacks: Set<() => void>;
  readonly stop: () => void;
}

const ticksOf = new WeakMap<Environment, Map<number, Tick>>();

/**
 * Calls back once at a moment, unless the signal is aborted first. All callers for the same moment share one timer, so that a
 * hundred countdowns change in one frame.
 */
function atMoment(environment: Environment, moment: number, signal: AbortSignal, callback: () => void): void {
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

/**
 * Updates the element when the visible or the spoken time changes, while it is visible.
 *
 * @returns reads the seconds until the deadline, rounded up; null if there is none
 */
export function followCountdown(
  host: LitElement,
  environment: Environment,
  read: () => Snapshot,
): () => number | null {
  const { page } = environment;
  let mounted: AbortSignal | null = null;
  let tick: AbortController | null = null;
  /** Assumed until the browser reports otherwise. */
  let isOnScreen = true;
  const update = (): void => {
    host.requestUpdate();
  };

  /** Rounds deadlines to whole seconds of the clock, so that all countdowns on a page change together. */
  const leftMs = (expiresAt: number): number => Math.floor(expiresAt / 1000) * 1000 - environment.now();

  whileConnected(host, (signal) => {
    mounted = signal;
    signal.addEventListener('abort', () => tick?.abort());
    page.listen('visibilitychange', update, signal);
    environment.watchOnScreen(
      host,
      (isNow) => {
        if (isNow !== isOnScreen) update();
        isOnScreen = isNow;
      },
      signal,
    );
  });
  host.addController({
    hostUpdated() {
      tick?.abort();
      const { expiresAt, state } = read();
      if (expiresAt === null || !isUnresolved(state) || !page.visible || !mounted || mounted.aborted) return;
      const lastsMs = (isOnScreen ? timeTextLastsMs : spokenTimeLastsMs)(leftMs(expiresAt));
      if (lastsMs === Infinity) return;
      tick = new AbortController();
      atMoment(environment, environment.now() + lastsMs, tick.signal, update);
    },
  });
  return () => {
    const { expiresAt } = read();
    return expiresAt === null ? null : Math.max(0, Math.ceil(leftMs(expiresAt) / 1000));
  };
}
