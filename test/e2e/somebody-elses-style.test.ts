import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { before, test } from 'node:test';
import { PNG } from 'pngjs';
import type { Page } from 'playwright-core';
import { builtScript } from '../support/built-script.js';
import { seconds, SIGN_URL, UUID } from '../support/frames.js';
import { readQrCode } from '../support/read-qr-code.js';
import { element, part } from './actions.js';
import { playPlatform } from './play-platform.js';
import { site, type Site } from './site.js';

const visit = site();
let script = '';
before(async () => {
  script = await builtScript();
});

/** Opens a page with the card, whose request expires in about five minutes. */
async function open({ page, put }: Site, around = '<main>'): Promise<void> {
  const { connected } = await playPlatform(page);
  put('/x.js', { type: 'text/javascript', body: script });
  put('/', {
    body: `<!doctype html><html lang="en" style="font-family: sans-serif"><link rel="icon" href="data:,">
      <title>x</title>${around}<div style="width: 360px"><xumm-payload-status uuid="${UUID}"></xumm-payload-status></div>
      <script src="/x.js"></script>`,
  });
  await page.goto('/');
  const socket = await connected;
  await page.locator('xumm-payload-status[connection=open]').waitFor();
  // A time that does not change: in days.
  socket.send(JSON.stringify(seconds(86_400 * 3 + 60)));
  await part(page, 'countdown').waitFor();
}

