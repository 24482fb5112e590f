import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { Channel } from './channel.js';
import { realClock, Timers, type Clock } from './clock.js';
import type { Subscriber } from './connection.js';
import { worldRoutes } from './control-world.js';
import { controlRoutes } from './control.js';
import { unknownPayloadSentence, welcome } from './frames.js';
import type { LedgerEntry } from './ledger/chain.js';
import { Ledgers } from './ledger/ledgers.js';
import { ledgerRoutes } from './ledger/routes.js';
import type { Payload } from './payload.js';
import { Payloads } from './payloads.js';
import { Plays } from './plays.js';
import { qrRoutes } from './qr.js';
import { restRoutes } from './rest.js';
import { DEFAULT_SETTINGS, type Settings, type UnknownUuid } from './settings.js';
import { Webhooks } from './webhooks.js';

export type { UnknownUuid } from './settings.js';

/** Everything that a platform must remember, as plain data with which another one can continue. */
export interface PlatformMemory {
  readonly payloads: readonly Payload[];
  readonly ledger: readonly LedgerEntry[];
}

export interface PlatformOptions {
  readonly clock?: Clock;
  /** From one `expires_in_seconds` to the next. Default 15,000. */
  readonly beatMs?: number;
  /** How long before a GET shows it a resolution is published. Default 300. */
  readonly publishLagMs?: number;
  /** Default `message-then-close`. */
  readonly unknownUuid?: UnknownUuid;
  /** The address that is called at each resolution; default: none. */
  readonly webhookUrl?: string;
  /** Calls the webhook. */
  readonly fetch?: typeof fetch;
  /** What an earlier platform knew. */
  readonly memory?: PlatformMemory;
  /** Gets one line for each socket that opens, ends or is refused. */
  readonly log?: (line: string) => void;
}

/** What the socket's server tells the platform about it. */
export interface Attachment {
  /** The client sent something. */
  received(): void;
  /** The socket is closed, by either side. */
  ended(): void;
}

/** The platform without a network: it runs in Node and in a page. Sockets of any kind are attached by `connect`. */
export interface PlatformCore {
  readonly app: Hono;
  /** False: refuse this socket before it opens (HTTP 503). Each call counts, so ask once per socket. */
  admits(uuid: string): boolean;
  /** The subscriber is open: greets it, and continues until `ended`. */
  connect(uuid: string, subscriber: Subscriber, unknownUuid?: UnknownUuid): Attachment;
  readonly sockets: { count(uuid?: string): number };
  memory(): PlatformMemory;
  /** One sentence on what would be lost if the platform stopped. */
  lossNotice(): string;
  /** Breaks off every socket; no timer is left. */
  close(): void;
}

export function createPlatformCore(options: PlatformOptions = {}): PlatformCore {
  const { clock = realClock, beatMs = 15_000, publishLagMs = 300, log = () => undefined } = options;
  const start: Settings = {
    ...DEFAULT_SETTINGS,
    unknownUuid: options.unknownUuid ?? DEFAULT_SETTINGS.unknownUuid,
  };
  let settings = start;
  const channels = new Map<string, Channel>();
  const strays = new Map<Subscriber, string>();
  const timers = new Timers(clock);

  const channelOf = (uuid: string): Channel => {
    const channel = channels.get(uuid) ?? new Channel(clock, beatMs);
    channels.set(uuid, channel);
    return channel;
  };
  const webhooks = new Webhooks(
    clock,
    options.fetch ?? ((input, init) => fetch(input, init)),
    options.webhookUrl ?? null,
  );
  const payloads = new Payloads({
    clock,
    publishLagMs,
    kept: options.memory?.payloads ?? [],
    audience: {
      publish: (uuid, frame) => channels.get(uuid)?.publish(frame),
      expire: (uuid, atMs) => channels.get(uuid)?.expire(atMs),
      stored: (payload) => {
        webhooks.resolved(payload);
      },
    },
  });
  const ledgers = new Ledgers(clock, options.memory?.ledger);
  const plays = new Plays(clock);

  const connectStray = (uuid: string, subscriber: Subscriber, unknownUuid: UnknownUuid): Attachment => {
    strays.set(subscriber, uuid);
    const sayNo = (): void => {
      subscriber.send(JSON.stringify({ message: unknownPayloadSentence(uuid) }));
    };
    let cancel = (): void => undefined;
    if (unknownUuid === 'message-then-close') {
      sayNo();
      subscriber.close(1000, '');
    } else if (unknownUuid === 'welcome-message-close') {
      subscriber.send(JSON.stringify(welcome(uuid)));
      sayNo();
      cancel = timers.after(CLOSE_AFTER_MS, () => {
        subscriber.close(1000, '');
      });
    }
    return {
      received: () => undefined, // silence is silent to a ping too
      ended() {
        cancel();
        strays.delete(subscriber);
        log(`a socket of ${uuid} ended`);
      },
    };
  };

  const app = new Hono();
  // Only the platform's own paths are open to every origin: a shop that contains this app keeps its own closed.
  for (const path of ['/api/v1/platform/*', '/sign/*', '/control/*', '/ledger/*']) app.use(path, cors());
  app.route(
    '/api/v1/platform',
    restRoutes(payloads, clock, () => settings),
  );
  app.route('/sign', qrRoutes(payloads));
  app.route(
    '/control',
    worldRoutes({
      ledgers,
      webhooks,
      settings: {
        start,
        read: () => settings,
        write: (next) => {
          settings = next;
        },
      },
    }),
  );
  app.route('/control', controlRoutes({ payloads, ledgers, clock, plays, channelOf }));
  app.route('/ledger', ledgerRoutes(ledgers, clock));

  return {
    app,
    admits(uuid) {
      const admitted = channels.get(uuid.toLowerCase())?.admits() ?? true;
      if (!admitted) log(`refused a socket of ${uuid}`);
      return admitted;
    },
    connect(uuid, subscriber, unknownUuid = settings.unknownUuid) {
      const payload = payloads.find(uuid);
      log(`a socket of ${uuid} opened`);
      if (payload === undefined) return connectStray(uuid, subscriber, unknownUuid);
      const channel = channelOf(payload.uuid);
      const connection = channel.connect(payload, subscriber, {
        lateGreeting: settings.lateGreeting,
        isDeaf: uuid !== payload.uuid,
      });
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
    memory: () => ({ payloads: payloads.all(), ledger: ledgers.all() }),
    lossNotice() {
      const { payloads: count, unresolved } = payloads.tally();
      const noun = count === 1 ? 'payload' : 'payloads';
      return `Lost with this process: ${count} ${noun}, ${unresolved} of them unresolved (they are kept in memory only).`;
    },
    close() {
      timers.clear();
      payloads.close();
      plays.close();
      webhooks.close();
      for (const channel of channels.values()) channel.terminate();
      for (const stray of strays.keys()) stray.terminate();
      strays.clear();
    },
  };
}

/** How long a socket of an unknown payload stays open after it was told so. */
const CLOSE_AFTER_MS = 100;
