/** Runs in the page after the one-script file, and sets `globalThis.stage`. */
import type { Environment } from '../../src/environment.js';
import type * as Element from '../../src/index.js';

/** What the measured page offers to the measuring script. */
export interface Stage {
  /** Adds elements on injected sockets that have greeted, each with its own payload and five minutes left. */
  add(count: number): Promise<void>;
  /** Removes all. */
  clear(): void;
  /** Sends a frame to each. @returns how many DOM events that caused */
  send(frame: Record<string, unknown>): number;
  readonly events: Record<string, number>;
  /** Adds elements and opens each. @returns ms from each message event to its `xumm-opened` */
  timeEvents(count: number): Promise<number[]>;
  /** Opens elements one after the other. @returns whether the next frame shows it */
  timePaints(count: number): Promise<{ toDom: number; isInNextFrame: boolean }[]>;
  /** The page turns hidden, as far as it can tell. */
  hide(): void;
  elements(): readonly Element.XummPayloadStatus[];
}

declare global {
  var stage: Stage;
}

const { XummPayloadStatus } = (
  globalThis as unknown as { xummPayloadStatus: { XummPayloadStatus: { environment: Environment } } }
).xummPayloadStatus;
const sockets: Socket[] = [];
class Socket extends EventTarget {
  readyState = 0;
  binaryType = 'blob';
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    sockets.push(this);
    queueMicrotask(() => {
      this.readyState = 1;
      this.dispatchEvent(new Event('open'));
      this.hear({ message: `Welcome ${url.slice(-36)}` });
      this.hear({ expires_in_seconds: 299 });
    });
  }
  hear(frame: Record<string, unknown>): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }));
  }
  send(): void {
    // nobody listens
  }
  close(): void {
    this.readyState = 3;
    const index = sockets.indexOf(this);
    if (index >= 0) sockets.splice(index, 1);
  }
}
const browser = XummPayloadStatus.environment;
XummPayloadStatus.environment = Object.create(browser, {
  WebSocket: { value: Socket },
}) as Environment;

const events: Record<string, number> = {};
let heard = 0;
for (const name of ['opened', 'pre-signed', 'dispatched', 'resolved', 'state-change', 'countdown'])
  document.addEventListener(`xumm-${name}`, () => {
    heard += 1;
    events[name] = (events[name] ?? 0) + 1;
  });
let made = 0;
globalThis.stage = {
  events,
  elements: () => [...document.querySelectorAll('xumm-payload-status')],
  async add(count) {
    const added = Array.from({ length: count }, () => {
      const element = document.createElement('xumm-payload-status');
      element.uuid = `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`;
      return element;
    });
    document.querySelector('main')?.append(...added);
    await Promise.all(added.map((element) => element.updateComplete));
    await new Promise((resolve) => setTimeout(resolve));
    await Promise.all(added.map((element) => element.updateComplete));
  },
  async timeEvents(count) {
    await this.add(count);
    const times = sockets.map((socket) => {
      let at = NaN;
      document.addEventListener('xumm-opened', () => (at = performance.now()), { once: true });
      const from = performance.now();
      socket.hear({ opened: true });
      return at - from;
    });
    this.clear();
    return times;
  },
  async timePaints(count) {
    const times = [];
    for (let done = 0; done < count; done++) {
      await this.add(1);
      const [element] = this.elements();
      const from = performance.now();
      sockets.at(-1)?.hear({ opened: true });
      await element?.updateComplete;
      const toDom = performance.now() - from;
      const isInNextFrame = await new Promise<boolean>((resolve) =>
        requestAnimationFrame(() => {
          resolve(element?.shadowRoot?.textContent.includes('Continue on your phone') ?? false);
        }),
      );
      times.push({ toDom, isInNextFrame });
      this.clear();
    }
    return times;
  },
  hide() {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  },
  clear() {
    document.querySelector('main')?.replaceChildren();
  },
  send(frame) {
    const before = heard;
    for (const socket of [...sockets])
      socket.hear('payload_uuidv4' in frame ? { ...frame, payload_uuidv4: socket.url.slice(-36) } : frame);
    return heard - before;
  },
};
