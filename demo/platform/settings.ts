import { readInteger, readObject, readOneOf } from './input.js';

/** What a socket for a payload that does not exist gets: all are known of the real platform. */
export const UNKNOWN_UUID = ['message-then-close', 'welcome-message-close', 'silence'] as const;
export type UnknownUuid = (typeof UNKNOWN_UUID)[number];

/** What of the platform is known in more than one way, and how its REST calls fail. */
export interface Settings {
  readonly unknownUuid: UnknownUuid;
  /**
   * To whom connects after the end: `expired` right after the welcome, and no seconds (none at all once resolved); or,
   * as of old, the seconds as always.
   */
  readonly lateGreeting: 'expired' | 'seconds';
  /** How a value that is not there reads in REST. */
  readonly empty: 'null' | 'string';
  /** Every so many-th REST call fails; null: none. */
  readonly failEvery: number | null;
  readonly failStatus: 429 | 500 | 503;
  readonly retryAfterSeconds: number;
}

export const DEFAULT_SETTINGS: Settings = {
  unknownUuid: 'message-then-close',
  lateGreeting: 'expired',
  empty: 'null',
  failEvery: null,
  failStatus: 500,
  retryAfterSeconds: 20,
};

/** What is left out is as at the start. */
export function readSettings(body: unknown, start: Settings): Settings {
  const input = readObject(body, 'The body');
  const status = readOneOf(input, 'failStatus', ['429', '500', '503']);
  return {
    unknownUuid: readOneOf(input, 'unknownUuid', UNKNOWN_UUID) ?? start.unknownUuid,
    lateGreeting: readOneOf(input, 'lateGreeting', ['expired', 'seconds']) ?? start.lateGreeting,
    empty: readOneOf(input, 'empty', ['null', 'string']) ?? start.empty,
    failEvery: readInteger(input, 'failEvery', 1, 1_000_000),
    failStatus: status === '429' ? 429 : status === '503' ? 503 : start.failStatus,
    retryAfterSeconds: readInteger(input, 'retryAfterSeconds', 0, 3600) ?? start.retryAfterSeconds,
  };
}
