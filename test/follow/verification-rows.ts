import type { PayloadStatus } from '../../src/index.js';
import { sleep } from '../../src/environment.js';
import { signed } from '../support/frames.js';
import { detailsOf, greeted, respond } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

export const PENDING: PayloadStatus = { resolved: true, signed: true };
export const VERIFIED: PayloadStatus = { ...PENDING, verification: 'verified' };
export const REFUSED: PayloadStatus = { ...PENDING, verification: 'refused' };
/** The whole schedule, if each answer comes at once. */
export const ALL = [0, 1, 2.5, 4.5, 7.5, 12.5, 17.5, 22.5, 27.5, 32.5, 37.5, 42.5, 47.5, 52.5, 57.5];

export type Status = PayloadStatus | { http: number; body?: string; retryAfter?: string };
/** What the backend answers, by the seconds since the resolution. */
export type Script = (at: number, signal: AbortSignal, world: VirtualWorld) => Status | Promise<Status>;

export const fixed =
  (status: Status): Script =>
  () =>
    status;
export const http = (status: number, retryAfter?: string): Script =>
  fixed(retryAfter === undefined ? { http: status } : { http: status, retryAfter });
export const off: Script = () => Promise.reject(new TypeError('Failed to fetch'));
export const slow =
  (seconds: number, script: Script): Script =>
  async (at, signal, world) => {
    await sleep(world.environment, seconds * 1000, signal);
    return script(at, signal, world);
  };

function read(status: Status): Response | PayloadStatus {
  if (!('http' in status)) return status;
  const { http, body = '', retryAfter } = status;
  return respond(body, {
    status: http,
    headers: retryAfter === undefined ? {} : { 'Retry-After': retryAfter },
  });
}

export interface Row {
  readonly name: string;
  readonly script: Script;
  /** How it ends, and after how many seconds. */
  readonly end: 'verified' | 'refused' | 'timeout' | 'failed';
  readonly endsAt: number;
  /** A word from each reported `status-failed`. */
  readonly failures: readonly string[];
  /** Seconds since the resolution. */
  readonly tries: readonly number[];
}

export const SOURCES = ['status-url', 'getStatus'] as const;

/** What `playRow` returns if everything is as the row says. */
export const foundOf = ({ end, endsAt, failures, tries }: Row) => ({
  ends: [end, endsAt],
  state: end === 'verified' ? 'verified' : 'unverified',
  tries,
  failures,
  timers: 0,
});

/** Plays a row: a signature comes over the socket, and the source answers as in the script. */
export async function playRow(row: Row, source: (typeof SOURCES)[number]) {
  const world = new VirtualWorld();
  const tries: number[] = [];
  let resolvedAt = Infinity;
  const answer = async (signal: AbortSignal): Promise<Response | PayloadStatus> => {
    const at = (world.clock.now - resolvedAt) / 1000;
    if (at < 0) return { opened: false };
    tries.push(at);
    return read(await row.script(at, signal, world));
  };
  world.answer = async (_url, { signal }) => {
    const told = await answer(signal ?? new AbortController().signal);
    return told instanceof Response ? told : respond(told);
  };
  const { element, heard } = await greeted(
    source === 'status-url'
      ? { statusUrl: '/status/{uuid}' }
      : { getStatus: (_uuid, { signal }) => answer(signal) },
    world,
  );
  const ends: unknown[] = [];
  for (const type of ['xumm-verified', 'xumm-unverified'] as const)
    element.addEventListener(type, ({ detail }) => {
      ends.push('txid' in detail ? 'verified' : detail.reason, (world.clock.now - resolvedAt) / 1000);
    });
  await world.pass(5_000);
  resolvedAt = world.clock.now;
  world.socket.frame(signed);
  await world.pass(200_000);
  const messages = detailsOf(heard, 'xumm-error').map(
    ({ code, message }) => `${String(code)}: ${String(message)}`,
  );
  return {
    ends,
    state: element.state,
    tries,
    failures: messages.map((message, index) => {
      const word = row.failures[index] ?? '';
      return word !== '' && message.startsWith('status-failed: ') && message.includes(word) ? word : message;
    }),
    timers: world.timers,
  };
}
