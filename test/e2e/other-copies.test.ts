import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { build, type BuildOptions } from 'esbuild';
import { builtScript } from '../support/built-script.js';
import { opened, UUID } from '../support/frames.js';
import { inState, part } from './actions.js';
import { playPlatform } from './play-platform.js';
import { site, type Site } from './site.js';

const visit = site();
const scripts = { own: '', all: '', lit: '', modules: '' };

async function bundled(from: BuildOptions): Promise<string> {
  const { outputFiles } = await build({ ...from, bundle: true, write: false, format: 'iife' });
  return outputFiles[0]?.text ?? '';
}

before(async () => {
  scripts.lit = await bundled({ entryPoints: [join(import.meta.dirname, 'pages/two-lits.ts')] });
  // A second copy, as in another team's bundle.
  const contents = `
    import { XummPayloadStatus } from './src/index.js';
    import './src/define.js';
    import './src/locales/de.js';
    XummPayloadStatus.trustedHosts.add('sign.example');
    XummPayloadStatus.defaultStatusUrl = '/status/{uuid}';
  `;
  scripts.modules = await bundled({ stdin: { contents, resolveDir: process.cwd() } });
  scripts.own = await builtScript();
  scripts.all = await builtScript('all');
});

const STRICT =
  "default-src 'none'; script-src 'self'; connect-src 'self' wss:; require-trusted-types-for 'script'";

/** Opens a page with these scripts, in this order, under this policy. */
async function enter(
  { page, put }: Site,
  names: readonly (keyof typeof scripts)[],
  body: string,
  { trustedTypes = '', settings = '' } = {},
): Promise<void> {
  for (const [name, script] of Object.entries(scripts))
    put(`/${name}.js`, { type: 'text/javascript', body: script });
  const tags = names.map((name) => `<script src="/${name}.js" ${name === 'own' ? settings : ''}></script>`);
  put('/', {
    body: `<!doctype html><html lang="de"><link rel="icon" href="data:,">${body}${tags.join('')}</html>`,
    headers:
      trustedTypes === ''
        ? {}
        : { 'Content-Security-Policy': `${STRICT}; img-src data:; trusted-types ${trustedTypes}` },
  });
  await page.goto('/');
}

for (const names of [
  ['lit', 'own'],
  ['own', 'lit'],
  ['lit', 'own', 'all', 'own'],
] as const)
  test(`the page's lit and the script, ${names.join(', ')}, with each policy allowed once: both work`, () =>
    visit(async (shop) => {
      const { page, said } = shop;
      const { connected } = await playPlatform(page);
      await enter(shop, names, '<page-card></page-card>', {
        trustedTypes: 'lit-html xumm-payload-status',
      });
      await page
        .locator('page-card')
        .evaluate((card, uuid) => Object.assign(card, { payload: { uuid } }), UUID);
      await part(page, 'qr').waitFor();
      (await connected).send(JSON.stringify(opened));
      await page.locator('page-card p').getByText('opened').waitFor();
      assert.deepEqual(said, []);
    }));

test('a page whose policy does not list the name: no tag is defined, and the link in a div stays', () =>
  visit(async (shop) => {
    const link = `<a href="https://xumm.app/sign/${UUID}">Open in Xaman</a>`;
    await enter(shop, ['own'], `<div data-xumm-payload-status data-uuid="${UUID}">${link}</div>`, {
      trustedTypes: 'lit-html',
    });
    await shop.page.getByRole('link', { name: 'Open in Xaman' }).waitFor();
    assert.match(shop.said.join('\n'), /xumm-payload-status/);
  }));

test('a page whose own element has the name of the exports as its id, under a strict policy: both work', () =>
  visit(async (shop) => {
    const { page, said } = shop;
    await playPlatform(page);
    const card = `<xumm-payload-status uuid="${UUID}"></xumm-payload-status>`;
    await enter(shop, ['own'], `<div id="xummPayloadStatus">${card}</div>`, {
      trustedTypes: 'xumm-payload-status',
    });
    await part(page, 'qr').waitFor();
    assert.equal(await page.evaluate(() => typeof window.xummPayloadStatus?.XummPayloadStatus), 'function');
    assert.deepEqual(said, []);
  }));

for (const names of [
  ['own', 'modules'],
  ['modules', 'own'],
] as const)
  test(`two copies of the package, ${names.join(', ')}: language, trusted host and status address reach the element`, () =>
    visit(async (shop) => {
      const { page, put, said } = shop;
      put(`/status/${UUID}`, { body: '{"opened":true}', type: 'application/json' });
      await page.routeWebSocket('wss://sign.example/**', (socket) => {
        socket.send(JSON.stringify({ message: `Welcome ${UUID}` }));
      });
      await enter(shop, names, '');
      await page.evaluate((uuid) => {
        const card = document.createElement('xumm-payload-status');
        card.setAttribute('websocket-url', `wss://sign.example/sign/${uuid}`);
        document.body.append(card);
      }, UUID);
      await inState(page, 'opened');
      assert.equal(await page.locator('xumm-payload-status .card').getAttribute('lang'), 'de');
      assert.deepEqual(said, []);
    }));

test('two copies of the package: the settings on the script’s tag reach the element of the other copy', () =>
  visit(async (shop) => {
    await enter(shop, ['modules', 'own'], '', {
      settings: 'data-trusted-hosts="script.example" data-status-url="/own/{uuid}"',
    });
    const seen = await shop.page.evaluate(() => {
      const { trustedHosts, defaultStatusUrl } = customElements.get('xumm-payload-status') as unknown as {
        trustedHosts: Set<string>;
        defaultStatusUrl: string;
      };
      return { hosts: [...trustedHosts], defaultStatusUrl };
    });
    assert.deepEqual(seen, {
      hosts: ['xumm.app', 'xaman.app', 'sign.example', 'script.example'],
      defaultStatusUrl: '/own/{uuid}',
    });
  }));

for (const where of ['frame', 'window'] as const)
  test(`moved into another ${where} and back, under a strict policy: it looks the same, and its socket stays`, () =>
    visit(async (shop) => {
      const { page, said } = shop;
      await playPlatform(page);
      await enter(shop, ['own'], `<xumm-payload-status uuid="${UUID}"></xumm-payload-status>`, {
        trustedTypes: 'xumm-payload-status',
      });
      await page.locator('xumm-payload-status[connection="open"]').waitFor();
      const looks = await page.evaluate(async (kind) => {
        const card = document.querySelector('xumm-payload-status');
        if (!card) throw new Error('There is no card.');
        const frame = document.createElement('iframe');
        document.body.append(frame);
        const other =
          kind === 'frame' ? frame.contentDocument : window.open('', '', 'width=400,height=600')?.document;
        if (!other) throw new Error('There is no other document.');
        const all: string[] = [];
        for (const target of [null, other, document]) {
          target?.body.append(card);
          await card.updateComplete;
          const base = card.renderRoot.querySelector('[part~="base"]');
          const style = base && card.ownerDocument.defaultView?.getComputedStyle(base);
          all.push([style?.borderRadius, style?.paddingTop, style?.display].join());
        }
        return { all, connection: card.connection };
      }, where);
      assert.equal(new Set(looks.all).size, 1, looks.all.join(' | '));
      assert.doesNotMatch(looks.all.join(), /^0px/);
      assert.equal(looks.connection, 'open');
      assert.deepEqual(said, []);
    }));
