import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { Timers, type Clock } from './clock.js';
import { resolutionFrame } from './frames.js';
import { readInteger, readObject, readOneOf, readString } from './fields.js';
import type { Payload } from './payload.js';
import { Problem } from './problem.js';

/** How the platform calls an application's webhook at each resolution. */
export interface WebhookConduct {
  /** Null: it calls nobody. */
  readonly url: string | null;
  /** How often it calls each time: once or, as can happen, more often. */
  readonly copies: number;
  readonly signature: 'right' | 'wrong' | 'missing' | 'old';
  /** This many calls are held back, and then sent in reverse order. */
  readonly hold: number;
  /** This many calls are lost. */
  readonly lose: number;
}

const SILENT: WebhookConduct = { url: null, copies: 1, signature: 'right', hold: 0, lose: 0 };

/** One attempt, and its result. */
export interface WebhookAttempt {
  readonly uuid: string;
  readonly attempt: number;
  readonly atMs: number;
  /** The HTTP status; 0 for no answer. */
  readonly status: number;
}

const TIME_LIMIT_MS = 15_000;
const PAUSES_MS = [10_000, 60_000, 600_000, 600_000];
const DONE = [200, 201, 204];
const MAX_LOG = 200;
/** An address whose last attempt met a 404 so often within this time is called no more for the rest of it. */
const GONE_AFTER = 10;
const GONE_FOR_MS = 3_600_000;
const OLD_MS = 3_600_000;

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Like the platform: HMAC-SHA1 of timestamp and body, keyed with the secret without its first hyphen. */
export const webhookSignature = (timestamp: string, body: string, secret: string): string => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  return hex(hmac(sha1, bytes(secret.replace('-', '')), bytes(timestamp + body)));
};

/** The requested settings. Only addresses on this machine, because anybody who reaches the simulator may set them. */
export function readWebhookConduct(body: unknown, before: WebhookConduct): WebhookConduct {
  const input = readObject(body, 'The body');
  const url = readString(input, 'url') ?? before.url;
  if (url !== null && url !== before.url && !isLocal(url))
    throw new Problem(400, 'url has to be an http address of this machine.');
  return {
    url: url === '' ? null : url,
    copies: readInteger(input, 'copies', 1, 5) ?? 1,
    signature: readOneOf(input, 'signature', ['right', 'wrong', 'missing', 'old']) ?? 'right',
    hold: readInteger(input, 'hold', 0, 100) ?? 0,
    lose: readInteger(input, 'lose', 0, 1000) ?? 0,
  };
}

function isLocal(url: string): boolean {
  if (url === '') return true;
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '' };
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

export class Webhooks {
  readonly #clock: Clock;
  readonly #fetch: typeof fetch;
  readonly #timers: Timers;
  #conduct: WebhookConduct;
  #held: (() => void)[] = [];
  #log: WebhookAttempt[] = [];
  /** When the last attempt of a call met a 404. */
  #gone: number[] = [];

  constructor(clock: Clock, fetcher: typeof fetch, url: string | null) {
    this.#clock = clock;
    this.#fetch = fetcher;
    this.#timers = new Timers(clock);
    this.#conduct = { ...SILENT, url };
  }

  get conduct(): WebhookConduct {
    return this.#conduct;
  }

  set conduct(conduct: WebhookConduct) {
    if (conduct.url !== this.#conduct.url) this.#gone = [];
    this.#conduct = conduct;
    if (conduct.hold === 0) this.#release();
  }

  /** The latest attempts, the newest last. */
  get deliveries(): readonly WebhookAttempt[] {
    return this.#log;
  }

  /** Calls the webhook for a resolution, which can be read from now on. */
  resolved(payload: Payload): void {
    const { url, copies, hold } = this.#conduct;
    if (url === null || payload.resolution === null || this.#isGone()) return;
    const { uuid, apiSecret } = payload;
    const body = bodyOf(payload, url);
    for (let copy = 0; copy < copies; copy++) {
      if (this.#conduct.lose > 0) {
        this.#conduct = { ...this.#conduct, lose: this.#conduct.lose - 1 };
        continue;
      }
      const begin = (): void => {
        void this.#attempt({ url, uuid, body, apiSecret }, 1);
      };
      if (hold === 0) begin();
      else this.#held.push(begin);
    }
    if (hold > 0 && this.#held.length >= hold) this.#release();
  }

  close(): void {
    this.#timers.clear();
    this.#held = [];
    this.#conduct = SILENT;
  }

  #isGone(): boolean {
    this.#gone = this.#gone.filter((atMs) => this.#clock.now() - atMs < GONE_FOR_MS);
    return this.#gone.length >= GONE_AFTER;
  }

  #release(): void {
    const held = this.#held.reverse();
    this.#held = [];
    for (const begin of held) begin();
  }

  async #attempt(call: Call, attempt: number): Promise<void> {
    const status = await this.#post(call, attempt);
    this.#log = [...this.#log, { uuid: call.uuid, attempt, atMs: this.#clock.now(), status }].slice(-MAX_LOG);
    const pauseMs = PAUSES_MS[attempt - 1];
    if (status === 404 && pauseMs === undefined) this.#gone = [...this.#gone, this.#clock.now()];
    if (DONE.includes(status) || pauseMs === undefined || this.#conduct.url === null) return;
    this.#timers.after(pauseMs, () => void this.#attempt(call, attempt + 1));
  }

  /** Each attempt has a new timestamp, and so a new signature. */
  async #post({ url, uuid, body, apiSecret }: Call, attempt: number): Promise<number> {
    const { signature } = this.#conduct;
    const atMs = this.#clock.now() - (signature === 'old' ? OLD_MS : 0);
    const timestamp = String(Math.floor(atMs / 1000));
    const right = webhookSignature(timestamp, body, apiSecret);
    const tooLate = new AbortController();
    const cancel = this.#timers.after(TIME_LIMIT_MS, () => {
      tooLate.abort();
    });
    try {
      const response = await this.#fetch(url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'x-xumm-request-timestamp': timestamp,
          ...(signature === 'missing'
            ? {}
            : {
                'x-xumm-request-signature':
                  signature === 'wrong' ? right.replace(/^.{8}/, '00000000') : right,
              }),
          'x-xumm-attempt': String(attempt),
          'x-xumm-payload': uuid,
        },
        body,
        signal: tooLate.signal,
        redirect: 'manual',
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return 0;
    } finally {
      cancel();
    }
  }
}

interface Call {
  readonly url: string;
  readonly uuid: string;
  readonly body: string;
  readonly apiSecret: string;
}

function bodyOf(payload: Payload, url: string): string {
  const { resolution, apiKey } = payload;
  if (resolution === null) return '{}';
  const { custom_meta, opened_by_deeplink, ...response } = resolutionFrame(payload, resolution);
  return JSON.stringify({
    meta: {
      url,
      application_uuidv4: apiKey,
      payload_uuidv4: payload.uuid,
      opened_by_deeplink,
    },
    custom_meta,
    payloadResponse: response,
    userToken:
      resolution.signature === null
        ? null
        : {
            user_token: resolution.signature.issuedUserToken,
            token_issued: Math.floor(resolution.atMs / 1000),
            token_expiration: Math.floor(resolution.atMs / 1000) + 30 * 86_400,
          },
  });
}
