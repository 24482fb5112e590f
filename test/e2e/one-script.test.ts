import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { builtScript } from '../support/built-script.js';
import { languages } from '../../src/locales/all.js';
import { element, inState, scan } from './actions.js';
import { site } from './site.js';

const STATUS_URL = '/api/payloads/{uuid}/status';
const visit = site();
let script = '';

before(async () => {
  script = await builtScript();
});

const html = (head: string, body = ''): string =>
  `<!doctype html><html lang="en"><head><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;

const divFor = ({ refs, next }: { refs: { websocket_status?: string }; next: { always?: string } }): string =>
  `<div data-xumm-payload-status data-websocket-url="${refs.websocket_status ?? ''}" data-network="mainnet"
    data-onclick="document.title = 'hit'"><a href="${next.always ?? ''}">Open in Xaman</a></div>`;

test('a div and one script in the head: the card replaces the link, and is verified by the tag’s backend', () =>
  visit(async ({ page, put, order, control, said }) => {
    const payload = await order('coffee');
    put('/x.js', { type: 'text/javascript', body: script });
    put('/', {
      body: html(`<script src="/x.js" data-status-url="${STATUS_URL}"></script>`, divFor(payload)),
    });
    await page.goto('/');
    await page.locator('xumm-payload-status[connection="open"]').waitFor();
    assert.equal(await page.evaluate(() => document.querySelectorAll('a').length), 0);
    assert.equal(await scan(element(page)), payload.next.always);
    await control(payload.uuid, 'open', 'sign');
    await inState(page, 'verified');
    assert.deepEqual(said, []);
  }));

test('without JavaScript the link inside works', () =>
  visit(
    async ({ page, put, order }) => {
      const payload = await order('coffee');
      put('/x.js', { type: 'text/javascript', body: script });
      put('/', { body: html('<script src="/x.js"></script>', divFor(payload)) });
      await page.goto('/');
      assert.equal(
        await page.getByRole('link', { name: 'Open in Xaman' }).getAttribute('href'),
        payload.next.always,
      );
    },
    { javaScriptEnabled: false },
  ));

test('loaded twice, once as a module and once with settings: nothing is thrown, and each element has one card', () =>
  visit(async ({ page, put, order, said }) => {
    const payload = await order('coffee');
    put('/x.js', { type: 'text/javascript', body: script });
    put('/', {
      body: html(
        `<script src="/x.js" type="module"></script>
         <script src="/x.js" defer></script>
         <script src="/x.js" defer data-trusted-hosts="sign.example" data-status-url="${STATUS_URL}"></script>`,
        divFor(payload),
      ),
    });
    await page.goto('/');
    await inState(page, 'waiting');
    assert.equal(await element(page).count(), 1);
    const settings = await page.evaluate(() => {
      const { trustedHosts, defaultStatusUrl } = customElements.get('xumm-payload-status') as unknown as {
        trustedHosts: Set<string>;
        defaultStatusUrl: string | null;
      };
      return { hosts: [...trustedHosts], defaultStatusUrl };
    });
    assert.deepEqual(settings, {
      hosts: ['xumm.app', 'xaman.app', 'sign.example'],
      defaultStatusUrl: STATUS_URL,
    });
    assert.deepEqual(said, []);
  }));

for (const [first, second] of [
  ['production', 'all'],
  ['all', 'production'],
] as const)
  test(`in two versions, "${first}" first: tag and exports are those of the first`, () =>
    visit(async ({ page, put, order, control, said }) => {
      const payload = await order('coffee');
      put('/1.js', { type: 'text/javascript', body: await builtScript(first) });
      put('/2.js', { type: 'text/javascript', body: await builtScript(second) });
      put('/', {
        body: html('<script src="/1.js"></script><script src="/2.js"></script>', divFor(payload)),
      });
      await page.goto('/');
      await page.locator('xumm-payload-status[connection="open"]').waitFor();
      assert.equal(await element(page).count(), 1);
      assert.ok(
        await page.evaluate(
          () =>
            window.xummPayloadStatus?.XummPayloadStatus === customElements.get('xumm-payload-status') &&
            window.xummPayloadStatus?.XummPayloadStatus !== undefined,
        ),
      );
      await control(payload.uuid, 'open', 'sign');
      await inState(page, 'signed');
      assert.deepEqual(said, []);
    }));

test('markup that poses as the script adds no host', () =>
  visit(async ({ page, put }) => {
    put('/x.js', { type: 'text/javascript', body: script });
    put('/', {
      body: html(
        '',
        '<img name="currentScript" data-trusted-hosts="evil.example"><script src="/x.js"></script>',
      ),
    });
    await page.goto('/');
    const hosts = await page.evaluate(() => [
      ...(window as unknown as { xummPayloadStatus: { XummPayloadStatus: { trustedHosts: Set<string> } } })
        .xummPayloadStatus.XummPayloadStatus.trustedHosts,
    ]);
    assert.deepEqual(hosts, ['xumm.app', 'xaman.app']);
  }));

test('the script with every language has each of them', async () => {
  const all = await builtScript('all');
  await visit(async ({ page, put, said }) => {
    put('/all.js', { type: 'text/javascript', body: all });
    put('/', {
      body: html('<script src="/all.js"></script>', '<xumm-payload-status></xumm-payload-status>'),
    });
    await page.goto('/');
    const titles = new Set<string | null>();
    for (const language of languages) {
      await element(page).evaluate((host, lang) => {
        host.setAttribute('lang', lang);
      }, language);
      const card = page.locator(`.card[lang="${language}"]`);
      titles.add(await card.locator('.title').textContent());
    }
    assert.equal(titles.size, languages.length);
    assert.deepEqual(said, []);
  });
});
