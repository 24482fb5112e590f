import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { screencast } from '../support/screencast.js';
import { serveMarkup } from '../support/serve-markup.js';
import { brotli, modules, ours, peers, TEXT, type Peer } from './peers.js';

export const PAGES = 30;

export interface TimeToCode {
  readonly name: string;
  /** Median ms from the script's last byte to the first picture that a scanner can read. */
  readonly fast: number;
  /** The same with the CPU four times slower. */
  readonly slow: number;
  /** Everything that the page loaded for it, by brotli. */
  readonly bytes: number;
}

/** A code that is in the document may still be fading in: pictures are taken for this long afterwards. */
const SETTLE_MS = 600;

/** Runs in the page: resolves when a code of that size is in the document. */
const WAIT = `
  const isCode = (node) =>
    /^(svg|canvas|img)$/i.test(node.localName) && node.getBoundingClientRect().width >= 100 &&
    (node.localName !== 'svg' || node.querySelector('path, rect, circle'));
  const search = (root) => {
    for (const node of root.querySelectorAll('*'))
      if (isCode(node) || (node.shadowRoot && search(node.shadowRoot))) return true;
    return false;
  };
  window.drawn = new Promise((resolve) => {
    const look = () => (search(document) ? resolve() : void requestAnimationFrame(look));
    requestAnimationFrame(look);
  });
`;

interface Served {
  readonly origin: string;
  readonly server: Server;
  /** The scripts that a peer's page loaded, by the peer's index. */
  readonly loaded: Map<string, Map<string, number>>;
}

const JAVASCRIPT = 'text/javascript';

const isModule = (path: string | undefined): boolean => path?.includes('.esm.') ?? false;

/** A file of a peer that has several. */
function fileOf(url: string): { type: string; body: string } | null {
  const path = join(modules, url.slice('/modules/'.length));
  if (!url.startsWith('/modules/') || !path.startsWith(modules) || !existsSync(path)) return null;
  return { type: JAVASCRIPT, body: readFileSync(path, 'utf8') };
}

/**
 * Our element as a server renders it: the code is in the markup and needs no script. Counted from the last byte of the
 * page.
 */
const served: Peer = {
  name: 'the same, drawn by a server',
  follows: true,
  markup: await serveMarkup({ uuid: TEXT.slice(-36) }),
};
const shown = [ours, served, ...peers].filter(({ markup }) => markup !== null);

async function serve(): Promise<Served> {
  const loaded: Served['loaded'] = new Map();
  const pages = new Map<string, { type: string; body: string }>();
  for (const [index, { markup, script, module }] of shown.entries()) {
    const source = module ? `/modules/${module}` : `/script/${index}.js`;
    if (script) pages.set(source, { type: JAVASCRIPT, body: await script() });
    pages.set(`/page/${index}`, {
      type: 'text/html',
      body: `<!doctype html><html lang="en"><title>x</title><script>${WAIT}</script>
        ${script || module ? `<script src="${source}" ${isModule(module) ? 'type="module"' : ''}></script>` : ''}
        <body>${markup}</body></html>`,
    });
  }
  const server = createServer((req, res) => {
    const url = req.url ?? '';
    const page = pages.get(url) ?? fileOf(url);
    if (!page) {
      res.writeHead(404).end();
      return;
    }
    if (page.type === JAVASCRIPT) {
      const [, index = ''] = /bench=(\d+)/.exec(req.headers.cookie ?? '') ?? [];
      const scripts = loaded.get(index) ?? new Map<string, number>();
      loaded.set(index, scripts.set(url, brotli(page.body)));
    }
    const [, index] = /^\/page\/(\d+)$/.exec(url) ?? [];
    res.writeHead(200, {
      'Content-Type': page.type,
      ...(index && { 'Set-Cookie': `bench=${index}; Path=/` }),
    });
    res.end(page.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { loaded, server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Ms from the last byte of the script (of the page, if it has none) to the first picture that a scanner can read. */
async function measure(browser: Browser, url: string, rate: number): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 500, height: 700 } });
  const session = await page.context().newCDPSession(page);
  if (rate > 1) await session.send('Emulation.setCPUThrottlingRate', { rate });
  const cast = await screencast(page);
  await page.goto(url, { waitUntil: 'commit' });
  const loadedAt = await page.evaluate(async (settleMs) => {
    await (window as unknown as { drawn: Promise<void> }).drawn;
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    const loads = ['resource', 'navigation'].flatMap((type) => performance.getEntriesByType(type));
    return performance.timeOrigin + (loads[0] as PerformanceResourceTiming).responseEnd;
  }, SETTLE_MS);
  const frames = await cast.stop();
  await page.close();
  const first = frames.find((frame) => frame.read()?.includes(TEXT));
  if (!first) throw new Error(`${url} shows no code that can be read, in ${frames.length} pictures`);
  return first.at - loadedAt;
}

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;

/** Peers take turns, so that a slow minute of the machine affects all of them. */
export async function timesToCode(browser: Browser): Promise<TimeToCode[]> {
  const { origin, server, loaded } = await serve();
  const times = new Map<Peer, { fast: number[]; slow: number[] }>();
  for (let round = 0; round < PAGES; round++)
    for (const [index, peer] of shown.entries()) {
      const { fast, slow } = times.get(peer) ?? { fast: [], slow: [] };
      fast.push(await measure(browser, `${origin}/page/${index}`, 1));
      slow.push(await measure(browser, `${origin}/page/${index}`, 4));
      times.set(peer, { fast, slow });
    }
  server.closeAllConnections();
  server.close();
  return shown.map((peer, index) => ({
    name: peer.name,
    fast: median(times.get(peer)?.fast ?? []),
    slow: median(times.get(peer)?.slow ?? []),
    bytes: [...(loaded.get(String(index)) ?? new Map<string, number>()).values()].reduce(
      (sum, bytes) => sum + bytes,
      0,
    ),
  }));
}
