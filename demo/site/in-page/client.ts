import { isToHost, onMessage, type FromHost, type ToHost, type Wire } from './protocol.js';

type Answer = Extract<FromHost, { kind: 'answer' }>;
type News = Exclude<FromHost, Answer | { kind: 'begun' }>;

/** A question or a socket that waits to hear from the servers. */
interface Waiting {
  /** New servers have begun, which know nothing of earlier messages. */
  begun(): void;
  hear(message: Answer | News): void;
}

/** The browser's own `fetch` and `WebSocket`, as far as the element and the pages use them, but over a wire. */
export interface Client {
  readonly fetch: (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;
  readonly WebSocket: new (url: string) => WebSocket;
}

export function createClient(wire: Wire): Client {
  const waiting = new Map<string, Waiting>();
  const newId = (): string => String(crypto.getRandomValues(new BigUint64Array(1))[0]);
  const post = (message: ToHost): void => {
    wire.postMessage(message);
  };

  onMessage(wire, (message) => {
    if (isToHost(message)) return;
    if (message.kind === 'begun') for (const each of [...waiting.values()]) each.begun();
    else waiting.get(message.id)?.hear(message);
  });

  const fetch: Client['fetch'] = (input, init = {}) =>
    new Promise((resolve, reject) => {
      const { signal } = init;
      const url = new URL(input instanceof Request ? input.url : input, document.baseURI).href;
      const question: ToHost = {
        kind: 'ask',
        id: newId(),
        url,
        method: init.method ?? 'GET',
        headers: [...new Headers(init.headers)],
        body: typeof init.body === 'string' ? init.body : null,
      };
      const drop = (): void => {
        waiting.delete(question.id);
        reject(signal?.reason as Error);
      };
      if (signal?.aborted) {
        drop();
        return;
      }
      signal?.addEventListener('abort', drop, { once: true });
      const ask = (): void => {
        post(question);
      };
      waiting.set(question.id, {
        begun: ask,
        hear(message) {
          if (message.kind !== 'answer') return;
          waiting.delete(question.id);
          signal?.removeEventListener('abort', drop);
          const { status, headers, body } = message;
          resolve(new Response(body, { status, headers: headers.map(([...pair]) => pair) }));
        },
      });
      ask();
    });

  class InPageSocket extends EventTarget {
    binaryType = 'blob';
    readyState: number = WebSocket.CONNECTING;
    readonly #id = newId();

    constructor(readonly url: string) {
      super();
      const open = (): void => {
        post({ kind: 'open', id: this.#id, url });
      };
      waiting.set(this.#id, {
        // Open sockets led to servers that are gone with their page.
        begun: () => {
          if (this.readyState === WebSocket.CONNECTING) open();
          else this.#end(1006, '');
        },
        hear: (message) => {
          this.#hear(message);
        },
      });
      open();
    }

    send(): void {
      post({ kind: 'say', id: this.#id });
    }

    close(): void {
      if (this.readyState === WebSocket.CLOSED) return;
      post({ kind: 'close', id: this.#id });
      this.#end(1000, '');
    }

    #hear(message: Answer | News): void {
      if (message.kind === 'opened') {
        this.readyState = WebSocket.OPEN;
        this.dispatchEvent(new Event('open'));
      } else if (message.kind === 'frame') {
        const { data } = message;
        this.dispatchEvent(
          new MessageEvent('message', { data: typeof data === 'string' ? data : data.slice().buffer }),
        );
      } else if (message.kind === 'closed') this.#end(message.code, message.reason);
    }

    #end(code: number, reason: string): void {
      waiting.delete(this.#id);
      this.readyState = WebSocket.CLOSED;
      queueMicrotask(() => this.dispatchEvent(new CloseEvent('close', { code, reason })));
    }
  }
  return { fetch, WebSocket: InPageSocket as unknown as Client['WebSocket'] };
}
