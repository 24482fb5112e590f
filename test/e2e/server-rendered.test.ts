import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { build } from 'esbuild';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { builtScript } from '../support/built-script.js';
import { opened, OTHER_UUID, seconds, signed, SIGN_URL, UUID } from '../support/frames.js';
import { serveMarkup } from '../support/serve-markup.js';
import { inState, part, scan } from './actions.js';
import { playPlatform } from './play-platform.js';
import { site, type Site } from './site.js';

const visit = site();
const scripts = { hydrate: '', replace: '' };

before(async () => {
  const [bundle, script] = await Promise.all([
    build({
      stdin: {
        contents: "import './src/locales/de.js'; import './src/hydrate.js'; import './src/define.js';",
        resolveDir: process.cwd(),
      },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      define: { global: 'globalThis' },
    }),
    builtScript(),
  ]);
  scripts.hydrate = bundle.outputFiles[0]?.text ?? '';
  scripts.replace = script;
});

/** The content of the shadow root at each possible paint, and the nodes that the server rendered. */
const WATCH = `
  const element = document.querySelector('xumm-payload-status');
  const root = element.shadowRoot;
  window.served = { card: root.querySelector('.card'), link: root.querySelector('a') };
  window.frames = new Set();
  (function look() {
    const count = (selector) => root.querySelectorAll(selector).length;
    frames.add(count('.card') + ' card, ' + count('[part=qr]') + ' code');
    requestAnimationFrame(look);
  })();
`;

/** Opens a page with this markup, whose script loads only after the page was seen. */
async function open(
  { page, put }: Site,
  script: keyof typeof scripts,
  markup: string,
  { lang = 'en', early = '' } = {},
): Promise<void> {
  put('/x.js', { type: 'text/javascript', body: scripts[script] });
  put('/', {
    body: `<!doctype html><html lang="${lang}" style="color-scheme: light dark"><link rel="icon" href="data:,">
      ${markup}<script>${WATCH}${early}
        requestAnimationFrame(() => requestAnimationFrame(() => {
          const script = document.createElement('script');
          script.type = 'module';
          script.src = '/x.js';
          document.head.append(script);
        }));
      </script></html>`,
  });
  await page.goto('/');
}

const frames = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...(window as unknown as { frames: Set<string> }).frames]);

/** Whether the server's nodes are those in the page. */
const isKept = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const { served } = window as unknown as { served: Record<string, Node> };
    return Object.values(served).every((node) => node.isConnected);
  });

test('without any script the code is on the screen, and scans', () =>
  visit(
    async ({ page, put }) => {
      put('/', {
        body: `<!doctype html><link rel="icon" href="data:,">${await serveMarkup({ uuid: UUID })}`,
      });
      await page.goto('/');
      assert.equal(await scan(page.locator('html')), SIGN_URL);
    },
    { javaScriptEnabled: false },
  ));

const PHONE: BrowserContextOptions = {
  hasTouch: true,
  isMobile: true,
  viewport: { width: 390, height: 844 },
};

for (const [what, lang, options] of [
  ['a page', 'en', {}],
  ['a German page, drawn in English', 'de', {}],
  ['a dark page', 'en', { colorScheme: 'dark' }],
  ['a phone', 'en', PHONE],
] as const)
  test(`on ${what} the server’s markup becomes the element, without a flash or a second copy`, () =>
    visit(async (visitor) => {
      const { page, said } = visitor;
      const { connected } = await playPlatform(page);
      await open(visitor, 'hydrate', await serveMarkup({ uuid: UUID }), { lang });
      await page.locator('xumm-payload-status[state="waiting"][connection="open"]').waitFor();
      const socket = await connected;
      await page.locator(`.card[lang="${lang}"]`).waitFor();
      const isPhone = options === PHONE;
      assert.deepEqual(await frames(page), ['1 card, 1 code', ...(isPhone ? ['1 card, 0 code'] : [])]);
      assert.equal(
        await page.evaluate(() => (window as unknown as { served: { card: Node } }).served.card.isConnected),
        true,
      );
      if (!isPhone) assert.equal(await isKept(page), true);

      socket.send(JSON.stringify(seconds(300)));
      await part(page, 'countdown').waitFor();
      socket.send(JSON.stringify(opened));
      await inState(page, 'opened');
      await part(page, 'qr-button').click();
      socket.send(JSON.stringify(signed));
      await inState(page, 'signed');
      assert.deepEqual(said, []);
    }, options));

test('a user who is already in the card keeps the focus', () =>
  visit(async (visitor) => {
    const { page } = visitor;
    await playPlatform(page);
    await open(visitor, 'hydrate', await serveMarkup({ uuid: UUID }), {
      early: "root.querySelector('a').focus();",
    });
    await page.locator('xumm-payload-status[connection="open"]').waitFor();
    assert.equal(
      await page.evaluate(() =>
        document.querySelector('xumm-payload-status')?.shadowRoot?.activeElement?.getAttribute('part'),
      ),
      'open-link',
    );
  }));

test('a logo gets a code that is made for it', () =>
  visit(async (visitor) => {
    const { page } = visitor;
    await playPlatform(page);
    const markup = await serveMarkup({ uuid: UUID }, '<b slot="logo" style="font: 40px sans-serif">XX</b>');
    assert.ok(!markup.includes('<slot name="logo"'), 'a server does not see it');
    await open(visitor, 'hydrate', markup);
    await page.locator('xumm-payload-status[connection="open"]').waitFor();
    await page.locator('slot[name="logo"]').waitFor({ state: 'attached' });
    assert.equal(await scan(page.locator('html')), SIGN_URL);
  }));

for (const [what, script, served, early] of [
  ['the one-script file', 'replace', { uuid: UUID }, ''],
  [
    'what hydrates, where the server drew another payload',
    'hydrate',
    { payload: { uuid: OTHER_UUID } },
    `element.uuid = '${UUID}';`,
  ],
  [
    'what hydrates, where the page has changed the payload since',
    'hydrate',
    { uuid: OTHER_UUID },
    `element.setAttribute('uuid', '${UUID}');`,
  ],
  ['what hydrates, where the server drew none', 'hydrate', {}, `element.setAttribute('uuid', '${UUID}');`],
] as const)
  test(`${what}: the markup is replaced at once, and nothing of it is left`, () =>
    visit(async (visitor) => {
      const { page, said } = visitor;
      await playPlatform(page);
      await open(visitor, script, await serveMarkup(served), { early });
      await page.locator('xumm-payload-status[state="waiting"][connection="open"]').waitFor();
      assert.deepEqual(
        (await frames(page)).filter((seen) => seen !== '1 card, 1 code'),
        'uuid' in served || 'payload' in served ? [] : ['1 card, 0 code'],
      );
      assert.equal(await isKept(page), false);
      assert.equal(await part(page, 'open-link').getAttribute('href'), SIGN_URL);
      assert.equal(await scan(page.locator('html')), SIGN_URL);
      assert.deepEqual(said, []);
    }));
