import { browserEnvironment } from '../../../src/environment.js';
import { XummPayloadStatus, type Environment } from '../../../src/index.js';

/** A socket that says only what it is told to. Nothing leaves the page. */
class StillSocket extends EventTarget {
  binaryType = 'blob';
  readyState = 1;

  send(): void {
    // Nobody listens.
  }

  close(): void {
    this.readyState = 3;
  }

  say(frame: object): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }));
  }

  drop(): void {
    this.readyState = 3;
    this.dispatchEvent(new CloseEvent('close', { code: 1006 }));
  }
}

export interface StillOptions {
  /** As if the page were on the phone itself. */
  readonly isPhone?: boolean;
  readonly isOffline?: boolean;
}

let count = 0;

/**
 * An element that does not move by itself: its clock stands still, its socket is played, its timers never run. State and
 * view are the real ones.
 */
export function createStill({ isPhone = false, isOffline = false }: StillOptions): {
  readonly element: XummPayloadStatus;
  readonly socket: () => StillSocket;
  /** Moves the clock. */
  readonly pass: (ms: number) => void;
} {
  let socket = new StillSocket();
  let nowMs = 0;
  const environment: Environment = {
    ...browserEnvironment,
    // `new` with a function that returns an object gives that object.
    WebSocket: function () {
      return (socket = new StillSocket());
    } as unknown as Environment['WebSocket'],
    fetch: () => new Promise(() => undefined),
    now: () => nowMs,
    setTimeout: () => 0,
    clearTimeout: () => undefined,
    matchMedia: () => ({ matches: isPhone, addEventListener: () => undefined }),
    page: {
      online: !isOffline,
      visible: true,
      framed: false,
      origin: location.origin,
      url: location.href,
      baseUrl: document.baseURI,
      navigate: () => undefined,
      listen: () => undefined,
    },
  };
  class StillLife extends XummPayloadStatus {
    static override environment = environment;
  }
  customElements.define(`xumm-still-life-${++count}`, StillLife);
  const element = new StillLife();
  return {
    element,
    socket: () => socket,
    pass: (ms) => {
      nowMs += ms;
      element.requestUpdate();
    },
  };
}
