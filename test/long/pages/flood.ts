import '../../../src/define.js';
import { browserEnvironment } from '../../../src/environment.js';
import { XummPayloadStatus } from '../../../src/index.js';
import { EVENT_NAMES } from '../../../src/event-names.js';
import { OTHER_UUID, SOCKET_URL, welcome } from '../../support/frames.js';

/** The effect of a flood on the page. */
export interface Flood {
  /** Animation frames per second. */
  readonly paintsPerSecond: number;
  /** The longest time without one. */
  readonly longestGapMs: number;
  readonly renders: number;
  readonly events: number;
  /** The part of the time that the element used, 0 to 1. */
  readonly busy: number;
}

class RogueSocket extends EventTarget {
  static last = new RogueSocket();
  binaryType = 'blob';
  readyState = 1;

  constructor() {
    super();
    RogueSocket.last = this;
  }

  send(): void {
    // It listens to nobody.
  }

  close(): void {
    this.readyState = 3;
  }

  frame(data: string): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

XummPayloadStatus.environment = {
  ...browserEnvironment,
  WebSocket: RogueSocket as unknown as typeof WebSocket,
};

/** Frames that are all different, and none of which ends the payload. */
const KINDS: readonly ((index: number) => unknown)[] = [
  (index) => ({ expires_in_seconds: 300 - (index % 97) }),
  (index) => ({ message: `Lorem ${index}`, expires_in_seconds: 200 + (index % 89) }),
  (index) => ({ payload_uuidv4: OTHER_UUID, signed: true, txid: `${index}` }),
  (index) => ({ opened: true, devapp_fetched: true, pre_signed: index % 2 === 0, unknown: index }),
  (index) => ({ expired: true, expires_in_seconds: -index }),
  (index) => `junk ${index}`,
];
const frame = (index: number): string => {
  const made = KINDS[index % KINDS.length]?.(index);
  return typeof made === 'string' ? made : JSON.stringify(made);
};

/** Makes a task per frame, like a socket does, without the pause of nested timers. */
const { port1, port2 } = new MessageChannel();
const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    port1.onmessage = () => {
      resolve();
    };
    port2.postMessage(null);
  });

const element = document.createElement('xumm-payload-status');
let [renders, events, index] = [0, 0, 0];
element.addController({ hostUpdated: () => (renders += 1) });
for (const name of EVENT_NAMES) element.addEventListener(name, () => (events += 1));
element.websocketUrl = SOCKET_URL;
document.body.append(element);
await element.updateComplete;
RogueSocket.last.dispatchEvent(new Event('open'));
RogueSocket.last.frame(JSON.stringify(welcome));

/** Sends frames at the given rate; without a rate, as fast as the page takes them. */
async function flood(frames: number, framesPerSecond = Infinity): Promise<Flood> {
  [renders, events] = [0, 0];
  let [paints, longestGapMs, busyMs, sent] = [0, 0, 0, 0];
  let paintedAt = performance.now();
  const paint = (now: number): void => {
    if (sent === frames) return;
    paints += 1;
    longestGapMs = Math.max(longestGapMs, now - paintedAt);
    paintedAt = now;
    requestAnimationFrame(paint);
  };
  requestAnimationFrame(paint);
  const start = performance.now();
  while (sent < frames) {
    const before = performance.now();
    if (sent < ((before - start) / 1000) * framesPerSecond) {
      RogueSocket.last.frame(frame(index++));
      await element.updateComplete;
      busyMs += performance.now() - before;
      sent += 1;
    }
    await nextTask();
  }
  const tookMs = performance.now() - start;
  return {
    paintsPerSecond: (paints / tookMs) * 1000,
    longestGapMs,
    renders,
    events,
    busy: busyMs / tookMs,
  };
}

Object.assign(globalThis, { flood });
