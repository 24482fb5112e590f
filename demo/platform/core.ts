import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { Channel } from './channel.js';
import { realClock, type Clock } from './clock.js';
import type { Subscriber } from './connection.js';
import { controlRoutes } from './control.js';
import { unknownPayloadSentence } from './frames.js';
import { Ledger, ledgerRoutes, type LedgerEntry } from './ledger.js';
import type { Payload } from './payload.js';
import { Payloads } from './payloads.js';
import { qrRoutes } from './qr.js';
import { restRoutes } from './rest.js';

/** What a socket for a payload that does not exist gets: both ways are known of the real platform. */
export type UnknownUuid = 'message-then-close' | 'silence';

/** All that a platform must remember, as plain data: with it another one goes on where this one stopped. */
export interface PlatformMemory {
  readonly payloads: readonly Payload[];
  readonly ledger: readonly LedgerEntry[];
}

export interface PlatformOptions {
  readonly clock?: Clock;
  /** From one `expires_in_seconds` to the next. Default 15,000. */
  readonly beatMs?: number;
  /** A resolution is published this long before a GET tells it. Default 300. */
  readonly publishLagMs?: number;
  /** Default `message-then-close`. */
  readonly unknownUuid?: UnknownUuid;
  /** What an earlier one knew. */
  readonly memory?: PlatformMemory;
  /** One line for each socket that comes, goes or is refused. */
  readonly log?: (line: string) => void;
}

/** What the carrier of a socket tells the platform about it. */
export interface Attachment {
  /** The client sent something, whatever it was. */
  received(): void;
  /** The socket is closed, by whichever side. */
  ended(): void;
}

/** The platform without the network: it runs in Node and in a page. Sockets of any kind attach by `connect`. */
export interface PlatformCore {
  readonly app: Hono;
  /** False: refuse this socket before it opens (HTTP 503). Asking counts, so ask once a socket. */
  admits(uuid: string): boolean;
  /** The subscriber is open: greets it, and goes on until `ended`. */
  connect(uuid: string, subscriber: Subscriber, unknownUuid?: UnknownUuid): Attachment;
  readonly sockets: { count(uuid?: string): number };
  memory(): PlatformMemory;
  /** One sentence on what memory holds and a stop would lose. */
  lossNotice(): string;
  /** Breaks off every socket; no timer is left. */
  close(): void;
}

export function createPlatformCore(options: PlatformOptions = {}): PlatformCore {
  const { clock = realClock, beatMs = 15_000, publishLagMs = 300, log = () => undefined } = options;
  const channels = new Map<string, Channel>();
  const strays = new Map<Subscriber, string>();

  const channelOf = (uuid: string): Channel => {
    const channel = channels.get(uuid) ?? new Channel(clock, beatMs);
    channels.set(uuid, channel);
    return channel;
  };
  const payloads = new Payloads({
    clock,
    publishLagMs,
    kept: options.memory?.payloads ?? [],
    audience: {
      publish: (uuid, frame) => channels.get(uuid)?.publish(frame),
      expire: (uuid, atMs) => channels.get(uuid)?.expire(atMs),
    },
  });

  const ledger = new Ledger(clock, options.memory?.ledger);

  const connectStray = (uuid: string, subscriber: Subscriber, unknownUuid: UnknownUuid): Attachment => {
    strays.set(subscriber, uuid);
    if (unknownUuid === 'message-then-close') {
      subscriber.send(JSON.stringify({ message: unknownPayloadSentence(uuid) }));
      subscriber.close(1000, '');
    }
    return {
      received: () => undefined, // silence is silent to a ping too
      ended() {
        strays.delete(subscriber);
        log(`a socket of ${uuid} ended`);
      },
    };
  };

  return {
    app: createApp(payloads, ledger, clock, channelOf),
    admits(uuid) {
      const admitted = channels.get(uuid.toLowerCase())?.admits() ?? true;
      if (!admitted) log(`refused a socket of ${uuid}`);
      return admitted;
    },
    connect(uuid, subscriber, unknownUuid = options.unknownUuid ?? 'message-then-close') {
      const payload = payloads.find(uuid);
      log(`a socket of ${uuid} opened`);
      if (payload === undefined) return connectStray(uuid, subscriber, unknownUuid);
      const channel = channelOf(payload.uuid);
      const connection = channel.connect(payload, subscriber);
      return {
        received() {
          connection.received();
        },
        ended() {
          channel.disconnected(connection);
          log(`a socket of ${uuid} ended`);
        },
      };
    },
    sockets: {
      count(uuid) {
        const all = [...channels].map(([of, { size }]): [string, number] => [of, size]);
        for (const of of strays.values()) all.push([of, 1]);
        return all
          .filter(([of]) => uuid === undefined || of === uuid.toLowerCase())
          .reduce((sum, [, size]) => sum + size, 0);
      },
    },
    memory: () => ({ payloads: payloads.all(), ledger: ledger.all() }),
    lossNotice() {
      const { payloads: count, unresolved } = payloads.tally();
      const noun = count === 1 ? 'payload' : 'payloads';
      return `Lost with this process: ${count} ${noun}, ${unresolved} of them unresolved (they are kept in memory only).`;
    },
    close() {
      for (const channel of channels.values()) channel.terminate();
      for (const stray of strays.keys()) stray.terminate();
      strays.clear();
    },
  };
}

function createApp(
  payloads: Payloads,
  ledger: Ledger,
  clock: Clock,
  channelOf: (uuid: string) => Channel,
): Hono {
  const app = new Hono();
  // Only the platform's own paths are open to every origin: a shop that mounts this app keeps its own closed.
  for (const path of ['/api/v1/platform/*', '/sign/*', '/control/*', '/ledger/*']) app.use(path, cors());
  app.route('/api/v1/platform', restRoutes(payloads, clock));
  app.route('/sign', qrRoutes(payloads));
  app.route('/control', controlRoutes({ payloads, ledger, clock, channelOf }));
  app.route('/ledger', ledgerRoutes(ledger));
  return app;
}
