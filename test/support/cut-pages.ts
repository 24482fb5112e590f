import { build } from 'esbuild';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createCutServer } from './cut-server.js';

export interface CutPages {
  readonly origin: string;
  close(): Promise<void>;
}

const html = (script: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Test</title><body>${script}`;

/**
 * A server for pages that a tool other than the test runner drives: `/<name>` is a page with one script, anything else an
 * empty page. It also drops connections.
 *
 * @param scripts the file of each page's script, by the page's name
 */
export async function serveCutPages(scripts: Readonly<Record<string, string>>): Promise<CutPages> {
  const { outputFiles } = await build({
    entryPoints: Object.entries(scripts).map(([out, file]) => ({ in: file, out })),
    outdir: '/',
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    minify: true,
    define: { global: 'globalThis' },
    logLevel: 'error',
    absWorkingDir: join(import.meta.dirname, '../..'),
  });
  const bundles = new Map(outputFiles.map(({ path, text }) => [path, text]));
  const cuts = createCutServer();
  const server = createServer((req, res) => {
    void cuts.handle(req, res).then((isOwn) => {
      if (isOwn) return;
      const path = (req.url ?? '/').split('?')[0] ?? '/';
      const bundle = bundles.get(path);
      const isPage = bundles.has(`${path}.js`);
      res.setHeader('Content-Type', bundle === undefined ? 'text/html' : 'text/javascript');
      res.end(bundle ?? html(isPage ? `<script type="module" src="${path}.js"></script>` : ''));
    });
  });
  server.on('upgrade', (req, socket, head) => cuts.upgrade(req, socket, head) || socket.destroy());
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      cuts.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}
