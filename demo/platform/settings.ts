import { readInteger, readObject, readOneOf } from './fields.js';

/** What a socket of an unknown payload gets. The real platform has done each of these. */
export const UNKNOWN_UUID = ['message-then-close', 'welcome-message-close', 'silence'] as const;
export type UnknownUuid = (typeof UNKNOWN_UUID)[number];

/** Where the real platform behaves in more than one way, and how REST calls fail. */
export interface Settings {
  readonly unknownUuid: UnknownUuid;
  /**
   * What a socket that connects after the end hears: `expired` right after the welcome, and no seconds (none at all after a
   * resolution); or, as in the past, the seconds as always.
   */
  readonly lateGreeting: 'expired' | 'seconds';
  /** How REST writes a missing value. */
  readonly empty: 'null' | 'string';
  /** Every n-th REST call fails; null: none. */
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

/** Missing values are those of the start. */
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
