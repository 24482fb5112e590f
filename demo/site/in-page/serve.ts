import type { Attachment } from '../../platform/index.js';
import type { Shelf } from './memory.js';
import { isToHost, onMessage, type FromHost, type ToHost, type Wire } from './protocol.js';
import type { Servers } from './servers.js';

type Question = Extract<ToHost, { kind: 'ask' }>;

/** A socket that breaks off ends with this code, as in every browser. */
const DROPPED = 1006;

/** Lets the servers answer what comes over the wire. Announces them first. */
export function serve(servers: Servers, shelf: Shelf, wire: Wire): void {
  const { platform } = servers;
  const sockets = new Map<string, Attachment | null>();
  /** A page that asked before this announcement asks twice. */
  const asked = new Set<string>();
  const post = (message: FromHost): void => {
    wire.postMessage(message);
  };

  const answer = async ({ id, url, method, headers, body }: Question): Promise<void> => {
    if (asked.has(id)) return;
    asked.add(id);
    const request = new Request(url, { method, body, headers: headers.map(([...pair]) => pair) });
    const response = await servers.answer(request);
    const text = await response.text();
    shelf.write(servers.memory());
    post({ kind: 'answer', id, status: response.status, headers: [...response.headers], body: text });
  };

  /** A socket may end while it is opening. */
  const end = (id: string, code: number, reason = ''): void => {
    if (!sockets.has(id)) return;
    post({ kind: 'closed', id, code, reason });
    queueMicrotask(() => {
      forget(id);
    });
  };
  const forget = (id: string): void => {
    sockets.get(id)?.ended();
    sockets.delete(id);
  };

  const open = (id: string, url: string): void => {
    if (sockets.has(id)) return;
    const uuid = new URL(url).pathname.split('/').at(-1) ?? '';
    sockets.set(id, null);
    if (!platform.admits(uuid)) {
      end(id, DROPPED);
      return;
    }
    post({ kind: 'opened', id });
    const attachment = platform.connect(uuid, {
      send: (data) => {
        if (sockets.has(id)) post({ kind: 'frame', id, data });
      },
      close: (code, reason) => {
        end(id, code, reason);
      },
      terminate: () => {
        end(id, DROPPED);
      },
    });
    sockets.set(id, attachment);
  };

  onMessage(wire, (message) => {
    if (!isToHost(message)) return;
    switch (message.kind) {
      case 'ask':
        void answer(message);
        return;
      case 'open':
        open(message.id, message.url);
        return;
      case 'say':
        sockets.get(message.id)?.received();
        return;
      case 'close':
        forget(message.id);
    }
  });
  post({ kind: 'begun' });
}
