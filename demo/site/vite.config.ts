import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { qrcodeLean } from '../../scripts/qrcode-lean/plugin.js';
import { apiReference } from './build/api.js';
import { framed, PAGES } from './build/layout.js';
import { snippets } from './build/snippets.js';

const demo = join(import.meta.dirname, '..');

/** Puts what all pages share around each, and in place of comments what is made from the package's own files. */
const pages = (): Plugin => ({
  name: 'site-pages',
  transformIndexHtml: {
    order: 'pre',
    handler: (html, { path }) =>
      framed(html, path.slice(1))
        .replace('<!-- snippets -->', snippets)
        .replace('<!-- api -->', apiReference),
  },
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      // `index.html` of the demo is the shop.
      const home = bundle['home.html'];
      if (home) home.fileName = 'index.html';
    },
  },
});

const SHEETS = /<link rel="stylesheet" crossorigin (href="[^"]*")>\s*/g;
const rank = (href: string): number => (href.includes('/base-') ? 0 : href.includes('/site-') ? 1 : 2);

/**
 * The style sheets that pages share go before a page's own. And they ask for no CORS: a page that is opened as a file
 * would not get them, and look broken while it says what is wrong.
 */
const styleSheets = (): Plugin => ({
  name: 'style-sheets',
  transformIndexHtml: {
    order: 'post',
    handler(html) {
      const hrefs = [...html.matchAll(SHEETS)].map(([, href = '']) => href).sort((a, b) => rank(a) - rank(b));
      const links = hrefs.map((href) => `  <link rel="stylesheet" ${href} />\n  `).join('');
      return html.replace(SHEETS, '').replace('</head>', `${links}</head>`);
    },
  },
});

/** `npm run build:demo`: the pages of the demo that need no server, into `site/`. */
export default defineConfig({
  root: demo,
  base: './',
  publicDir: join(import.meta.dirname, 'public'),
  plugins: [pages(), styleSheets(), qrcodeLean()],
  build: {
    target: 'es2022',
    outDir: join(demo, '../site'),
    emptyOutDir: true,
    rolldownOptions: { input: PAGES.map((page) => join(demo, page)) },
    reportCompressedSize: false,
  },
});
