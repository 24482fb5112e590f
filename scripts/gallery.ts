/** `npm run build -- gallery`: writes the gallery as pictures, to look at, into `gallery/`. */
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { CHROMIUM_ARGS } from '../test/support/browsers.js';
import { browserOrExit } from '../test/support/find-browser.js';

const PICTURES: readonly Record<string, string>[] = [
  ...['light', 'dark'].flatMap((theme) =>
    ['240', '320', '360', '560', '900'].map((width) => ({ lang: 'en', theme, width })),
  ),
  ...['ar', 'de', 'fi', 'ja', 'th', 'ur'].map((lang) => ({ lang, theme: 'light', width: '320' })),
  { lang: 'ar', theme: 'dark', width: '900' },
  { lang: 'de', theme: 'light', width: '360', large: 'on' },
];

const folder = new URL('../gallery/', import.meta.url).pathname;
mkdirSync(folder, { recursive: true });
const server = await createServer({
  configFile: new URL('../vite.config.ts', import.meta.url).pathname,
  server: { port: 0 },
  logLevel: 'error',
});
await server.listen();
const address = server.httpServer?.address();
const port = typeof address === 'object' && address ? address.port : 0;
const browser = await chromium.launch({
  executablePath: browserOrExit('chromium'),
  args: [...CHROMIUM_ARGS],
});
try {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 }, reducedMotion: 'reduce' });
  for (const picture of PICTURES) {
    await page.goto(`http://localhost:${port}/gallery.html?${new URLSearchParams(picture).toString()}`);
    await page.waitForSelector('#scenes[data-done]');
    const path = `${folder}${Object.values(picture).join('-')}.png`;
    await page.screenshot({ path, fullPage: true });
    console.log(path);
  }
} finally {
  await browser.close();
  await server.close();
}
