import { Timers, type Clock } from './clock.js';
import { PONG, welcome, type Frame } from './frames.js';
import { isExpired, secondsUntil, type Payload } from './payload.js';
import type { Settings } from './settings.js';

/** The client's end of a status socket: a `ws` socket, or a fake WebSocket in a page. */
export interface Subscriber {
  /** A string is sent as a text frame, bytes as a binary one. */
  send(data: string | Uint8Array): void;
  close(code: number, reason: string): void;
  /** Breaks off without a close frame. */
  terminate(): void;
}

/** The faults that affect all sockets of a payload; the channel that owns them changes them. */
export interface Weather {
  readonly silentUntilMs: number;
  readonly delayMs: number;
  readonly times: number;
}

export interface ConnectionOptions {
  readonly clock: Clock;
  readonly weather: Weather;
  readonly beatMs: number;
  /** Holds back this many frames at first, for a `reorder` that waited for a socket. */
  readonly holdCount: number;
  readonly lateGreeting: Settings['lateGreeting'];
  /** The uuid was in upper case: the socket is greeted, and hears nothing of what is published under the real uuid. */
  readonly isDeaf: boolean;
}

/**
 * The life of one socket: a welcome; the seconds left, at once and then regularly; `expired` at the expiry known when it
 * connected; and a pong to everything it sends. Neither a resolution nor a cancellation stops these. A socket that connects
 * after the end hears `expired` right after the welcome instead, and seconds only if there are any left.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #subscriber: Subscriber;
  readonly #timers: Timers;
  #expiresAtMs: number;
  #cancelExpiry: () => void = () => undefined;
  #holdCount: number;
  #held: string[] = [];

  constructor(payload: Payload, subscriber: Subscriber, options: ConnectionOptions) {
    this.#options = options;
    this.#subscriber = subscriber;
    this.#timers = new Timers(options.clock);
    this.#holdCount = options.holdCount;
    this.#expiresAtMs = payload.expiresAtMs;
    this.#say(welcome(payload.uuid));
    const isOver = isExpired(payload, options.clock.now());
    if (options.lateGreeting === 'expired' && (isOver || payload.resolution !== null)) {
      this.#say({ expired: true });
      if (payload.resolution === null) this.#beatLater();
      return;
    }
    this.#beat();
    this.#expireLater(isOver);
  }

  /** What happens to the payload. */
  publish(frame: Frame): void {
    if (!this.#options.isDeaf) this.#say(frame);
  }

  #say(frame: Frame): void {
    if (this.#options.clock.now() < this.#options.weather.silentUntilMs) return;
    const text = JSON.stringify(frame);
    if (this.#holdCount === 0) {
      this.#transmit(text);
      return;
    }
    this.#held.push(text);
    if (this.#held.length >= this.#holdCount) this.#releaseHeld(this.#held.toReversed());
  }

  /** The client sent something. */
  received(): void {
    this.#say(PONG);
  }

  expire(atMs: number): void {
    this.#cancelExpiry();
    this.#expiresAtMs = atMs;
    this.publish({ expired: true });
  }

  hold(count: number): void {
    this.#holdCount = count;
  }

  release(): void {
    this.#releaseHeld(this.#held);
  }

  /** Sends despite every fault but a broken socket. */
  sendRaw(data: string | Uint8Array): void {
    this.#subscriber.send(data);
  }

  close(code: number, reason: string): void {
    this.#subscriber.close(code, reason);
  }

  terminate(): void {
    this.#subscriber.terminate();
  }

  /** The socket is gone: everything of it ends. */
  ended(): void {
    this.#timers.clear();
  }

  #beat(): void {
    this.#say({ expires_in_seconds: secondsUntil(this.#expiresAtMs, this.#options.clock.now()) });
    this.#beatLater();
  }

  #beatLater(): void {
    this.#timers.after(this.#options.beatMs, () => {
      this.#beat();
    });
  }

  #expireLater(alreadyExpired: boolean): void {
    if (alreadyExpired) {
      this.#say({ expired: true });
      return;
    }
    this.#cancelExpiry = this.#timers.at(this.#expiresAtMs, () => {
      this.#say({ expired: true });
    });
  }

  #releaseHeld(texts: readonly string[]): void {
    this.#holdCount = 0;
    this.#held = [];
    for (const text of texts) this.#transmit(text);
  }

  #transmit(text: string): void {
    const { delayMs, times } = this.#options.weather;
    const send = (): void => {
      for (let sent = 0; sent < times; sent += 1) this.#subscriber.send(text);
    };
    if (delayMs === 0) send();
    else this.#timers.after(delayMs, send);
  }
}
