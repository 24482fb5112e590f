import { randomFrom } from '../support/crowd.js';
import type { XummPayloadStatus } from '../../src/index.js';
import { type State } from '../../src/index.js';
import { EVENT_NAMES } from '../../src/event-names.js';
import { createIn } from '../support/element.js';
import * as frames from '../support/frames.js';
import { respond } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

/** What a rogue socket did to the element; runs in the page. */
export interface FuzzResult {
  readonly seed: number;
  readonly frames: number;
  readonly payloads: number;
  readonly events: number;
  /** How often each state was reached. */
  readonly states: Readonly<Record<string, number>>;
  /** What went wrong, in sentences, with the frame that caused it. */
  readonly faults: readonly string[];
}

const FRAMES_A_PAYLOAD = 100;
/** The rendering is checked after this many frames. */
const FRAMES_A_RENDER = 10;
const MOST_FAULTS = 20;

const MARKUP = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>';
const KEYS = [
  'message', 'opened', 'devapp_fetched', 'pre_signed', 'dispatched', 'expired', 'expires_in_seconds',
  'payload_uuidv4', 'signed', 'txid', 'return_url', 'custom_meta', 'user_token', 'opened_by_deeplink',
  'reference_call_uuidv4', '__proto__', 'constructor', 'toString', 'state', 'verification', 'verified',
]; // prettier-ignore
const VALUES: readonly unknown[] = [
  true, false, null, 0, -1, 1, 15, 1e9, 1e308, 'true', '', MARKUP, frames.UUID, frames.OTHER_UUID, frames.TXID,
  frames.welcome.message, `Welcome ${frames.OTHER_UUID}`, 'Right back at you!', 'javascript:alert(1)',
  { web: 'javascript:alert(1)', app: MARKUP }, { web: 'https://evil.example/', app: 'xumm://x' }, [], {}, [[[]]],
  { identifier: MARKUP, blob: { __proto__: { signed: true } }, instruction: MARKUP }, 'verified',
]; // prettier-ignore
const CORPUS: readonly object[] = [
  frames.welcome, frames.seconds(60), frames.seconds(-15), frames.opened, frames.fetched, frames.preSigned,
  frames.dispatched, frames.signed, frames.declined, frames.expired,
]; // prettier-ignore

/** The steps of a payload. The number never goes down, except after an expiry that was not the end. */
const RANK: Readonly<Partial<Record<State, number>>> = {
  idle: 0,
  waiting: 1,
  expired: 1,
  'not-found': 1,
  opened: 2,
  'pre-signed': 3,
  dispatched: 4,
  signed: 5,
  rejected: 5,
};
const MANY = new Set(['xumm-connection-change', 'xumm-state-change', 'xumm-countdown', 'xumm-error']);

class Fuzz {
  readonly #random: () => number;
  readonly faults: string[] = [];
  readonly states: Record<string, number> = {};
  events = 0;
  payloads = 0;
  #counts = new Map<string, number>();
  #rank = 0;
  #last = '';

  constructor(seed: number) {
    this.#random = randomFrom(seed);
  }

