/**
 * `npm run build -- share`: draws the picture that links to the site show, `demo/site/public/share.png`, from the real
 * card in the gallery's first and last scene.
 */
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createServer, type Plugin } from 'vite';
import { CHROMIUM_ARGS } from '../test/support/browsers.js';
import { browserOrExit } from '../test/support/find-browser.js';

const PAGE = `<!doctype html><html lang="en"><head><title>share</title><style>
  body { display: grid; grid-template-columns: 1fr 360px 240px; gap: 36px; align-items: center; inline-size: 1200px; block-size: 630px;
    margin: 0; padding: 0 0 0 72px; overflow: hidden; box-sizing: border-box; font-family: system-ui, sans-serif; color: #14171f; background: #eef1ff; color-scheme: light }
  h1 { margin: 0; font-size: 50px; line-height: 1.15; letter-spacing: -0.02em; text-wrap: balance }
  p { margin: 24px 0 0; font-size: 23px; line-height: 1.4; color: #5b6272 }
  .scene { inline-size: 360px; zoom: 0.94 }
  </style></head><body><div><h1>The screen while somebody signs</h1><p>&lt;xumm-payload-status&gt;</p></div>
  <script type="module">
    import { scenes, stage } from '/gallery/scenes.ts';
    for (const name of ['Waiting', 'Confirmed']) {
      const place = document.body.appendChild(document.createElement('div'));
      place.className = 'scene';
      await stage(scenes().find((scene) => scene.name === name), place);
    }
    document.body.dataset.done = '';
  </script></body></html>`;

const page: Plugin = {
  name: 'share-picture',
  configureServer: ({ middlewares }) => {
    middlewares.use('/share', (_req, res) => res.setHeader('Content-Type', 'text/html').end(PAGE));
  },
};

const server = await createServer({
  configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
  plugins: [page],
  server: { port: 0, hmr: false, watch: null },
  logLevel: 'error',
});
await server.listen();
const browser = await chromium.launch({
  executablePath: browserOrExit('chromium'),
  args: [...CHROMIUM_ARGS],
});
try {
  const tab = await browser.newPage({
    baseURL: server.resolvedUrls?.local[0] ?? '',
    viewport: { width: 1200, height: 630 },
    reducedMotion: 'reduce',
  });
  await tab.goto('/share');
  await tab.waitForSelector('[data-done]');
  const path = fileURLToPath(new URL('../demo/site/public/share.png', import.meta.url));
  await tab.screenshot({ path });
  console.log(path);
} finally {
  await browser.close();
  await server.close();
}
