import { createClock } from '@sinonjs/fake-timers';
import type { Environment, PageEventName } from '../../src/environment.js';

type Listener = (event: Event) => void;

/** A socket whose server is the test. */
export class VirtualSocket extends EventTarget {
  readonly sent: string[] = [];
  binaryType: BinaryType = 'blob';
  readyState = 0;
  readonly openedAt: number;
  readonly url: string;

  constructor(url: string, openedAt: number) {
    super();
    this.url = url;
    this.openedAt = openedAt;
  }

  send(text: string): void {
    this.sent.push(text);
  }

  /** Called by the element. */
  close(): void {
    this.readyState = 3;
  }

  get isClosed(): boolean {
    return this.readyState === 3;
  }

  open(): void {
    if (this.isClosed) return;
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  /** A frame from the server: an object is sent as JSON, anything else as it is. */
  frame(data: unknown): void {
    const isPlain =
      typeof data === 'object' && data !== null && Object.getPrototypeOf(data) === Object.prototype;
    this.dispatchEvent(new MessageEvent('message', { data: isPlain ? JSON.stringify(data) : data }));
  }

  /** The server or the network ends it. */
  end(code = 1006, reason = ''): void {
    this.readyState = 3;
    this.dispatchEvent(new CloseEvent('close', { code, reason }));
  }
}

/** A page, a clock, a network and random numbers, all controlled by a test; it also counts what is still held. */
export class VirtualWorld {
  readonly clock = createClock(1_700_000_000_000);
  readonly sockets: VirtualSocket[] = [];
  readonly questions: {
    readonly url: string;
    readonly at: number;
    readonly signal: AbortSignal | undefined;
  }[] = [];
  readonly copied: string[] = [];
  /** Callbacks for when the element enters or leaves the screen. */
  readonly scrolled = new Set<(isOnScreen: boolean) => void>();
  readonly navigations: string[] = [];
  /** The next result of `random()`. */
  chance = 0.5;
  isCoarse = false;
  isVisible = true;
  isOnline = true;
  listeners = 0;
  /** Answers a question to the backend. */
  answer: (url: string, init: RequestInit) => Promise<Response> = () =>
    Promise.reject(new TypeError('no backend'));
  /** Thrown by `new WebSocket`, if a test sets it. */
  socketFault: Error | null = null;
  readonly #page = new EventTarget();

  get timers(): number {
    return this.clock.countTimers();
  }

  get socket(): VirtualSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  }

  get openSockets(): number {
    return this.sockets.filter(({ isClosed }) => !isClosed).length;
  }

  /** An event of the page or the network: visible, hidden, left, restored, online, offline. */
  page(type: PageEventName): void {
    this.#page.dispatchEvent(new Event(type));
  }

  /** The page's own policy forbids an address, or only reports it. */
  violate(blockedURI: string, disposition: 'enforce' | 'report' = 'enforce'): void {
    const event = Object.assign(new Event('securitypolicyviolation'), { blockedURI, disposition });
    this.#page.dispatchEvent(event);
  }

  show(isVisible: boolean): void {
    this.isVisible = isVisible;
    this.page('visibilitychange');
  }

  /** Lets time pass. Each timer runs at its time, with all its promises, before the next one. */
  async pass(ms: number): Promise<void> {
    await this.settle();
    let isOver = false;
    this.clock.setTimeout(() => {
      isOver = true;
    }, ms);
    do {
      this.clock.next();
      await this.settle();
    } while (!isOver as boolean);
    this.clock.tick(0); // what was set later for the same moment
    await this.settle();
  }

  /** The machine sleeps: the clock moves on, and each timer that was due runs once, late. */
  async sleep(ms: number): Promise<void> {
    this.clock.jump(ms);
    await this.settle();
  }

  /** Lets pending promises run without time passing. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn++)
      await new Promise<void>((resolve) => {
        macrotask(resolve);
      });
  }

  readonly environment: Environment = this.#environment();

  #environment(): Environment {
    const open = (url: string): VirtualSocket => this.#open(url);
    return {
      // `new` with a function that returns an object gives that object.
      WebSocket: function (url: string) {
        return open(url);
      } as unknown as Environment['WebSocket'],
      fetch: (input, init = {}) => {
        const url = input instanceof Request ? input.url : input.toString();
        this.questions.push({ url, at: this.clock.now, signal: init.signal ?? undefined });
        return this.answer(url, init);
      },
      now: () => this.clock.now,
      setTimeout: (callback, delayMs) => this.clock.setTimeout(callback, delayMs),
      clearTimeout: (timer) => {
        this.clock.clearTimeout(timer as number);
      },
      random: () => this.chance,
      copy: (text) => {
        this.copied.push(text);
        return Promise.resolve(true);
      },
      matchMedia: () => this.#mediaQuery(),
      watchOnScreen: (_element, listener, signal) => {
        this.scrolled.add(listener);
        signal.addEventListener('abort', () => this.scrolled.delete(listener));
      },
      page: this.#pageOf(),
    };
  }

  #open(url: string): VirtualSocket {
    if (this.socketFault) throw this.socketFault;
    const socket = new VirtualSocket(url, this.clock.now);
    this.sockets.push(socket);
    return socket;
  }

  #mediaQuery(): ReturnType<Environment['matchMedia']> {
    const isCoarse = (): boolean => this.isCoarse;
    return {
      get matches() {
        return isCoarse();
      },
      addEventListener: (type: string, listener: unknown, options?: unknown) => {
        this.#listen(type, listener as Listener, (options as { signal: AbortSignal }).signal);
      },
    };
  }

  #pageOf(): Environment['page'] {
    const isVisible = (): boolean => this.isVisible;
    const isOnline = (): boolean => this.isOnline;
    return {
      get visible() {
        return isVisible();
      },
      get online() {
        return isOnline();
      },
      origin: location.origin,
      url: location.href.replace(/#.*/, ''),
      baseUrl: document.baseURI,
      framed: false,
      navigate: (url) => {
        this.navigations.push(url);
      },
      listen: (type, listener, signal) => {
        this.#listen(type, listener, signal);
      },
    };
  }

  #listen(type: string, listener: Listener, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.listeners += 1;
    this.#page.addEventListener(type, listener, { signal });
    signal.addEventListener('abort', () => {
      this.listeners -= 1;
    });
  }
}

const turns = new MessageChannel();
const waiting: (() => void)[] = [];
turns.port1.onmessage = () => waiting.shift()?.();

/** One turn of the event loop, which no fake clock and no throttled timer delays. */
function macrotask(callback: () => void): void {
  waiting.push(callback);
  turns.port2.postMessage(null);
}