  #pick<T>(all: readonly T[]): T {
    return all[Math.floor(this.#random() * all.length)] as T;
  }

  /** A frame of the platform, one with other keys and values, or one whose text is damaged. */
  #frame(): unknown {
    const chance = this.#random();
    const frame: Record<string, unknown> = { ...this.#pick(CORPUS) };
    if (chance < 0.3) return JSON.stringify(frame);
    for (let times = Math.floor(this.#random() * 4); times >= 0; times--)
      Object.defineProperty(frame, this.#pick(KEYS), {
        value: this.#pick(VALUES),
        enumerable: true,
        configurable: true,
      });
    const text = JSON.stringify(frame);
    if (chance < 0.8) return text;
    if (chance < 0.82) return new ArrayBuffer(8);
    const at = Math.floor(this.#random() * text.length);
    return chance < 0.9
      ? text.slice(0, at)
      : text.slice(0, at) + String.fromCharCode(Math.floor(this.#random() * 65_536)) + text.slice(at + 1);
  }

  fail(sentence: string): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push(`${sentence} after ${this.#last}`);
  }

  #listen(element: XummPayloadStatus): void {
    for (const name of EVENT_NAMES)
      element.addEventListener(name, ({ type }) => {
        this.events += 1;
        const count = (this.#counts.get(type) ?? 0) + 1;
        this.#counts.set(type, count);
        if (count > 1 && !MANY.has(type)) this.fail(`${type} was dispatched ${count} times`);
      });
    element.addEventListener('xumm-resolved', ({ detail }) => {
      if (detail.uuid !== frames.UUID) this.fail(`resolved ${String(detail.uuid)}`);
    });
    element.addEventListener('xumm-state-change', ({ detail: { state } }) => {
      this.states[state] = (this.states[state] ?? 0) + 1;
      const rank = RANK[state];
      if (rank === undefined) this.fail(`came to ${state}, which no socket can tell`);
      else if (rank < this.#rank) this.fail(`went back to ${state}`);
      this.#rank = rank ?? 0;
    });
  }

  #look(element: XummPayloadStatus): void {
    const root = element.renderRoot;
    if (root.querySelector('img, script, iframe, object, embed, form')) this.fail('markup came in');
    for (const link of root.querySelectorAll('a'))
      if (link.protocol !== 'https:') this.fail(`links to ${link.href}`);
    for (const node of root.querySelectorAll('*'))
      for (const { name } of node.attributes)
        if (name.startsWith('on')) this.fail(`has an attribute ${name}`);
    if (root.querySelectorAll('*').length > 120) this.fail('grows');
  }

  async payload(count: number): Promise<void> {
    this.payloads += 1;
    this.#counts = new Map();
    this.#rank = 0;
    const world = new VirtualWorld();
    world.answer = () => Promise.resolve(respond({}));
    const element = createIn(world.environment, { websocketUrl: frames.SOCKET_URL, network: 'mainnet' });
    this.#listen(element);
    document.body.append(element);
    await element.updateComplete;
    world.socket.open();
    if (this.#random() < 0.9) world.socket.frame(frames.welcome);
    for (let done = 0; done < count; done++) {
      if (world.socket.isClosed) world.clock.runToLast(); // the next timer is a retry, or none
      const frame = this.#frame();
      this.#last = typeof frame === 'string' ? frame : 'a binary frame';
      world.socket.open();
      world.socket.frame(frame);
      if (done % FRAMES_A_RENDER === 0) {
        await element.updateComplete;
        this.#look(element);
      }
    }
    await element.updateComplete;
    this.#look(element);
    element.remove();
    await world.settle();
    if (world.timers > 0) this.fail(`${world.timers} timers are left`);
  }
}

/** Sends real, mutated and random frames to the whole element; the same for the same seed. */
async function fuzz(seed: number, count: number): Promise<FuzzResult> {
  const run = new Fuzz(seed);
  const onFault = (event: Event): void => {
    run.fail(event instanceof ErrorEvent ? event.message : event.type);
  };
  const names = ['error', 'unhandledrejection', 'securitypolicyviolation'];
  for (const name of names) window.addEventListener(name, onFault);
  const { error } = console;
  console.error = () => undefined; // misconfigured on purpose
  for (let done = 0; done < count; done += FRAMES_A_PAYLOAD)
    await run.payload(Math.min(FRAMES_A_PAYLOAD, count - done));
  console.error = error;
  for (const name of names) window.removeEventListener(name, onFault);
  if ('pwned' in window) run.fail('script ran');
  const { payloads, events, states, faults } = run;
  return { seed, frames: count, payloads, events, states, faults };
}

Object.assign(globalThis, { fuzz });
