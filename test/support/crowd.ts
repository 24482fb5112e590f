import { retryDelayMs } from '../../src/follow/retry-policy.js';

/** How long a page waits before its next try, in ms: `attempt` tries have failed, from 0. */
export type Policy = (attempt: number, random: number) => number;

/** The element's own policy: a lost socket is always tried again. */
export const ours: Policy = (attempt, random) => retryDelayMs('lost', attempt, random) ?? Infinity;

/** What a plain `setTimeout(connect, 2000)` does. */
export const fixed: Policy = () => 2_000;

export interface Outage {
  readonly elements: number;
  readonly outageMs: number;
  readonly seed: number;
}

export interface Crowd {
  /** Tries in the busiest second after the platform is back. */
  readonly peak: number;
  /** From the platform's return until 99 % of all are connected. */
  readonly backMs: number;
}

/** Mulberry32: the same numbers for the same seed, at least 0 and below 1. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * All elements lose the platform at 0 and try until it answers. A try fails at once while the platform is away, and succeeds
 * after that. No element waits for another, so each has its own clock.
 */
export function simulate(policy: Policy, { elements, outageMs, seed }: Outage): Crowd {
  const random = randomFrom(seed);
  const back: number[] = [];
  for (let element = 0; element < elements; element++) {
    let now = 0;
    for (let attempt = 0; attempt === 0 || now < outageMs; attempt++) now += policy(attempt, random());
    back.push(now - outageMs);
  }
  back.sort((one, other) => one - other);
  const perSecond = new Map<number, number>();
  for (const ms of back) {
    const second = Math.floor(ms / 1000);
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
  }
  return {
    peak: Math.max(...perSecond.values()),
    backMs: back[Math.ceil(elements * 0.99) - 1] ?? Infinity,
  };
}
