import { once } from 'node:events';
import type { TestContext } from 'node:test';
import { WebSocket } from 'ws';
import { act, create, startServer } from './support.js';

/** A real `ws` client that queues the frames it gets; `next` waits for one, so no test has to sleep. */
export class Listener {
  readonly socket: WebSocket;
  readonly #queue: (string | Buffer)[] = [];
  #wake: () => void = () => undefined;

  constructor(url: string) {
    this.socket = new WebSocket(url);
    this.socket.on('message', (data: Buffer, isBinary) => {
      this.#queue.push(isBinary ? data : data.toString());
      this.#wake();
    });
    this.socket.on('error', () => undefined); // tests use `opened` and `closed` instead
  }

  /** The next frame as it came: a string, or a Buffer for a binary frame. */
  async nextRaw(): Promise<string | Buffer> {
    for (;;) {
      const frame = this.#queue.shift();
      if (frame !== undefined) return frame;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async next(): Promise<unknown> {
    return JSON.parse(String(await this.nextRaw())) as unknown;
  }

  async take(count: number): Promise<unknown[]> {
    const frames: unknown[] = [];
    while (frames.length < count) frames.push(await this.next());
    return frames;
  }

  /** Frames that arrived and were not taken. Reliable only after a later frame was taken. */
  get left(): number {
    return this.#queue.length;
  }

  async closed(): Promise<{ code: number; reason: string }> {
    const [code, reason] = (await once(this.socket, 'close')) as [number, Buffer];
    return { code, reason: reason.toString() };
  }

  /** The HTTP status with which the server refused the upgrade. */
  async refused(): Promise<number | undefined> {
    const [, response] = (await once(this.socket, 'unexpected-response')) as [
      unknown,
      { statusCode?: number; resume(): void },
    ];
    response.resume();
    this.socket.terminate();
    return response.statusCode;
  }
}

/** A server, a payload, and one listener to it, after the greeting. */
export async function startListening(t: TestContext) {
  const server = await startServer(t);
  const uuid = await create(server.app);
  const url = `${server.wsOrigin}/sign/${uuid}`;
  const listener = new Listener(url);
  await listener.take(2);
  const fault = (body: object) => act(server.app, uuid, 'fault', body);
  return { ...server, uuid, url, listener, fault };
}
