import { readdirSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join, parse } from 'node:path';
import type { Duplex } from 'node:stream';
import { defineConfig, type LibraryOptions, type Plugin } from 'vite';
import type * as DemoServer from './demo/server.js';
import { literalsHtmlCssMinifier } from '@literals/rollup-plugin-html-css-minifier';
import { llms } from './demo/site/build/llms.js';
import { sitePages } from './demo/site/build/pages.js';
import { internalNames } from './scripts/internal-names.js';
import { ownEntries } from './scripts/own-entries.js';
import { ownPolicy } from './scripts/own-policy.js';
import { leanQrcode } from './scripts/lean-qrcode.js';

/** Addresses in a payload's links, and the pages at them. */
function pageFor(path: string): string | null {
  if (/^\/sign\/[^/.]+$/.test(path)) return '/phone.html';
  return path === '/pay' ? '/pay.html' : null;
}

/** Backend and simulated platform on the same port as the pages, so that phone, shop and tests see one host. */
function demoServer(): Plugin {
  return {
    name: 'demo-server',
    apply: 'serve',
    async configureServer(server) {
      const { httpServer, middlewares } = server;
      // Loaded by vite, which knows the package's own entries, and only when it serves.
      const { createDemoOrExit } = (await server.ssrLoadModule(
        join(import.meta.dirname, 'demo/server.ts'),
      )) as typeof DemoServer;
      const demo = await createDemoOrExit({ isKept: true });
      middlewares.use((req, res, next) => {
        const [path = '/', query] = (req.url ?? '/').split('?');
        // The pages ask whether to show a simulated phone, or a real wallet must sign.
        if (path === '/demo.json') {
          res.setHeader('Content-Type', 'application/json');
          res.end(JSON.stringify({ simulated: demo.simulated }));
          return;
        }
        const page = pageFor(path);
        if (page !== null) req.url = query === undefined ? page : `${page}?${query}`;
        demo.handle(req, res).then((isOwn) => {
          if (!isOwn) next();
        }, next);
      });
      httpServer?.on('upgrade', (req: IncomingMessage, socket: Duplex, head: Buffer) => {
        demo.upgrade(req, socket, head);
      });
      // Vite ends all connections, also at SIGTERM and when the terminal closes.
      const close = server.close.bind(server);
      server.close = async () => {
        await demo.idle();
        await close();
        await demo.close();
      };
      process.once('SIGINT', () => void server.close().finally(() => process.exit(0)));
    },
  };
}

/** Removes the white space in templates and style sheets. */
const minifiedLiterals = (): Plugin => ({ ...(literalsHtmlCssMinifier() as Plugin), apply: 'build' });

/**
 * Browsers read a classic script in the encoding of the page, unless it begins with a byte order mark. In English there are
 * escapes too, which survive when scripts are joined; for all languages they would be 2,240 B of brotli.
 */
const inAnyEncoding = (mode: string): Plugin => ({
  name: 'in-any-encoding',
  apply: 'build',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      if (mode === 'production')
        file.code = file.code.replace(
          /[^\0-\x7f]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
        );
      if (mode === 'production' || mode === 'all') file.code = `\uFEFF${file.code}`;
    }
  },
});

/** A script that a worker or a server loads does nothing: it needs nothing for them. */
const inPagesOnly = (): Plugin => ({
  name: 'in-pages-only',
  apply: (_, { command, mode }) => command === 'build' && mode !== 'modules',
  config: () => ({
    resolve: {
      alias: [
        {
          find: /.*\/(?:without-dom|on-server)\.js$/,
          replacement: join(import.meta.dirname, 'src/with-dom.ts'),
        },
      ],
    },
    build: { rolldownOptions: { output: { intro: "if (typeof document === 'undefined') return;" } } },
  }),
});

/** What only this package uses, and what lit does: its private names begin with `_$`. */
const shortened = (): RegExp => new RegExp(`^(${internalNames().join('|')}|_\\$.*)$`);

const kinds = { production: 'cdn', all: 'cdn-all' } as const;

/** A classic script with everything inside. */
const script = (mode: keyof typeof kinds): LibraryOptions => ({
  entry: `src/${kinds[mode]}.ts`,
  name: 'xummPayloadStatus',
  formats: ['iife'],
  fileName: () => `xumm-payload-status${mode === 'all' ? '.all' : ''}.min.js`,
});

/** The modules of the package. They share common parts: a language registers where the element looks it up. */
const modules: LibraryOptions = {
  entry: Object.fromEntries(
    // `without-dom` is its own module, because it must run first.
    ['index', 'define', 'hydrate', 'without-dom', 'shared', 'server/index', ...languageModules()].map(
      (name) => [name, `src/${name}.ts`],
    ),
  ),
  formats: ['es'],
};

function languageModules(): string[] {
  return readdirSync(join(import.meta.dirname, 'src/locales')).map((file) => `locales/${parse(file).name}`);
}

/** `vite`: the demo. `vite build`: the package, by `--mode`: `production` and `all` the scripts, `modules` the modules. */
export default defineConfig(({ command, mode }) => ({
  root: command === 'serve' ? 'demo/site' : '.',
  // There are several pages, so an unknown address is a 404 and not the shop.
  appType: 'mpa',
  plugins: [
    demoServer(),
    sitePages('served'),
    { ...llms(), apply: 'serve' },
    leanQrcode(),
    ownPolicy(),
    minifiedLiterals(),
    inAnyEncoding(mode),
    inPagesOnly(),
  ],
  resolve: { alias: ownEntries },
  server: { port: 5173, fs: { allow: [import.meta.dirname] } },
  build: {
    target: 'es2022',
    // Runs after the bundler's own minifier, and saves 340 bytes of brotli.
    minify: mode === 'modules' ? 'oxc' : 'terser',
    terserOptions: {
      ecma: 2020,
      compress: { passes: 6, unsafe_arrows: true, unsafe_methods: true },
      // Saves 500 bytes of brotli.
      mangle: command === 'build' && mode !== 'modules' && { properties: { regex: shortened() } },
    },
    emptyOutDir: mode === 'production',
    lib: mode === 'production' || mode === 'all' ? script(mode) : modules,
    // The core of qrcode is CommonJS at an unusual path: a browser could not load it, so it is bundled.
    rolldownOptions:
      mode === 'modules'
        ? {
            external: /^(lit|@lit-labs\/ssr-client)(\/|$)/,
            // `index` and `define` share the element: its module has the path of its source and its declaration.
            output: { minify: true, minifyInternalExports: false, chunkFileNames: '[name].js' },
          }
        : { output: { minify: true } },
    // The licences of the bundled packages must be passed on.
    license: mode === 'production' && { fileName: 'licenses.md' },
    reportCompressedSize: false,
  },
}));
