import { browserEnvironment, type Environment } from '../../src/environment.js';

/** The browser's own environment, which counts what the element has not given back. */
export class CountingEnvironment {
  readonly #timers = new Set<unknown>();
  readonly #listeners = new Set<AbortSignal>();
  readonly #questions = new Set<AbortSignal>();
  readonly #sockets = new Set<WebSocket>();
  /** How many there ever were, so that "none were used" differs from "none are left". */
  readonly ever = { timers: 0, listeners: 0, fetches: 0, sockets: 0 };

  get held() {
    return {
      timers: this.#timers.size,
      listeners: [...this.#listeners].filter(({ aborted }) => !aborted).length,
      fetches: [...this.#questions].filter(({ aborted }) => !aborted).length,
      sockets: [...this.#sockets].filter(({ readyState }) => readyState < WebSocket.CLOSING).length,
    };
  }

  readonly environment: Environment = this.#environment();

  #environment(): Environment {
    return {
      ...browserEnvironment,
      WebSocket: this.#socketClass(),
      fetch: (input, init = {}) => {
        this.ever.fetches += 1;
        if (init.signal) this.#questions.add(init.signal);
        return globalThis.fetch(input, init);
      },
      setTimeout: (callback, delayMs) => {
        this.ever.timers += 1;
        const timer = globalThis.setTimeout(() => {
          this.#timers.delete(timer);
          callback();
        }, delayMs);
        this.#timers.add(timer);
        return timer;
      },
      clearTimeout: (timer) => {
        this.#timers.delete(timer);
        globalThis.clearTimeout(timer as number);
      },
      matchMedia: (query) => {
        const list = globalThis.matchMedia(query);
        return {
          matches: list.matches,
          addEventListener: (type: string, listener: EventListener, options: { signal: AbortSignal }) => {
            this.#listen(options.signal);
            list.addEventListener(type, listener, options);
          },
        };
      },
      page: {
        visible: true,
        online: true,
        origin: location.origin,
        url: location.href,
        baseUrl: document.baseURI,
        framed: false,
        navigate: () => undefined,
        listen: (type, listener, signal) => {
          this.#listen(signal);
          browserEnvironment.page.listen(type, listener, signal);
        },
      },
    };
  }

  #listen(signal: AbortSignal): void {
    this.ever.listeners += 1;
    this.#listeners.add(signal);
  }

  #socketClass(): Environment['WebSocket'] {
    const opened = (socket: WebSocket): void => {
      this.ever.sockets += 1;
      this.#sockets.add(socket);
    };
    return class extends WebSocket {
      constructor(url: string) {
        super(url);
        opened(this);
      }
    };
  }
}
