import type { Hono } from 'hono';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { createPlatformCore, type PlatformMemory, type PlatformOptions } from './core.js';
import { createSockets } from './sockets.js';

/**
 * A simulated Xumm/Xaman platform: its REST calls and QR pictures, the status sockets, a control API instead of the user's
 * phone, and a ledger. Everything is in memory.
 */
export interface Platform {
  /**
   * `/api/v1/platform/…` REST, `/sign/<uuid>_q.png` and `_q.json`, `/control/…`, `POST /ledger/<network>/<server>`; open to
   * every origin. Other paths are not answered, so that whoever contains this can have a page at `/sign/<uuid>`.
   */
  readonly app: Hono;
  /** For a server's `upgrade` event: takes `/sign/<uuid>`, and returns false (and does nothing) for other paths. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** How many status sockets are open, of one payload or all. */
  readonly sockets: { count(uuid?: string): number };
  /** What another platform needs to continue. */
  memory(): PlatformMemory;
  /** One sentence on what a restart loses, to be printed at the end. */
  lossNotice(): string;
  /** Breaks off all sockets; resolves when they are gone. */
  close(): Promise<void>;
}

export function createPlatform(options: PlatformOptions = {}): Platform {
  const core = createPlatformCore(options);
  const sockets = createSockets(core);
  return {
    app: core.app,
    sockets: core.sockets,
    upgrade: (request, socket, head) => sockets.upgrade(request, socket, head),
    memory: () => core.memory(),
    lossNotice: () => core.lossNotice(),
    close: () => sockets.close(),
  };
}
