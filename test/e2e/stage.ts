import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { createServer, type Plugin, type ViteDevServer } from 'vite';
import { CHROMIUM_ARGS, MAX_WAIT_MS } from '../support/browsers.js';
import { complaintsOf } from '../support/complaints.js';
import { browserOrExit } from '../support/find-browser.js';

const ROOT = join(import.meta.dirname, '../..');

/** How long the server keeps an idle connection. */
const KEPT_MS = 600_000;

/** A visitor with their own browser: cookies are not shared with other visitors. */
export interface Visitor {
  readonly page: Page;
  /** Another tab of the same browser. */
  readonly newTab: (path: string) => Promise<Page>;
  /** Adds a page to the demo's server. A browser would not treat a page that the test makes up as on a network. */
  readonly serve: (path: string, contentType: string, body: string) => void;
}

export interface VisitOptions extends BrowserContextOptions {
  /** Complaints of the browser that the test expects. */
  readonly expectedErrors?: RegExp;
}

export type Visit = (options: VisitOptions, act: (visitor: Visitor) => Promise<void>) => Promise<void>;

type Extras = Map<string, { readonly contentType: string; readonly body: string }>;

const serveExtras = (extras: Extras): Plugin => ({
  name: 'extras',
  configureServer({ middlewares }) {
    middlewares.use((req, res, next) => {
      const extra = extras.get(req.url ?? '');
      if (extra === undefined) {
        next();
        return;
      }
      res.setHeader('Content-Type', extra.contentType);
      res.end(extra.body);
    });
  },
});

/**
 * The demo as `npm start` serves it, on any free port, and a browser, for the tests of one `describe`.
 *
 * @returns lets a visitor act; fails if a page throws, complains, or asks another origin for anything
 */
export function stage(): Visit {
  let server: ViteDevServer | undefined;
  let browser: Browser | undefined;
  let cacheDir = '';
  const extras: Extras = new Map();

  before(async () => {
    // Keys in the environment would lead to the real platform.
    for (const name of Object.keys(process.env))
      if (name.startsWith('XUMM_')) Reflect.deleteProperty(process.env, name);
    // Without the data of other runs.
    process.env['DATABASE_URL'] = 'memory:';
    cacheDir = await mkdtemp(join(tmpdir(), 'demo-e2e-'));
    [server, browser] = await Promise.all([
      createServer({
        configFile: join(ROOT, 'vite.config.ts'),
        cacheDir,
        plugins: [serveExtras(extras)],
        logLevel: 'error',
        // A file that is saved meanwhile must not reload the tested page.
        server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
      }).then((created) => {
        // A request of the test itself must not meet a connection that the server is about to close.
        if (created.httpServer) Object.assign(created.httpServer, { keepAliveTimeout: KEPT_MS });
        return created.listen();
      }),
      chromium.launch({ executablePath: browserOrExit('chromium'), args: [...CHROMIUM_ARGS] }),
    ]);
  });

  after(async () => {
    await browser?.close();
    await server?.close();
    await rm(cacheDir, { recursive: true, force: true });
  });

  return async ({ expectedErrors, ...options }, act) => {
    assert(server && browser, 'the stage is set before the tests');
    const origin = new URL(server.resolvedUrls?.local[0] ?? '').origin;
    const context = await browser.newContext({ baseURL: origin, ...options });
    context.setDefaultTimeout(MAX_WAIT_MS);
    const complaints = complaintsOf(context, [origin], expectedErrors);
    try {
      const newTab = async (path: string): Promise<Page> => {
        const page = await context.newPage();
        await page.goto(path);
        return page;
      };
      const serve: Visitor['serve'] = (path, contentType, body) => {
        extras.set(path, { contentType, body });
      };
      await act({ page: await newTab('/'), newTab, serve });
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
  };
}
