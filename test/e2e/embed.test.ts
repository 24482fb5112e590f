import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { embedPage } from '../../scripts/embed-page.js';
import { builtScript } from '../support/built-script.js';
import { opened, signed, UUID } from '../support/frames.js';
import { playPlatform } from './play-platform.js';
import { site, type Site } from './site.js';

const SANDBOX =
  'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation';
const visit = site();
let script = '';
let embed = '';

before(async () => {
  [script, embed] = await Promise.all([builtScript(), embedPage()]);
});

/** Another origin of the same server. */
const blogOf = (origin: string): string => origin.replace('127.0.0.1', 'localhost');

interface Message {
  readonly origin: string;
  readonly data: { readonly source: string; readonly type: string; readonly detail: Record<string, unknown> };
}

/** Puts embed.html on the shop's origin, and opens a page of the blog that frames it. */
async function frame(
  { page, origin, put }: Site,
  { query = `?uuid=${UUID}`, parents = blogOf(origin), sandbox = SANDBOX } = {},
): Promise<void> {
  put('/xumm-payload-status.min.js', { type: 'text/javascript', body: script });
  put('/embed.html', {
    body: embed
      .replace('name="xumm-parents" content=""', `name="xumm-parents" content="${parents}"`)
      .replace('data-status-url=""', 'data-status-url="/status?{uuid}"'),
  });
  put('/blog', {
    body: `<!doctype html><link rel="icon" href="data:,"><script>
        window.heard = [];
        addEventListener('message', ({ origin, data }) => heard.push({ origin, data }));
      </script>
      <iframe src="${origin}/embed.html${query}" allow="clipboard-write" referrerpolicy="origin" sandbox="${sandbox}" height="700"></iframe>`,
  });
  await page.goto(`${blogOf(origin)}/blog`);
}

/** Resolves when the parent has received the event. */
const told = ({ page }: Site, type: string): Promise<unknown> =>
  page.waitForFunction(
    (name) => (window as unknown as { heard: Message[] }).heard.some(({ data }) => data.type === name),
    type,
  );

const heardBy = ({ page }: Site): Promise<Message[]> =>
  page.evaluate(() => (window as unknown as { heard: Message[] }).heard);

test('in a listed page: language and theme from the address; height and events go to that page only', () =>
  visit(async (visitor) => {
    const { page, origin, put, said } = visitor;
    put('/status', { type: 'application/json', body: '{"opened":false}' });
    const { connected } = await playPlatform(page);
    await frame(visitor, {
      query: `?uuid=${UUID}&lang=de&theme=dark&status-url=/evil&network=mainnet&sign-url=https://evil.example&renewable`,
    });
    const card = page.frameLocator('iframe').locator('xumm-payload-status');
    await card.locator('[part~="qr"]').waitFor();
    const socket = await connected;
    const seen = await card.evaluate((element) => ({
      attributes: element.getAttributeNames().sort(),
      lang: document.documentElement.lang,
      scheme: getComputedStyle(element).colorScheme,
    }));
    assert.deepEqual(seen, { attributes: ['connection', 'state', 'uuid'], lang: 'de', scheme: 'dark' });

    socket.send(JSON.stringify(opened));
    await told(visitor, 'xumm-opened');
    put('/status', {
      type: 'application/json',
      body: JSON.stringify({ resolved: true, signed: true, verification: 'verified' }),
    });
    socket.send(JSON.stringify(signed));
    await told(visitor, 'xumm-verified');

    const heard = await heardBy(visitor);
    assert.deepEqual([...new Set(heard.map((message) => message.origin))], [origin]);
    assert.deepEqual(
      [...new Set(heard.map(({ data }) => `${data.source} ${String(data.detail['uuid'])}`))],
      [`xumm-payload-status ${UUID}`],
    );
    const heights = heard
      .filter(({ data }) => data.type === 'xumm-resize')
      .map(({ data }) => data.detail['height']);
    assert.equal(heights.at(-1), Math.ceil((await card.boundingBox())?.height ?? 0));
    assert.deepEqual(said, []);
  }));

test('the deep link leaves the frame: the sandbox lets a tap navigate the whole window', () =>
  visit(async (visitor) => {
    const { page } = visitor;
    await playPlatform(page);
    await page.route('https://xumm.app/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: 'the wallet' }),
    );
    await frame(visitor);
    await page.frameLocator('iframe').locator('[part~="open-link"]').click();
    await page.waitForURL(`https://xumm.app/sign/${UUID}`);
  }));

for (const [what, options, sentence] of [
  ['without parameters', { query: '' }, /names no payload: embed\.html\?uuid=/],
  ['with a uuid that is none', { query: '?uuid=javascript:alert(1)' }, /names no payload/],
  [
    'in a page that is not listed',
    { parents: 'https://blog.example' },
    /may not stand in a page of http:\/\/localhost:\d+.*<meta name="xumm-parents">/,
  ],
  ['with nobody listed', { parents: '' }, /<meta name="xumm-parents">/],
  ['in a sandbox without an origin', { sandbox: 'allow-scripts' }, /allow-same-origin/],
] as const)
  test(`${what} it opens nothing, and says what to do`, () =>
    visit(async (visitor) => {
      const { page, said } = visitor;
      await frame(visitor, options);
      await page.frameLocator('iframe').getByText(sentence).waitFor();
      assert.match(said.join('\n'), sentence);
      assert.equal(await page.frameLocator('iframe').locator('xumm-payload-status').count(), 0);
      assert.deepEqual(await heardBy(visitor), []);
    }));

test('opened directly it says that it works only in a frame', () =>
  visit(async (visitor) => {
    await frame(visitor);
    await visitor.page.goto(`${visitor.origin}/embed.html?uuid=${UUID}`);
    await visitor.page.getByText('This page works in a frame only').waitFor();
    assert.equal(await visitor.page.locator('xumm-payload-status').count(), 0);
  }));

test('without its script beside it, it says which one is missing', () =>
  visit(async (visitor) => {
    await visitor.page.route('**/xumm-payload-status.min.js', (route) =>
      route.fulfill({ status: 404, body: '' }),
    );
    await frame(visitor);
    await visitor.page
      .frameLocator('iframe')
      .getByText('xumm-payload-status.min.js belongs beside it')
      .waitFor();
  }));
