import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Subscriber } from './connection.js';
import type { PlatformCore } from './core.js';
import { UNKNOWN_UUID, type UnknownUuid } from './settings.js';

/** The platform's status sockets on a Node server: connects `ws` to the core. */
export interface Sockets {
  /** Takes the upgrade if its path is `/sign/<uuid>`; else returns false, and does not touch the socket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close(): Promise<void>;
}

const STATUS_PATH = /^\/sign\/([^/?#]+)(?:\?(.*))?$/;

const MAX_MESSAGE_BYTES = 64 * 1024;

/** `ws` needs Node, so it is loaded only here: a page can import the platform too. */
export function createSockets(core: PlatformCore): Sockets {
  const loading = import('ws').then(
    ({ WebSocketServer }) => new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES }),
  );
  let isClosed = false;
  return {
    upgrade(request, socket, head) {
      const [, uuid, query = ''] = STATUS_PATH.exec(request.url ?? '') ?? [];
      if (uuid === undefined) return false;
      if (!core.admits(uuid)) {
        refuse(socket);
        return true;
      }
      socket.on('error', ignore);
      void loading.then((server) => {
        if (isClosed) socket.destroy();
        else
          server.handleUpgrade(request, socket, head, (ws) => {
            attach(core, ws, uuid, readUnknownUuid(query));
          });
      });
      return true;
    },
    async close() {
      isClosed = true;
      core.close();
      const server = await loading;
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

/** The client may be gone, or break the protocol: `close` follows. */
const ignore = (): void => undefined;

/** `?unknown=silence`, for example, chooses for one socket, so that a test can use each. */
function readUnknownUuid(query: string): UnknownUuid | undefined {
  const unknown = new URLSearchParams(query).get('unknown');
  return UNKNOWN_UUID.find((candidate) => candidate === unknown);
}

function refuse(socket: Duplex): void {
  socket.on('error', ignore);
  socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

function attach(core: PlatformCore, ws: WebSocket, uuid: string, unknownUuid: UnknownUuid | undefined): void {
  const attachment = core.connect(uuid, subscriberOf(ws), unknownUuid);
  ws.on('message', () => {
    attachment.received();
  });
  ws.on('close', () => {
    attachment.ended();
  });
  ws.on('error', ignore);
}

function subscriberOf(ws: WebSocket): Subscriber {
  return {
    send(data) {
      if (ws.readyState === ws.OPEN) ws.send(data);
    },
    close(code, reason) {
      ws.close(code, reason);
    },
    terminate() {
      ws.terminate();
    },
  };
}
