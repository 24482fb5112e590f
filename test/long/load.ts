import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright-core';
import { createDemo } from '../../demo/server.js';
import { randomFrom } from '../support/crowd.js';
import type { PayloadStatus, State } from '../../src/index.js';
import { control, createPayloads } from '../bench/session.js';
import { CHROMIUM_ARGS } from '../support/browsers.js';
import { builtScript } from '../support/built-script.js';
import { browserOrExit } from '../support/find-browser.js';
import { headless, type Headless } from './headless.js';

export interface LoadOptions {
  /** Elements in pages, 200 in each. Each page has its own Chromium, which opens 255 sockets at most. */
  readonly elements: number;
  /** The element's own connection code, in Node. */
  readonly sessions: number;
  readonly seconds: number;
  readonly seed: number;
}

export interface LoadResult {
  readonly payloads: number;
  readonly drops: number;
  /** Sockets after the first one of each payload. */
  readonly retries: number;
  readonly questions: number;
  /** Answers of the backend that failed on purpose. */
  readonly failures: number;
  readonly events: number;
  /** Payloads that ended in another state than on the platform, or reported an outcome more than once. */
  readonly wrong: readonly string[];
}

const A_PAGE = 200;
const DROPS_A_SECOND = 0.02;
const FAILING = 0.01;
/** From the last action until every element knows it. Never reached on a machine that is only slow. */
const PATIENCE_MS = 600_000;
const OUTCOMES = ['xumm-resolved', 'xumm-verified', 'xumm-unverified', 'xumm-expired'];

type Fate = 'sign' | 'decline' | 'expire';
const END: Readonly<Record<Fate, State>> = { sign: 'verified', decline: 'rejected', expire: 'expired' };

interface Told {
  readonly state: string;
  readonly events: readonly string[];
}

/** A page with elements, and the events that they dispatched. */
const PAGE = `<!doctype html><html lang="en"><title>load</title><main></main><script src="/element.js"></script><script>
  const told = new Map();
  for (const name of ['opened', 'resolved', 'verified', 'unverified', 'expired', 'pre-signed', 'dispatched'])
    document.addEventListener('xumm-' + name, ({ type, detail }) => told.get(detail.uuid).push(type));
  window.add = (uuids) => {
    for (const uuid of uuids) {
      told.set(uuid, []);
      const element = document.createElement('xumm-payload-status');
      element.websocketUrl = location.origin.replace('http', 'ws') + '/sign/' + uuid;
      element.statusUrl = '/status/{uuid}';
      document.querySelector('main').append(element);
    }
  };
  window.read = () => [...document.querySelectorAll('xumm-payload-status')].map((element) => {
    const uuid = element.websocketUrl.slice(-36);
    return [uuid, { state: element.state, events: told.get(uuid) }];
  });
</script></html>`;

/** The platform and a shop's backend on loopback; the backend sometimes fails. */
class Shop {
  readonly #demo = createDemo({ env: {} });
  readonly #server: Server;
  readonly #random: () => number;
  readonly statuses = new Map<string, PayloadStatus>();
  sockets = 0;
  questions = 0;
  failures = 0;
  script = '';

  constructor(random: () => number) {
    this.#random = random;
    this.#server = createServer((req, res) => {
      const url = req.url ?? '/';
      if (url === '/') res.writeHead(200, { 'Content-Type': 'text/html' }).end(PAGE);
      else if (url === '/element.js')
        res.writeHead(200, { 'Content-Type': 'text/javascript' }).end(this.script);
      else if (url.startsWith('/status/')) this.#answer(url.slice('/status/'.length), res);
      else void this.#demo.handle(req, res).then((isOwn) => isOwn || res.writeHead(404).end());
    });
    this.#server.on('upgrade', (req, socket, head) => {
      this.sockets += 1;
      if (!this.#demo.upgrade(req, socket, head)) socket.destroy();
    });
  }

  #answer(uuid: string, res: ServerResponse): void {
    this.questions += 1;
    if (this.#random() < FAILING) {
      this.failures += 1;
      res.writeHead(500).end();
      return;
    }
    res
      .writeHead(200, { 'Content-Type': 'application/json' })
      .end(JSON.stringify(this.statuses.get(uuid) ?? {}));
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await this.#demo.close();
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** @returns whether there was a socket to drop: that of a resolved payload is closed */
const drop = (origin: string, uuid: string): Promise<boolean> =>
  control(origin, uuid, 'fault', { kind: 'drop' }).then(
    () => true,
    () => false,
  );

