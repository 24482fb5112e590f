import { after, childOf, type Environment } from '../environment.js';
import type { Message } from '../payload/message.js';
import { isMisdirected, type Connection, type ConnectionStatus } from '../payload/state.js';
import type { PayloadRequest } from '../payload/urls.js';
import { retryDelayMs, STABLE_MS } from './retry-policy.js';
import { openStatusSocket, type SocketEnd } from './status-socket.js';

/** So many tries without a greeting, and the backend is asked instead. */
const UNREACHABLE_AFTER = 3;

export interface ConnectionListener {
  onConnection(connection: Connection): void;
  onMessages(messages: readonly Message[]): void;
  onBadFrame(): void;
  /** @param isReconnect it was not the first try of this connection */
  onGreeting(isReconnect: boolean): void;
  /** No socket gets through: a silent drop, or the third failed try. */
  onUnreachable(): void;
  onUnknownPayload(): void;
}

/** The sockets of one payload, one after the other, for as long as the signal lasts. */
export class StatusConnection {
  readonly #request: PayloadRequest;
  readonly #environment: Environment;
  readonly #signal: AbortSignal;
  readonly #exists: () => boolean;
  readonly #listener: ConnectionListener;
  /** Of the present try; each has its own, so that a late word of an earlier one is dropped. */
  #try: AbortController;
  #check: (() => void) | null = null;
  #attempt = 0;
  #tries = 0;
  #failures = 0;
  #greetedAt: number | null = null;

  constructor(
    request: PayloadRequest,
    environment: Environment,
    signal: AbortSignal,
    exists: () => boolean,
    listener: ConnectionListener,
  ) {
    this.#request = request;
    this.#environment = environment;
    this.#signal = signal;
    this.#exists = exists;
    this.#listener = listener;
    this.#try = childOf(signal);
  }

  start(): void {
    this.#connect();
  }

  /** The network or the page came back: ask for a sign of life, or try at once instead of waiting. */
  check(): void {
    if (this.#check) this.#check();
    else if (!this.#try.signal.aborted) this.#connect();
  }

  #tell(
    status: ConnectionStatus,
    { code = null, reason = null, retryInMs = null }: Partial<Connection> = {},
  ): void {
    this.#listener.onConnection({ status, code, reason, retryInMs });
  }

  #connect(): void {
    this.#try.abort();
    if (this.#signal.aborted) return;
    this.#try = childOf(this.#signal);
    const { signal } = this.#try;
    this.#greetedAt = null;
    let hasBadFrame = false;
    const isReconnect = this.#tries > 0;
    this.#tries += 1;
    this.#check = openStatusSocket(
      this.#request.socketUrl,
      this.#environment,
      signal,
      () => !this.#exists(),
      {
        onOpen: () => {
          this.#tell('open');
        },
        onGreeting: () => {
          this.#failures = 0;
          this.#greetedAt = this.#environment.now();
          this.#listener.onGreeting(isReconnect);
        },
        onMessages: (messages) => {
          if (messages === null) {
            if (!hasBadFrame) this.#listener.onBadFrame();
            hasBadFrame = true;
            return;
          }
          this.#listener.onMessages(messages);
          if (isMisdirected(messages, this.#request.uuid) && !signal.aborted)
            this.#end({ why: 'misdirected', code: null, reason: null });
        },
        onEnd: (end) => {
          this.#end(end);
        },
      },
    );
    // Last, because whoever hears of it may call check().
    this.#tell('connecting');
  }

  #end({ why, code, reason }: SocketEnd): void {
    this.#check = null;
    this.#try.abort();
    this.#try = childOf(this.#signal);
    const { signal } = this.#try;
    const livedMs = this.#greetedAt === null ? null : this.#environment.now() - this.#greetedAt;
    if (livedMs !== null && livedMs >= STABLE_MS) this.#attempt = 0;
    if (livedMs === null) this.#failures += 1;

    const delayMs = retryDelayMs(why, this.#attempt, this.#environment.random());
    this.#attempt += 1;
    if (delayMs === null) {
      this.#try.abort();
      this.#tell('closed', { code, reason });
      if (why === 'unknown-payload') this.#listener.onUnknownPayload();
      return;
    }
    if (why === 'silent' || why === 'dead' || this.#failures === UNREACHABLE_AFTER)
      this.#listener.onUnreachable();
    if (signal.aborted) return; // whoever heard of it has closed, or connected already
    if (delayMs === 0) {
      this.#connect();
      return;
    }
    this.#tell('retrying', { code, reason, retryInMs: Math.round(delayMs) });
    after(this.#environment, delayMs, signal, () => {
      this.#connect();
    });
  }
}
