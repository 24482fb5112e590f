import { randomFrom } from './crowd.js';
import type { PayloadStatus } from '../../src/index.js';
import type { Environment } from '../../src/environment.js';
import { dispatched, expired, opened, resolution, seconds, TXID, welcome } from './frames.js';
import { respond, untilAborted } from './stage.js';
import { VirtualWorld, type VirtualSocket } from './virtual-world.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const BEAT_MS = 15_000;
const LAG_MS = 1_000;
/** More turns than any chain of promises that a timer starts. */
const PROMISES = 30;
const PONG = { message: 'Right back at you!' };

export type Fate = 'signed' | 'declined' | 'expired' | 'cancelled' | 'opened, and no more';

/**
 * `well`: everything works. `down`: nothing can be reached. `swallowing`: what is sent is lost without an error, as in a
 * network that the machine has left.
 */
type Network = 'well' | 'down' | 'swallowing';

/** A page in a browser that sleeps, hides it and changes networks, with the platform and the backend at the other end. */
export class Day {
  readonly world = new VirtualWorld();
  readonly environment: Environment;
  readonly random: () => number;
  /** Counted events that may end a socket, or allow a try at once. */
  incidents = 0;
  badMinutes = 0;
  #network: Network = 'well';
  #status: PayloadStatus = { opened: false, expired: false, cancelled: false, resolved: false };
  readonly #expiresAt: number;
  readonly #reachable = new Set<VirtualSocket>();

