import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { build } from 'esbuild';
import { builtScript } from '../support/built-script.js';
import { declined, opened, signed, UUID } from '../support/frames.js';
import { inState } from './actions.js';
import { playPlatform } from './play-platform.js';
import { site } from './site.js';

const visit = site();
const SCRIPT = '<script src="/x.js"></script>';
const ELEMENT = `<xumm-payload-status uuid="${UUID}"></xumm-payload-status>`;
let script = '';
let twoLits = '';

const html = (...parts: string[]): string =>
  `<!doctype html><html lang="en"><link rel="icon" href="data:,">${parts.join('')}</html>`;

before(async () => {
  const bundle = build({
    entryPoints: [join(import.meta.dirname, 'pages/two-lits.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    minify: true,
  });
  [script, twoLits] = await Promise.all([
    builtScript(),
    bundle.then(({ outputFiles }) => outputFiles[0]?.text ?? ''),
  ]);
});

test('in a frame with sandbox="allow-scripts", whose origin is null: it follows its payload, asks the page’s function, and never leaves', () =>
  visit(async ({ page, put, origin, said }) => {
    put('/x.js', { type: 'text/javascript', body: script, headers: { 'Access-Control-Allow-Origin': '*' } });
    put('/inner', {
      body: html(
        SCRIPT,
        ELEMENT.replace('uuid', 'auto-return uuid'),
        `<script>
          const asked = [];
          window.asked = asked;
          const element = document.querySelector('xumm-payload-status');
          element.getStatus = (uuid) => {
            asked.push(uuid);
            return Promise.resolve({ resolved: true, signed: true, verification: 'verified' });
          };
        </script>`,
      ),
    });
    put('/', { body: html('<iframe sandbox="allow-scripts" src="/inner" height="700"></iframe>') });
    const { connected } = await playPlatform(page);
    await page.goto('/');
    await connected;
    const frame = page.frames().find((candidate) => candidate.url().endsWith('/inner'));
    assert(frame);
    await frame.locator('xumm-payload-status[state="verified"]').waitFor();
    assert.equal(await frame.evaluate(() => self.origin), 'null');
    assert.deepEqual(await frame.evaluate(() => (window as unknown as { asked: string[] }).asked), [UUID]);

    // Pages with the origin `null` share it with others: no status-url there, and no way back without a click.
    const faults = await frame.evaluate((address) => {
      const answer: string[] = [];
      const element = document.querySelector('xumm-payload-status');
      element?.addEventListener('xumm-error', ({ detail }) => answer.push(detail.code));
      Object.assign(element ?? {}, { getStatus: null, statusUrl: address });
      return element?.updateComplete.then(() => answer);
    }, `${origin}/status`);
    assert.deepEqual(faults, ['untrusted-host']);
    assert.equal(frame.url(), `${origin}/inner`);
    assert.match(
      said.join('\n'),
      /^<xumm-payload-status> status-url leads to [^\n]+only the page's own origin, null/,
    );
  }));

test('two copies of lit on a page: the page’s own, and the element’s', () =>
  visit(async ({ page, put, said }) => {
    put('/x.js', { type: 'text/javascript', body: script });
    put('/lit.js', { type: 'text/javascript', body: twoLits });
    put('/', {
      body: html('<page-card></page-card><script src="/lit.js"></script>', SCRIPT),
    });
    const { connected } = await playPlatform(page);
    await page.goto('/');
    await page
      .locator('page-card')
      .evaluate((card, uuid) => Object.assign(card, { payload: { uuid } }), UUID);
    const socket = await connected;
    await page.locator('xumm-payload-status').getByText('Scan to pay', { exact: true }).waitFor();
    socket.send(JSON.stringify(opened));
    await page.locator('page-card p').getByText('opened').waitFor();
    await inState(page, 'opened');
    assert.deepEqual(said, []);
  }));

test('a scoped registry: the tag in a shadow root is the page’s subclass, beside the global one', () =>
  visit(async ({ page, put, said }) => {
    put('/x.js', { type: 'text/javascript', body: script });
    put('/', {
      body: html(
        SCRIPT,
        '<div></div>',
        `<script>
          class Scoped extends xummPayloadStatus.XummPayloadStatus {}
          const customElementRegistry = new CustomElementRegistry();
          customElementRegistry.define('xumm-payload-status', Scoped);
          const root = document.querySelector('div').attachShadow({ mode: 'open', customElementRegistry });
          root.innerHTML = '${ELEMENT}';
          document.title = String(root.firstElementChild instanceof Scoped);
        </script>`,
      ),
    });
    const { connected } = await playPlatform(page);
    await page.goto('/');
    assert.equal(await page.title(), 'true');
    const socket = await connected;
    socket.send(JSON.stringify(declined));
    await inState(page, 'rejected');
    assert.deepEqual(said, []);
  }));

test('a page that wraps each defined class, like instrumentation: the element works', () =>
  visit(async ({ page, put, said }) => {
    put('/x.js', { type: 'text/javascript', body: script });
    put('/', {
      body: html(
        `<script>
          const define = customElements.define.bind(customElements);
          customElements.define = (name, Class, options) => define(name, class extends Class {}, options);
        </script>`,
        SCRIPT,
        ELEMENT,
      ),
    });
    const { connected } = await playPlatform(page);
    await page.goto('/');
    const socket = await connected;
    socket.send(JSON.stringify(signed));
    await inState(page, 'signed');
    assert.deepEqual(said, []);
  }));

test('a page whose customElements.define throws: the link in the div works, and the rest of the page runs', () =>
  visit(async ({ page, put, said }) => {
    put('/x.js', { type: 'text/javascript', body: script });
    put('/', {
      body: html(
        `<script>customElements.define = () => { throw new Error('patched'); };</script>`,
        SCRIPT,
        `<div data-xumm-payload-status data-uuid="${UUID}"><a href="https://xumm.app/sign/${UUID}">Open in Xaman</a></div>`,
        `<script>document.title = 'ran';</script>`,
      ),
    });
    await page.goto('/');
    await page.getByRole('link', { name: 'Open in Xaman' }).waitFor();
    assert.equal(await page.title(), 'ran');
    assert.deepEqual(said, ['patched']);
  }));
