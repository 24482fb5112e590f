import { readInteger, readOneOf, type Input } from '../input.js';

export type ApiVersion = 1 | 2;

/** How a ledger server answers. */
export interface ServerConduct {
  /** For requests that name none; the operator chooses it. */
  readonly apiVersion: ApiVersion;
  /** So many validated ledgers it does not have yet. */
  readonly lag: number;
  /** What it answers instead, with HTTP 200; `down`: HTTP 503. */
  readonly error: ServerError | 'down' | null;
  /** `paid`: everything is validated, and all of it arrived. `absent`: it has searched all and found nothing. */
  readonly lie: 'paid' | 'absent' | null;
  /** How `meta.delivered_amount` reads. */
  readonly delivered: 'told' | 'absent' | 'unavailable';
  readonly delayMs: number;
  /** For so many answers, then it is as it should be; null: until it is told otherwise. */
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

/** The errors of a server that does not know, as opposed to one that knows of nothing. */
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

/** What is left out is as it should be. */
export function readConduct(input: Input): ServerConduct {
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

/** After one more answer. */
export function afterAnswer(conduct: ServerConduct): ServerConduct {
  if (conduct.times === null) return conduct;
  return conduct.times > 1 ? { ...conduct, times: conduct.times - 1 } : honest;
}