/** What a camera sees of the QR code: its text, and the contrast between its darkest and lightest parts. */
async function look(page: Page): Promise<{ text: string | undefined; contrast: number }> {
  const { data, width, height } = PNG.sync.read(await part(page, 'qr').screenshot());
  const luminances = Array.from({ length: width * height }, (_, at) => {
    const [r = 0, g = 0, b = 0] = [...data.subarray(at * 4, at * 4 + 3)].map((value) => {
      const channel = value / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }).sort((one, other) => one - other);
  const at = (share: number): number => luminances[Math.floor(luminances.length * share)] ?? 0;
  return {
    text: readQrCode({ data: new Uint8ClampedArray(data), width, height }),
    contrast: (at(0.95) + 0.05) / (at(0.1) + 0.05),
  };
}

async function assertScans(page: Page): Promise<void> {
  const { text, contrast } = await look(page);
  assert.equal(text, SIGN_URL);
  assert.ok(contrast > 15, `${contrast} : 1`);
}

const ENGINE = readFileSync(createRequire(import.meta.url).resolve('darkreader'), 'utf8');

test('an extension that darkens the page, before or after the card: the code is dark on light', () =>
  visit(async (visitor) => {
    await open(visitor);
    const { page } = visitor;
    await page.evaluate(ENGINE);
    const enable = 'DarkReader.setFetchMethod(fetch); DarkReader.enable({ brightness: 100, contrast: 100 })';
    await page.evaluate(enable);
    // It works in steps; the card changes last.
    await page.waitForFunction(() => {
      const card = document.querySelector('xumm-payload-status')?.shadowRoot?.querySelector('.card');
      return card && getComputedStyle(card).backgroundColor !== 'rgb(255, 255, 255)';
    });
    await page.waitForFunction(
      () =>
        document
          .querySelector('xumm-payload-status')
          ?.shadowRoot?.querySelector('.code path')
          ?.getAttribute('style')
          ?.includes('darkreader') ?? false,
    );
    await assertScans(page);
    await element(page).evaluate((card) => {
      card.setAttribute('uuid', '3fb2a5ee-1b0c-4f0e-9a3c-7d2f1c5e8b91');
    });
    await page.waitForFunction(
      () =>
        document
          .querySelector('xumm-payload-status')
          ?.shadowRoot?.querySelector('.code path')
          ?.getAttribute('style')
          ?.includes('darkreader') ?? false,
    );
    assert.match((await look(page)).text ?? '', /91$/);
  }));

for (const [what, rules] of [
  ['fill', '* { fill: #181a1b !important; }'],
  ['fill and stroke', 'svg, svg * { fill: #e8e6e3 !important; stroke: #e8e6e3 !important; }'],
  [
    'all in one colour',
    '* { color: #ddd !important; fill: currentColor !important; border-color: #444 !important }',
  ],
  [
    'white lines',
    'path, rect { fill: #fff !important; stop-color: #fff !important; flood-color: #fff !important }',
  ],
  ['backgrounds', 'div, span, p, a, button { background-color: #181a1b !important }'],
] as const)
  test(`rules of a user or of an extension, ${what}: the code is dark on light`, () =>
    visit(async (visitor) => {
      const { page } = visitor;
      await open(visitor);
      // Into the shadow root, as such extensions do.
      await element(page).evaluate((card, text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        card.shadowRoot?.adoptedStyleSheets.push(sheet);
      }, rules);
      await assertScans(page);
    }));

test('rules of the page for the part: the code is dark on light', () =>
  visit(async (visitor) => {
    const { page } = visitor;
    await open(
      visitor,
      `<style>xumm-payload-status::part(qr) { fill: #fff !important; color: #fff; background: #111 !important;
        filter: invert(1) !important } svg, path, rect { fill: #eee !important }</style><main>`,
    );
    await assertScans(page);
  }));

for (const [what, rules, around] of [
  ['the page', 'html { filter: invert(100%) hue-rotate(180deg) !important }', '<main>'],
  ['the page, not fully', 'html { filter: invert(.95) hue-rotate(180deg) }', '<main>'],
  ['what contains the card', 'main { filter: invert(1) }', '<main>'],
  ['the page, and the card back again', 'html, xumm-payload-status { filter: invert(1) }', '<main>'],
  [
    'a part of another component',
    'x {}',
    `<main><x-panel><template shadowrootmode="open"><p style="filter: invert(1)"><slot></slot></p></template>`,
  ],
] as const)
  test(`a filter that turns the colours round, of ${what}: the code is dark on light, and so when it goes`, () =>
    visit(async (visitor) => {
      const { page } = visitor;
      await open(visitor, around);
      // Outside the head, as extensions do.
      await page.evaluate((text) => {
        const style = document.createElement('style');
        style.textContent = text;
        document.documentElement.append(style);
      }, rules);
      await assertScans(page);
      await page.evaluate(() => {
        document.documentElement.lastElementChild?.remove();
      });
      await assertScans(page);
    }));

/** Every inherited style except the four that the card takes from the page. */
const LEAKS = [
  'text-transform: uppercase',
  'letter-spacing: 4px',
  'word-spacing: 12px',
  'text-indent: 40px',
  'word-break: break-all',
  'text-shadow: 2px 2px 2px red',
  'font-variant: small-caps',
  'font-style: italic',
  'font-weight: 900',
  'font-stretch: condensed',
  'font-feature-settings: "smcp"',
  'writing-mode: vertical-rl',
  'line-height: 3',
  'text-align: right',
  'text-align-last: center',
  'white-space: pre',
  'color: red',
  'list-style: square inside',
  'hyphens: none',
  'overflow-wrap: normal',
  'line-break: anywhere',
  'quotes: "a" "b"',
  'tab-size: 20',
  'text-decoration: underline red',
  'caret-color: red',
  '-webkit-text-stroke: 2px red',
  '-webkit-text-fill-color: red',
  'stroke: red; fill: red; stroke-width: 5',
  'text-wrap: nowrap',
  'border-collapse: collapse',
  'text-emphasis: dot',
  'font-size-adjust: 0.9',
] as const;

for (const what of ['with its code', 'pushed'])
  test(`inherited styles of the page change no pixel of the card, ${what}`, () =>
    visit(async (visitor) => {
      const { page } = visitor;
      await open(visitor, '<main style="font-size: 16px">');
      // On its own layer, wherever the page would put it.
      await page.addStyleTag({
        // No round corners, because the page would show behind them.
        content: `.alone > div { position: absolute; inset: 20px auto auto 20px; block-size: max-content }
          xumm-payload-status { --xumm-radius: 0 }`,
      });
      await page.locator('main').evaluate((main) => {
        main.classList.add('alone');
      });
      const picture = async (): Promise<Buffer> =>
        element(page).locator('.card').screenshot({ animations: 'disabled', caret: 'hide' });
      if (what === 'pushed')
        await element(page).evaluate((card) => {
          card.setAttribute('pushed', '');
        });
      const before = await picture();
      const changed: string[] = [];
      for (const leak of [...LEAKS, LEAKS.join(';')]) {
        await page.locator('main').evaluate((main, style) => {
          main.style.cssText = `font-size: 16px; ${style}`;
        }, leak);
        if (!before.equals(await picture())) changed.push(leak);
      }
      assert.deepEqual(changed, []);
      for (const leak of ['text-transform: uppercase', 'letter-spacing: 4px', 'line-height: 3'])
        await page.addStyleTag({ content: `* { ${leak} }` });
      assert.ok(before.equals(await picture()), 'rules for all elements');
      const inner = [...script.matchAll(/var\(--(?!xumm-)([\w-]+)/g)].map(([, name]) => name ?? '');
      assert.ok(inner.length > 10);
      const reached: string[] = [];
      for (const name of new Set(inner))
        for (const value of ['red', '7px']) {
          const style = await page.addStyleTag({
            content: `:root, * { --${name}: ${value} }`,
          });
          if (!before.equals(await picture())) reached.push(`--${name}: ${value}`);
          await style.evaluate((node) => {
            (node as Element).remove();
          });
        }
      assert.deepEqual(reached, []);
      await page.locator('main').evaluate((main) => {
        main.style.cssText = 'font-size: 20px';
      });
      assert.ok(!before.equals(await picture()), 'the text size of the page is taken');
    }));
