import assert from 'node:assert/strict';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before } from 'node:test';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { createDemo, type Demo, type DemoOptions } from '../../demo/server.js';
import type { CreatedPayload } from '../../src/index.js';
import { CHROMIUM_ARGS, MAX_WAIT_MS } from '../support/browsers.js';
import { browserOrExit } from '../support/find-browser.js';

/** A page or a file of a site that the test makes. */
export interface Resource {
  readonly body: string | Buffer;
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A static site with a shop's backend and the simulated platform on the same port, and a visitor. */
export interface Site {
  readonly origin: string;
  readonly demo: Demo;
  readonly page: Page;
  /** The page's console output and errors. */
  readonly said: string[];
  readonly put: (path: string, resource: Resource) => void;
  /** Passes unknown paths on to the server at this port. */
  readonly forward: (port: number) => void;
  /** Orders a product as this visitor. */
  readonly order: (product: string) => Promise<Required<CreatedPayload>>;
  /** The user does something on the phone. */
  readonly control: (uuid: string, ...actions: string[]) => Promise<void>;
}

export type Visit = (act: (site: Site) => Promise<void>, options?: BrowserContextOptions) => Promise<void>;

function passOn(req: IncomingMessage, res: ServerResponse, port: number): void {
  const { url: path, method, headers } = req;
  const asked = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(res);
  });
  asked.on('error', () => res.destroy());
  req.pipe(asked);
}

/** For the tests of one file: a server on any free port of this machine, and a browser. */
export function site(options: DemoOptions = {}): Visit {
  const demo = createDemo({ env: {}, ...options });
  const resources = new Map<string, Resource>();
  let behind: number | null = null;
  let server: Server | undefined;
  let browser: Browser | undefined;

  before(async () => {
    server = createServer((req, res) => {
      const resource = resources.get((req.url ?? '/').split('?')[0] ?? '/');
      if (resource) {
        res.writeHead(resource.status ?? 200, {
          'Content-Type': resource.type ?? 'text/html; charset=utf-8',
          ...resource.headers,
        });
        res.end(resource.body);
        return;
      }
      void demo.handle(req, res).then((isOwn) => {
        if (isOwn) return;
        if (behind === null) res.writeHead(404).end();
        else passOn(req, res, behind);
      });
    });
    // A request of the test itself must not meet a connection that the server is about to close.
    server.keepAliveTimeout = 600_000;
    server.on('upgrade', (req, socket, head) => demo.upgrade(req, socket, head) || socket.destroy());
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    browser = await chromium.launch({
      executablePath: browserOrExit('chromium'),
      args: [...CHROMIUM_ARGS],
    });
  });

  after(async () => {
    await browser?.close();
    await demo.close();
    server?.close();
    server?.closeAllConnections();
  });

  return async (act, options = {}) => {
    assert(server && browser);
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const context = await browser.newContext({ baseURL: origin, ...options });
    context.setDefaultTimeout(MAX_WAIT_MS);
    const said: string[] = [];
    context.on('weberror', (error) => said.push(error.error().message));
    context.on('console', (message) => said.push(message.text()));
    try {
      const page = await context.newPage();
      await act({
        origin,
        demo,
        page,
        said,
        put: (path, resource) => resources.set(path, resource),
        forward: (port) => {
          behind = port;
        },
        order: async (product) => {
          const answer = await context.request.post('/api/payloads', {
            data: { product, cart: crypto.randomUUID() },
          });
          return (await answer.json()) as Required<CreatedPayload>;
        },
        control: async (uuid, ...actions) => {
          for (const action of actions) {
            const answer = await context.request.post(`/control/${uuid}/${action}`, { data: {} });
            assert.equal(answer.status(), 200, `${action}: ${await answer.text()}`);
          }
        },
      });
    } finally {
      resources.clear();
      behind = null;
      await context.close();
    }
  };
}
