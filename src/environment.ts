import { isOnServer } from './on-server.js';

export type PageEventName =
  'online' | 'offline' | 'pagehide' | 'pageshow' | 'visibilitychange' | 'securitypolicyviolation';

/** The events and properties of the page that matter to a connection. */
export interface Page {
  readonly visible: boolean;
  /** Only a hint: wrong on some machines without network, and behind some VPNs. */
  readonly online: boolean;
  /** As in `location.origin`; the text `null` if it is opaque, and on a server. */
  readonly origin: string;
  /** The address of the page, without its fragment; null on a server. */
  readonly url: string | null;
  /** The base of relative addresses; null on a server. */
  readonly baseUrl: string | null;
  /** The page is inside another page. */
  readonly framed: boolean;
  /** Goes to an address after a payload is verified: at most once per payload and tab. */
  navigate(url: string, uuid: string): void;
  /** Stops listening with the signal. */
  listen(type: PageEventName, listener: (event: Event) => void, signal: AbortSignal): void;
}

/** An opaque timer handle: a number in browsers, an object elsewhere. */
export type Timer = unknown;

/** Everything that is not a function of values comes into the element here. */
export interface Environment {
  readonly WebSocket: new (url: string) => WebSocket;
  readonly fetch: typeof fetch;
  /** Milliseconds since the epoch. */
  now(): number;
  setTimeout(callback: () => void, delayMs: number): Timer;
  clearTimeout(timer: Timer): void;
  /** At least 0, below 1. */
  random(): number;
  readonly page: Page;
  /** Reports whether part of the element is on the screen, soon and at each change; ends with the signal. */
  watchOnScreen(element: Element, listener: (isOnScreen: boolean) => void, signal: AbortSignal): void;
  /** @returns whether it could be copied */
  copy(text: string): Promise<boolean>;
  matchMedia(query: string): Pick<MediaQueryList, 'matches' | 'addEventListener'>;
}

/** The browser's own functions, looked up at each use: a page may patch them, and a server has none of them. */
export const browserEnvironment: Environment = {
  get WebSocket() {
    return globalThis.WebSocket;
  },
  get fetch() {
    return globalThis.fetch.bind(globalThis);
  },
  now: () => Date.now(),
  setTimeout: (callback, delayMs) => globalThis.setTimeout(callback, delayMs),
  clearTimeout: (timer) => {
    globalThis.clearTimeout(timer as number);
  },
  random: () => Math.random(),
  watchOnScreen: (element, listener, signal) => {
    // jsdom and happy-dom do not have it.
    if (typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver((entries) => {
      listener(entries.at(-1)?.isIntersecting ?? true);
    });
    observer.observe(element);
    signal.addEventListener('abort', () => {
      observer.disconnect();
    });
  },
  copy: async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false; // no permission, or no secure context
    }
  },
  matchMedia: (query) =>
    (globalThis as Partial<typeof globalThis>).matchMedia?.(query) ?? {
      matches: false,
      addEventListener: () => undefined,
    },
  page: {
    get visible() {
      return document.visibilityState !== 'hidden';
    },
    get online() {
      return isOnServer() || navigator.onLine;
    },
    get origin() {
      const { origin } = globalThis as { origin?: string };
      return origin ?? (isOnServer() ? 'null' : location.origin);
    },
    get url() {
      return isOnServer() ? null : (location.href.split('#')[0] ?? null);
    },
    get baseUrl() {
      return (globalThis as { document?: Document }).document?.baseURI ?? null;
    },
    get framed() {
      return !isOnServer() && globalThis.self !== globalThis.top;
    },
    navigate: (url, uuid) => {
      // A server may redirect the address to this very page, which would load, verify and go again for ever.
      const key = `xumm-payload-status ${uuid}`;
      try {
        if (sessionStorage.getItem(key)) return;
        sessionStorage.setItem(key, 'returned');
      } catch {
        // Without storage, stay if an address of this page led here.
        if (document.referrer.startsWith(location.origin + location.pathname)) return;
      }
      location.assign(url);
    },
    listen(type, listener, signal) {
      const target: EventTarget = type === 'visibilitychange' ? document : window;
      target.addEventListener(type, listener, { signal });
    },
  },
};

/** Calls `callback` after the delay, or `onAbort` if the signal is aborted first. */
export function after(
  environment: Environment,
  delayMs: number,
  signal: AbortSignal,
  callback: () => void,
  onAbort: () => void = () => undefined,
): void {
  if (signal.aborted) {
    onAbort();
    return;
  }
  const stop = (): void => {
    environment.clearTimeout(timer);
    onAbort();
  };
  const timer = environment.setTimeout(() => {
    signal.removeEventListener('abort', stop);
    callback();
  }, delayMs);
  signal.addEventListener('abort', stop, { once: true });
}

/** A controller that is aborted with its parent. It leaves no listener there once it is aborted itself. */
export function childOf(parent: AbortSignal): AbortController {
  const child = new AbortController();
  if (parent.aborted) child.abort();
  parent.addEventListener(
    'abort',
    () => {
      child.abort();
    },
    { once: true, signal: child.signal },
  );
  return child;
}

/** Resolves after the delay, or as soon as the signal is aborted. */
export const sleep = (environment: Environment, delayMs: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    after(environment, delayMs, signal, resolve, resolve);
  });

/** Resolves to the result, or to null if the time is up or the parent is aborted first; then the run's signal is aborted too. */
export async function within<Value>(
  environment: Environment,
  limitMs: number,
  parent: AbortSignal,
  run: (signal: AbortSignal) => Promise<Value>,
): Promise<Value | null> {
  const life = childOf(parent);
  const over = sleep(environment, limitMs, life.signal).then(() => null);
  try {
    return await Promise.race([run(life.signal), over]);
  } finally {
    life.abort();
  }
}
