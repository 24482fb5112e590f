/**
 * `npm run build -- gallery` writes pictures of the gallery into `gallery/`, and the README's two into `docs/`.
 * `npx tsx scripts/gallery.ts dark summary` writes only those with all of these words in their names, `… readme` only the
 * README's.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContextOptions } from 'playwright-core';
import { createServer } from 'vite';
import { CHROMIUM_ARGS } from '../test/support/browsers.js';
import { browserOrExit } from '../test/support/find-browser.js';

type Choices = Readonly<Record<string, string>>;

interface Picture {
  readonly choices: Choices;
  /** Settings of the system, the screen or the paper. */
  readonly under?: BrowserContextOptions & { readonly media?: 'print' };
}

const by = (name: string, values: readonly string[], rest: Choices = {}): readonly Picture[] =>
  values.map((value) => ({ choices: { ...rest, [name]: value } }));

const PICTURES: readonly Picture[] = [
  ...by('width', ['240', '320', '360', '560', '900']),
  ...by('width', ['240', '360', '560', '900'], { theme: 'dark' }),
  ...by('lang', ['ar', 'de', 'fi', 'ja', 'th', 'ur'], { width: '320' }),
  ...by('lang', ['ar', 'de', 'ja'], { width: '240' }),
  { choices: { lang: 'ar', theme: 'dark', width: '900' } },
  { choices: { lang: 'de', text: '150%' } },
  { choices: { lang: 'de', text: '200%' } },
  ...by('width', ['360', '560'], { summary: 'on', logo: 'on' }),
  ...by('width', ['240', '360', '560'], { layout: 'compact' }),
  { choices: { layout: 'compact', summary: 'on', theme: 'dark' } },
  { choices: { theme: 'light', summary: 'on' }, under: { deviceScaleFactor: 2 } },
  { choices: { theme: 'dark', summary: 'on' }, under: { deviceScaleFactor: 2 } },
  { choices: {}, under: { forcedColors: 'active', colorScheme: 'light' } },
  { choices: {}, under: { forcedColors: 'active', colorScheme: 'dark' } },
  { choices: { theme: 'light' }, under: { contrast: 'more' } },
  { choices: { theme: 'dark' }, under: { contrast: 'more' } },
  { choices: { theme: 'dark' }, under: { media: 'print' } },
  { choices: {}, under: { viewport: { width: 1600, height: 600 } } },
];

const nameOf = ({ choices, under = {} }: Picture): string =>
  [...Object.entries(choices), ...Object.entries(under)]
    .map(([name, value]) =>
      typeof value === 'object' ? 'short' : value === 'on' ? name : `${name}-${String(value)}`,
    )
    .join('_')
    .replace('%', '') || 'default';

const words = process.argv.slice(2).filter((word) => word !== 'gallery');
const folder = fileURLToPath(new URL('../gallery/', import.meta.url));
mkdirSync(folder, { recursive: true });
const server = await createServer({
  configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
  server: { port: 0, hmr: false, watch: null },
  logLevel: 'error',
});
await server.listen();
const browser = await chromium.launch({
  executablePath: browserOrExit('chromium'),
  args: [...CHROMIUM_ARGS],
});
try {
  for (const picture of PICTURES.filter((each) => words.every((word) => nameOf(each).includes(word)))) {
    const { media, ...under } = picture.under ?? {};
    const page = await browser.newPage({
      baseURL: server.resolvedUrls?.local[0] ?? '',
      viewport: { width: 1600, height: 1000 },
      reducedMotion: 'reduce',
      ...under,
    });
    if (media) await page.emulateMedia({ media });
    await page.goto(
      `/gallery.html?${new URLSearchParams({ lang: 'en', theme: 'light', ...picture.choices }).toString()}`,
    );
    await page.waitForSelector('#scenes[data-done]');
    const path = `${folder}${nameOf(picture)}.png`;
    await page.screenshot({ path, fullPage: true });
    console.log(path);
    await page.close();
  }
  for (const theme of words.every((word) => word === 'readme') ? ['light', 'dark'] : []) {
    const page = await browser.newPage({
      baseURL: server.resolvedUrls?.local[0] ?? '',
      viewport: { width: 1600, height: 1000 },
      reducedMotion: 'reduce',
      deviceScaleFactor: 2,
    });
    await page.goto(`/gallery.html?lang=en&theme=${theme}&width=360&summary=on`);
    await page.waitForSelector('#scenes[data-done]');
    // A font of the project, so that pictures are the same on every machine.
    const font = new URL('../node_modules/@fontsource-variable/noto-sans/index.css', import.meta.url);
    await page.addStyleTag({ url: `/@fs${font.pathname}?direct` });
    await page.addStyleTag({ content: ':root { --xumm-font: "Noto Sans Variable" }' });
    await page.evaluate(() => document.fonts.load('16px "Noto Sans Variable"'));
    const waiting = page.locator('figure', { has: page.getByText('Waiting', { exact: true }) });
    const path = fileURLToPath(new URL(`../docs/card-${theme}.png`, import.meta.url));
    await waiting.locator('[part~=base]').screenshot({ path });
    console.log(path);
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
