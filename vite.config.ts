import { readdirSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join, parse } from 'node:path';
import type { Duplex } from 'node:stream';
import { defineConfig, type LibraryOptions, type Plugin } from 'vite';
import type * as DemoServer from './demo/server.js';
import { literalsHtmlCssMinifier } from '@literals/rollup-plugin-html-css-minifier';
import { llms } from './demo/site/build/llms.js';
import { sitePages } from './demo/site/build/pages.js';
import { ownEntries } from './scripts/own-entries.js';
import { ownPolicy } from './scripts/own-policy.js';
import { qrcodeLean } from './scripts/qrcode-lean/plugin.js';

/** The addresses that a payload's links carry, and the pages that stand there. */
function pageFor(path: string): string | null {
  if (/^\/sign\/[^/.]+$/.test(path)) return '/phone.html';
  return path === '/pay' ? '/pay.html' : null;
}

/** The backend and the simulated platform on the port of the pages, so that a phone, a shop and a test see one host. */
function demoServer(): Plugin {
  return {
    name: 'demo-server',
    apply: 'serve',
    async configureServer(server) {
      const { httpServer, middlewares } = server;
      // Loaded by vite, which knows where the package's own entries are; only where it serves.
      const { createDemoOrExit } = (await server.ssrLoadModule(
        join(import.meta.dirname, 'demo/server.ts'),
      )) as typeof DemoServer;
      const demo = await createDemoOrExit({ isKept: true });
      middlewares.use((req, res, next) => {
        const [path = '/', query] = (req.url ?? '/').split('?');
        // The pages ask whether there is a simulated phone to show, or a real wallet has to sign.
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
      httpServer?.on('close', () => void demo.close());
    },
  };
}

/** The templates and style sheets, without the white space that people read them by. */
const minifiedLiterals = (): Plugin => ({ ...(literalsHtmlCssMinifier() as Plugin), apply: 'build' });

/**
 * A classic script is read in the encoding of the page, unless it says its own. In English a few escapes do that, and stay
 * when somebody joins scripts. Escapes for all languages would be 2,240 B of brotli; a byte order mark is three.
 */
const inAnyEncoding = (mode: string): Plugin => ({
  name: 'in-any-encoding',
  apply: 'build',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      if (mode === 'all') file.code = `\uFEFF${file.code}`;
      if (mode === 'production')
        file.code = file.code.replace(
          /[^\0-\x7f]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
        );
    }
  },
});

/**
 * What is yes or no has a name that begins so, and is nobody else's: 190 bytes of brotli less where it is one letter. The
 * browser's own names stay as they are, and so do these, of lit.
 */
const ownFlags = { regex: /^(is|has)[A-Z]/, reserved: ['hasChanged', 'hasUpdated', 'isUpdatePending'] };

const kinds = { production: 'cdn', all: 'cdn-all' } as const;

/** A classic script with everything inside. */
const script = (mode: keyof typeof kinds): LibraryOptions => ({
  entry: `src/${kinds[mode]}.ts`,
  name: 'xummPayloadStatus',
  formats: ['iife'],
  fileName: () => `xumm-payload-status${mode === 'all' ? '.all' : ''}.min.js`,
});

/** The modules of the package. They share what they have in common: a language registers where the element looks it up. */
const modules: LibraryOptions = {
  entry: Object.fromEntries(
    // `without-dom` stands alone, for it runs before lit.
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
  // Several pages, so an address that is none of them is a 404 and not the shop.
  appType: 'mpa',
  plugins: [
    demoServer(),
    sitePages('served'),
    { ...llms(), apply: 'serve' },
    qrcodeLean(),
    ownPolicy(),
    minifiedLiterals(),
    inAnyEncoding(mode),
  ],
  resolve: { alias: ownEntries },
  server: { port: 5173, fs: { allow: [import.meta.dirname] } },
  build: {
    target: 'es2022',
    // After the bundler has minified: 340 bytes of brotli less.
    minify: mode === 'modules' ? 'oxc' : 'terser',
    terserOptions: { ecma: 2020, compress: { passes: 6 }, mangle: { properties: ownFlags } },
    emptyOutDir: mode === 'production',
    lib: mode === 'production' || mode === 'all' ? script(mode) : modules,
    // The core of qrcode is CommonJS at a path of its own: left outside, no browser could load it.
    rolldownOptions:
      mode === 'modules'
        ? {
            external: /^(lit|@lit-labs\/ssr-client)(\/|$)/,
            // What `index` and `define` share is the element: it stands where its source and its declaration do.
            output: { minify: true, minifyInternalExports: false, chunkFileNames: '[name].js' },
          }
        : { output: { minify: true } },
    // Of what the scripts have inside: their licences ask to be passed on.
    license: mode === 'production' && { fileName: 'licenses.md' },
    reportCompressedSize: false,
  },
}));