  constructor(seed: number, lifeMs: number) {
    this.random = randomFrom(seed);
    this.#expiresAt = this.world.clock.now + lifeMs;
    this.world.answer = (_url, { signal }) => this.#answer(signal);
    this.environment = {
      ...this.world.environment,
      random: this.random,
      setTimeout: (callback, delayMs) =>
        this.world.clock.setTimeout(callback, this.world.isVisible ? delayMs : this.#throttled(delayMs)),
      WebSocket: this.#sockets(),
    };
  }

  /** The user or the shop does it; every connected socket hears of it. */
  meet(fate: Fate): void {
    switch (fate) {
      case 'signed':
        this.#status = { ...this.#status, opened: true };
        this.#publish(opened, dispatched, resolution(true));
        this.#later(LAG_MS, () => {
          this.#status = {
            ...this.#status,
            resolved: true,
            signed: true,
            txid: TXID,
            verification: 'pending',
          };
          this.#later(4_000, () => (this.#status = { ...this.#status, verification: 'verified' }));
        });
        return;
      case 'declined':
        this.#status = { ...this.#status, opened: true };
        this.#publish(opened, resolution(false));
        this.#later(LAG_MS, () => (this.#status = { ...this.#status, resolved: true, signed: false }));
        return;
      case 'opened, and no more':
        this.#status = { ...this.#status, opened: true };
        this.#publish(opened);
        return;
      case 'cancelled':
        this.#status = { ...this.#status, expired: true, cancelled: true };
        return;
      case 'expired':
        return; // time does it
    }
  }

  /** A random time between a minute and hours. */
  async live(): Promise<void> {
    const between = (least: number, most: number): number => least + this.random() * (most - least);
    const doings: readonly (() => Promise<void>)[] = [
      () => this.#watch(between(1, 20) * MINUTE_MS),
      () => this.#hide(between(5, 90) * MINUTE_MS),
      () => this.#sleep(between(0.2, 4) * HOUR_MS),
      () => this.#lose('down', between(1, 30) * MINUTE_MS),
      () => this.#lose('swallowing', between(1, 30) * MINUTE_MS),
      () => this.#changeNetwork(),
    ];
    await doings[Math.floor(this.random() * doings.length)]?.();
  }

  /** Somebody returns and looks, and everything works. */
  async watch(ms: number): Promise<void> {
    this.#become('well');
    await this.#watch(ms);
  }

  async #watch(ms: number): Promise<void> {
    if (!this.world.isVisible) this.world.show(true);
    await this.#pass(ms);
  }

  async #hide(ms: number): Promise<void> {
    this.world.show(false);
    await this.#pass(ms);
  }

  /** The lid is closed: the clock leaps, sockets die silently, and the page becomes visible again or not. */
  async #sleep(ms: number): Promise<void> {
    this.incidents += 1;
    this.#reachable.clear();
    await this.world.sleep(ms);
    if (this.random() < 0.5) this.world.page('online');
    await this.#pass(MINUTE_MS);
  }

  async #lose(network: 'down' | 'swallowing', ms: number): Promise<void> {
    this.incidents += 1;
    this.badMinutes += ms / MINUTE_MS;
    this.#become(network);
    await this.#pass(ms);
    this.#become('well');
    await this.#pass(MINUTE_MS);
  }

  /** From one network to the next: the old sockets are dead, and the browser only reports "online". */
  async #changeNetwork(): Promise<void> {
    this.incidents += 1;
    this.#reachable.clear();
    this.world.page('online');
    await this.#pass(MINUTE_MS);
  }

  /** Like `VirtualWorld.pass`, but it waits for the event loop only when a real body is to be read. */
  async #pass(ms: number): Promise<void> {
    const { clock, questions } = this.world;
    const wholeMs = Math.ceil(ms);
    const until = clock.now + wholeMs;
    clock.setTimeout(() => undefined, wholeMs);
    while (clock.now < until) {
      const asked = questions.length;
      clock.next();
      for (let turn = 0; turn < PROMISES; turn++) await Promise.resolve();
      if (questions.length > asked) await this.world.settle();
    }
  }

  #become(network: Network): void {
    if (network === this.#network) return;
    this.#network = network;
    this.world.isOnline = network !== 'down';
    if (network === 'well') this.world.page('online');
    if (network === 'down') {
      this.world.page('offline');
      for (const socket of this.#reachable) socket.end();
    }
    this.#reachable.clear();
  }

  #answer(signal: AbortSignal | null | undefined): Promise<Response> {
    if (this.#network === 'down') return Promise.reject(new TypeError('Failed to fetch'));
    if (this.#network === 'swallowing') return untilAborted(signal);
    const isExpired = this.#status.expired === true || this.world.clock.now >= this.#expiresAt;
    return Promise.resolve(respond({ ...this.#status, expired: isExpired }));
  }

  /** A hidden page's timers fire once a minute. */
  #throttled(delayMs: number): number {
    const { now } = this.world.clock;
    return Math.ceil((now + delayMs) / MINUTE_MS) * MINUTE_MS - now;
  }

  #later(delayMs: number, callback: () => void): void {
    this.world.clock.setTimeout(callback, delayMs);
  }

  #publish(...frames: object[]): void {
    for (const socket of this.#reachable) for (const frame of frames) socket.frame(frame);
  }

  #sockets(): Environment['WebSocket'] {
    const { WebSocket } = this.world.environment;
    const connect = (url: string): VirtualSocket => {
      const socket = new WebSocket(url) as unknown as VirtualSocket;
      if (this.#network === 'down')
        this.#later(50, () => {
          if (!socket.isClosed) socket.end();
        });
      if (this.#network === 'well')
        this.#later(50, () => {
          this.#greet(socket);
        });
      socket.send = () => {
        if (this.#reachable.has(socket))
          this.#later(50, () => {
            this.#tell(socket, PONG);
          });
      };
      return socket;
    };
    return function (url: string) {
      return connect(url);
    } as unknown as Environment['WebSocket'];
  }

  /** The platform repeats nothing. */
  #greet(socket: VirtualSocket): void {
    if (this.#network !== 'well' || socket.isClosed) return;
    this.#reachable.add(socket);
    socket.open();
    socket.frame(welcome);
    this.#beat(socket);
    const leftMs = this.#leftMs();
    if (leftMs <= 0) socket.frame(expired);
    else
      this.#later(leftMs, () => {
        this.#tell(socket, expired);
      });
  }

  #leftMs(): number {
    return this.#status.cancelled === true ? 0 : this.#expiresAt - this.world.clock.now;
  }

  #beat(socket: VirtualSocket): void {
    this.#tell(socket, seconds(Math.ceil(this.#leftMs() / 1000)));
    if (!socket.isClosed && this.#reachable.has(socket))
      this.#later(BEAT_MS, () => {
        this.#beat(socket);
      });
  }

  #tell(socket: VirtualSocket, frame: object): void {
    if (socket.isClosed) this.#reachable.delete(socket);
    else if (this.#reachable.has(socket)) socket.frame(frame);
  }
}
