import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { Subscriber } from './connection.js';
import type { PlatformCore, UnknownUuid } from './core.js';

/** The status sockets of the platform on a Node server: a thin adapter from `ws` to the core. */
export interface Sockets {
  /** Takes the upgrade if its path is `/sign/<uuid>`; else false, and the socket is untouched. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close(): Promise<void>;
}

const STATUS_PATH = /^\/sign\/([^/?#]+)(?:\?(.*))?$/;

const MAX_MESSAGE_BYTES = 64 * 1024;

export function createSockets(core: PlatformCore): Sockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  return {
    upgrade(request, socket, head) {
      const [, uuid, query = ''] = STATUS_PATH.exec(request.url ?? '') ?? [];
      if (uuid === undefined) return false;
      if (!core.admits(uuid)) {
        refuse(socket);
        return true;
      }
      server.handleUpgrade(request, socket, head, (ws) => {
        attach(core, ws, uuid, readUnknownUuid(query));
      });
      return true;
    },
    close: () =>
      new Promise((resolve) => {
        core.close();
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** `?unknown=silence` or `?unknown=message-then-close` chooses for one socket, so that a test can play both. */
function readUnknownUuid(query: string): UnknownUuid | undefined {
  const unknown = new URLSearchParams(query).get('unknown');
  return unknown === 'silence' || unknown === 'message-then-close' ? unknown : undefined;
}

function refuse(socket: Duplex): void {
  socket.on('error', () => undefined); // the client may be gone already, and that is all the same here
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
  ws.on('error', () => undefined); // a frame against the protocol; `close` follows
}

function subscriberOf(ws: WebSocket): Subscriber {
  return {
    send(data) {
      if (ws.readyState === WebSocket.OPEN) ws.send(data);
    },
    close(code, reason) {
      ws.close(code, reason);
    },
    terminate() {
      ws.terminate();
    },
  };
}