/** What happens to each payload, and when, in ms from the start. */
function planFor(uuids: readonly string[], seconds: number, random: () => number) {
  return uuids
    .flatMap((uuid, index) => {
      const fate = (['sign', 'sign', 'decline', 'expire'] as const)[index % 4] ?? 'sign';
      const [first, second] = [random(), random()].sort((one, other) => one - other) as [number, number];
      const end = { uuid, action: fate, at: second * seconds * 1000 };
      return fate === 'expire' ? [end] : [{ uuid, action: 'open' as const, at: first * seconds * 1000 }, end];
    })
    .sort((one, other) => one.at - other.at);
}

const statusAfter: Readonly<Record<Fate | 'open', PayloadStatus>> = {
  open: { opened: true, resolved: false },
  sign: { opened: true, resolved: true, signed: true, verification: 'verified' },
  decline: { opened: true, resolved: true, signed: false },
  expire: { opened: false, expired: true, resolved: false },
};

/**
 * Many payloads, a network that drops sockets every second, and a backend that fails: every element ends in the right
 * state.
 */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const random = randomFrom(options.seed);
  const shop = new Shop(random);
  shop.script = await builtScript();
  const origin = await shop.listen();
  const uuids = await createPayloads(origin, options.elements + options.sessions);
  const browsers: Browser[] = [];
  const pages: Page[] = [];
  for (let from = 0; from < options.elements; from += A_PAGE) {
    const browser = await chromium.launch({
      executablePath: browserOrExit('chromium'),
      args: [...CHROMIUM_ARGS],
    });
    browsers.push(browser);
    const page = await browser.newPage();
    await page.goto(origin);
    await page.evaluate(
      (some) => {
        (globalThis as unknown as { add(uuids: string[]): void }).add(some);
      },
      uuids.slice(from, Math.min(from + A_PAGE, options.elements)),
    );
    pages.push(page);
  }
  const sessions = new Map<string, Headless>(
    uuids.slice(options.elements).map((uuid) => [uuid, headless(origin, uuid)]),
  );

  const plan = planFor(uuids, options.seconds, random);
  const fates = new Map<string, State>();
  let drops = 0;
  const start = Date.now();
  let next = 0;
  for (let second = 1; second <= options.seconds; second++) {
    await pause(Math.max(0, start + second * 1000 - Date.now()));
    for (; next < plan.length && (plan[next]?.at ?? 0) <= second * 1000; next++) {
      const { uuid, action } = plan[next] as (typeof plan)[number];
      await control(origin, uuid, action);
      shop.statuses.set(uuid, statusAfter[action]);
      if (action !== 'open') fates.set(uuid, END[action]);
    }
    const chosen = uuids.filter(() => random() < DROPS_A_SECOND);
    const dropped = await Promise.all(chosen.map((uuid) => drop(origin, uuid)));
    drops += dropped.filter(Boolean).length;
  }

  const read = async (): Promise<Map<string, Told>> => {
    const told = new Map<string, Told>(sessions);
    for (const page of pages)
      for (const [uuid, each] of await page.evaluate(() =>
        (globalThis as unknown as { read(): [string, Told][] }).read(),
      ))
        told.set(uuid, each);
    return told;
  };
  const faultOf = (uuid: string, { state, events }: Told): string | null => {
    const expected = fates.get(uuid) ?? 'nothing';
    if (state !== expected) return `${uuid} is ${state}, and should be ${expected}`;
    const twice = OUTCOMES.find((name) => events.filter((event) => event === name).length > 1);
    return twice === undefined ? null : `${uuid} told ${twice} more than once`;
  };
  await Promise.race([
    Promise.all([
      ...pages.map((page) =>
        page.waitForFunction(
          (fates) =>
            (globalThis as unknown as { read(): [string, Told][] })
              .read()
              .every(([uuid, { state }]) => state === fates[uuid]),
          Object.fromEntries(fates),
          { timeout: 0 },
        ),
      ),
      ...[...sessions].map(([uuid, session]) => session.reached(fates.get(uuid) ?? 'idle')),
    ]),
    pause(PATIENCE_MS, undefined, { ref: false }),
  ]);
  const told = await read();
  const wrong = [...told].map(([uuid, each]) => faultOf(uuid, each)).filter((fault) => fault !== null);

  const result: LoadResult = {
    payloads: told.size,
    drops,
    retries: shop.sockets - uuids.length,
    questions: shop.questions,
    failures: shop.failures,
    events: [...told.values()].reduce((sum, { events }) => sum + events.length, 0),
    wrong,
  };
  for (const session of sessions.values()) session.remove();
  await Promise.all(browsers.map((browser) => browser.close()));
  await shop.close();
  return result;
}
