import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { ownEntries } from '../../scripts/own-entries.js';
import { leanQrcode } from '../../scripts/lean-qrcode.js';
import { PAGES } from './build/layout.js';
import { llms } from './build/llms.js';
import { sitePages } from './build/pages.js';

/** The first page: with `npm start`, `index.html` is the shop. */
const home = (): Plugin => ({
  name: 'home',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const page = bundle['home.html'];
      if (page) page.fileName = 'index.html';
    },
  },
});

const SHEETS = /<link rel="stylesheet" crossorigin (href="[^"]*")>\s*/g;
const rank = (href: string): number => (href.includes('/base-') ? 0 : href.includes('/site-') ? 1 : 2);

/**
 * Shared style sheets come before a page's own. They use no CORS, because a page that is opened as a file would not get
 * them, and would look broken while it says what is wrong.
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

/** `npm run build -- site`: the pages that need no server, into `site/`. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  resolve: { alias: ownEntries },
  plugins: [sitePages('static'), llms(), home(), styleSheets(), leanQrcode()],
  build: {
    target: 'es2022',
    outDir: join(import.meta.dirname, '../../site'),
    emptyOutDir: true,
    rolldownOptions: { input: PAGES.map((page) => join(import.meta.dirname, page)) },
    reportCompressedSize: false,
  },
});
