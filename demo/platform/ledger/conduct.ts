import { readInteger, readOneOf, type Fields } from '../fields.js';

export type ApiVersion = 1 | 2;

/** How a ledger server answers. */
export interface ServerConduct {
  /** The API version for requests that name none; a server's operator chooses it. */
  readonly apiVersion: ApiVersion;
  /** How many validated ledgers it lags behind. */
  readonly lag: number;
  /** The error that it returns instead, with HTTP 200; `down`: HTTP 503. */
  readonly error: ServerError | 'down' | null;
  /** `paid`: everything is validated, and all of it arrived. `absent`: it has searched everything and found nothing. */
  readonly lie: 'paid' | 'absent' | null;
  /** What `meta.delivered_amount` says. */
  readonly delivered: 'told' | 'absent' | 'unavailable';
  readonly delayMs: number;
  /** For this many answers, then normal again; null: until it is changed. */
  readonly times: number | null;
}

export const honest: ServerConduct = {
  apiVersion: 1,
  lag: 0,
  error: null,
  lie: null,
  delivered: 'told',
  delayMs: 0,
  times: null,
};

/** The errors of a server that does not know, as opposed to "not found". */
export const SERVER_ERRORS = {
  tooBusy: [9, 'The server is too busy to help you now.'],
  slowDown: [10, 'You are placing too much load on the server.'],
  noNetwork: [17, 'Not synced to the network.'],
  noCurrent: [16, 'Current ledger is unavailable.'],
  amendmentBlocked: [14, 'Amendment blocked, need upgrade.'],
  internal: [73, 'Internal error.'],
} as const satisfies Record<string, readonly [number, string]>;
export type ServerError = keyof typeof SERVER_ERRORS;

const ERRORS = [...(Object.keys(SERVER_ERRORS) as ServerError[]), 'down'] as const;

/** Missing values are the normal ones. */
export function readConduct(input: Fields): ServerConduct {
  return {
    apiVersion: readInteger(input, 'apiVersion', 1, 2) === 2 ? 2 : 1,
    lag: readInteger(input, 'lag', 0, 100_000) ?? 0,
    error: readOneOf(input, 'error', ERRORS),
    lie: readOneOf(input, 'lie', ['paid', 'absent']),
    delivered: readOneOf(input, 'delivered', ['told', 'absent', 'unavailable']) ?? 'told',
    delayMs: readInteger(input, 'delayMs', 0, 60_000) ?? 0,
    times: readInteger(input, 'times', 1, 1000),
  };
}

/** The conduct after one more answer. */
export function afterAnswer(conduct: ServerConduct): ServerConduct {
  if (conduct.times === null) return conduct;
  return conduct.times > 1 ? { ...conduct, times: conduct.times - 1 } : honest;
}
