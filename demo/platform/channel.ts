import type { Clock } from './clock.js';
import { Connection, type ConnectionOptions, type Subscriber, type Weather } from './connection.js';
import { LASTING, type SocketFault, type LastingFault } from './faults.js';
import type { Frame } from './frames.js';
import type { Payload } from './payload.js';
import { Problem } from './problem.js';

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

const fairWeather = (): Mutable<Weather> => ({ silentUntilMs: 0, delayMs: 0, times: 1 });

/** All sockets of one payload, and the faults that affect them. */
export class Channel {
  readonly #clock: Clock;
  readonly #beatMs: number;
  readonly #connections = new Set<Connection>();
  readonly #weather = fairWeather();
  /** New sockets are refused until this time, as long as refusals are left. */
  #refuse = { untilMs: 0, left: 0 };
  /** A `reorder` that found no socket and waits for the next one. */
  #holdNext = 0;

  constructor(clock: Clock, beatMs: number) {
    this.#clock = clock;
    this.#beatMs = beatMs;
  }

  get size(): number {
    return this.#connections.size;
  }

  /** Whether a new socket may open; each "no" uses up one of the refusals. */
  admits(): boolean {
    if (this.#refuse.left <= 0 || this.#clock.now() >= this.#refuse.untilMs) return true;
    this.#refuse.left -= 1;
    return false;
  }

  connect(
    payload: Payload,
    subscriber: Subscriber,
    how: Pick<ConnectionOptions, 'lateGreeting' | 'isDeaf'>,
  ): Connection {
    const connection = new Connection(payload, subscriber, {
      clock: this.#clock,
      weather: this.#weather,
      beatMs: this.#beatMs,
      holdCount: this.#holdNext,
      ...how,
    });
    this.#holdNext = 0;
    this.#connections.add(connection);
    return connection;
  }

  disconnected(connection: Connection): void {
    connection.ended();
    this.#connections.delete(connection);
  }

  publish(frame: Frame): void {
    for (const connection of this.#connections) connection.publish(frame);
  }

  expire(atMs: number): void {
    for (const connection of this.#connections) connection.expire(atMs);
  }

  terminate(): void {
    for (const connection of [...this.#connections]) {
      connection.terminate();
      this.disconnected(connection);
    }
  }

  inject(fault: SocketFault): void {
    switch (fault.kind) {
      case 'drop':
        for (const connection of this.#present(fault)) connection.terminate();
        return;
      case 'close':
        for (const connection of this.#present(fault)) connection.close(fault.code, fault.reason);
        return;
      case 'raw':
        for (const connection of this.#present(fault)) connection.sendRaw(fault.data);
        return;
      case 'silence':
        this.#weather.silentUntilMs = this.#until(fault.forMs);
        return;
      case 'refuse':
        this.#refuse = { untilMs: this.#until(fault.forMs), left: fault.count ?? Infinity };
        return;
      case 'delay':
        this.#weather.delayMs = fault.ms;
        return;
      case 'repeat':
        this.#weather.times = fault.times;
        return;
      case 'reorder':
        if (this.size === 0) this.#holdNext = fault.count;
        for (const connection of this.#connections) connection.hold(fault.count);
    }
  }

  end(fault: LastingFault): void {
    const fair = fairWeather();
    switch (fault) {
      case 'silence':
        this.#weather.silentUntilMs = fair.silentUntilMs;
        return;
      case 'refuse':
        this.#refuse = { untilMs: 0, left: 0 };
        return;
      case 'delay':
        this.#weather.delayMs = fair.delayMs;
        return;
      case 'repeat':
        this.#weather.times = fair.times;
        return;
      case 'reorder':
        this.#holdNext = 0;
        for (const connection of this.#connections) connection.release();
    }
  }

  /** Ends all faults. */
  clear(): void {
    for (const fault of LASTING) this.end(fault);
  }

  #until(forMs: number | null): number {
    return forMs === null ? Infinity : this.#clock.now() + forMs;
  }

  #present(fault: SocketFault): Connection[] {
    if (this.size === 0) {
      const verb = fault.kind === 'raw' ? 'send to' : fault.kind;
      throw new Problem(409, `No socket of this payload is open: there is nothing to ${verb}.`);
    }
    return [...this.#connections];
  }
}
