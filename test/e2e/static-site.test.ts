import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { AxeResults } from 'axe-core';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { build } from 'vite';
import { CHROMIUM_ARGS, MAX_WAIT_MS } from '../support/browsers.js';
import { serveFiles, type FileServer } from '../support/file-server.js';
import { browserOrExit } from '../support/find-browser.js';
import { button, element, inState, part, phoneOf, signOn } from './actions.js';

const ROOT = join(import.meta.dirname, '../..');
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const PAGES = [
  '',
  'playground.html',
  'verification.html',
  'way-back.html',
  'recipes.html',
  'gallery.html',
  'api.html',
  'recover.html',
  'pay.html',
  'phone.html',
];
/** The gallery reports one misconfigured scene, as it should. */
const EXPECTED = /which is not trusted/;

describe('the static site, below a path of a plain file server, with no other host in reach', () => {
  let folder = '';
  let server: FileServer;
  let browser: Browser;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'static-site-'));
    execFileSync(process.execPath, ['node_modules/.bin/cem', 'analyze'], { cwd: ROOT, stdio: 'ignore' });
    await build({
      configFile: join(ROOT, 'demo/site/vite.config.ts'),
      logLevel: 'error',
      build: { outDir: join(folder, 'site') },
    });
    server = await serveFiles(join(folder, 'site'), '/some/where/');
    browser = await chromium.launch({ executablePath: browserOrExit('chromium'), args: [...CHROMIUM_ARGS] });
  });
  after(async () => {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true });
  });

  /** Lets a visitor act; fails if a page throws, complains, or asks anybody else. */
  async function visit(
    act: (newTab: (path?: string) => Promise<Page>, context: BrowserContext) => Promise<void>,
    options: BrowserContextOptions = {},
  ): Promise<void> {
    // The first page walks by itself; with less motion it waits for the test.
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    context.setDefaultTimeout(MAX_WAIT_MS);
    const complaints: string[] = [];
    await context.route('**/*', (route) => {
      if (route.request().url().startsWith(server.url)) return route.continue();
      complaints.push(`asked ${route.request().url()}`);
      return route.abort();
    });
    context.on('page', (page) => page.on('websocket', (socket) => complaints.push(`opened ${socket.url()}`)));
    context.on('weberror', (error) => complaints.push(error.error().message));
    context.on('console', (message) => {
      if (message.type() === 'error' && !EXPECTED.test(message.text())) complaints.push(message.text());
    });
    try {
      await act(async (path = '') => {
        const page = await context.newPage();
        await page.goto(server.url + path);
        return page;
      }, context);
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
  }

  const connected = (page: Page): Promise<void> =>
    page.locator('xumm-payload-status[state=waiting][connection=open]').waitFor();

  it('plays a payment on its first page: opened, signed, verified', () =>
    visit(async (newTab) => {
      const page = await newTab();
      await connected(page);
      await button(page, 'Open').click();
      await inState(page, 'opened');
      await button(page, 'Sign').click();
      await inState(page, 'verified');
    }));

  it('plays the wallet beside the card, and logs every event', () =>
    visit(async (newTab) => {
      const page = await newTab('playground.html');
      await connected(page);
      await signOn(phoneOf(page));
      await inState(page, 'verified');
      const told = await page
        .locator('#log [data-event]')
        .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-event')).reverse());
      const named = told.filter((name) => !/change|countdown|devapp/.test(name ?? ''));
      assert.deepEqual(named, ['xumm-opened', 'xumm-pre-signed', 'xumm-resolved', 'xumm-verified']);
    }));

  it('breaks the connection, and it comes back', () =>
    visit(async (newTab) => {
      const page = await newTab('playground.html');
      await connected(page);
      await button(page, 'Break the connection').click();
      await page.locator('#fault-report').getByText('Break the connection: done.').waitFor();
      await page.locator('#log').getByText('open → retrying, code 1006').waitFor();
      await page.locator('xumm-payload-status[connection=open]').waitFor();
    }));

  it('shows another language at once, and how to write it', () =>
    visit(async (newTab) => {
      const page = await newTab('playground.html');
      await connected(page);
      await page.getByLabel('Language').selectOption('ar');
      await page.locator('xumm-payload-status .card[lang=ar][dir=rtl]').waitFor();
      assert.match((await page.locator('#markup-html').textContent()) ?? '', /locales\/ar'[\s\S]*lang="ar"/);
    }));

  it('copies a snippet', () =>
    visit(
      async (newTab) => {
        const page = await newTab();
        const code = page.getByRole('tabpanel').locator('code[id]');
        await page.getByRole('tabpanel').getByRole('button', { name: /^Copy/ }).click();
        await page.getByRole('tabpanel').getByText('Copied.').waitFor();
        assert.equal(
          await page.evaluate(() => navigator.clipboard.readText()),
          ((await code.textContent()) ?? '').trim(),
        );
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    ));

  it('chooses a snippet by keys, and by the address', () =>
    visit(async (newTab) => {
      const page = await newTab('#start-frame');
      const tab = page.getByRole('tab', { selected: true });
      assert.equal(await tab.textContent(), 'Frame');
      await tab.press('Home');
      assert.match(page.url(), /#start-\w+$/);
      assert.notEqual(await tab.textContent(), 'Frame');
      assert.equal(await page.getByRole('tabpanel').count(), 1);
    }));

  it('the link of the card opens the phone in another tab, and both come to the end', () =>
    visit(async (newTab, context) => {
      const page = await newTab();
      await connected(page);
      const [phone] = await Promise.all([context.waitForEvent('page'), part(page, 'open-link').click()]);
      await signOn(phone);
      await inState(page, 'verified');
      await phone.getByRole('link', { name: 'Return to shop' }).click();
      await phone.getByRole('heading', { name: 'Paid. Thank you.' }).waitFor();
    }));

  it('the wallet takes the only tab: the return page still knows the payload', () =>
    visit(async (newTab) => {
      const page = await newTab('way-back.html');
      await page.getByRole('button', { name: 'Try it' }).click();
      await signOn(page);
      await page.getByRole('link', { name: 'Return to shop' }).click();
      await page.getByRole('heading', { name: 'Paid. Thank you.' }).waitFor();
      assert.match(page.url(), /\/some\/where\/pay\.html\?payload=/);
    }));

  it('the page with the servers is closed: another one continues', () =>
    visit(async (newTab) => {
      const first = await newTab();
      await connected(first);
      const uuid = (await part(first, 'open-link').getAttribute('href'))?.split('/').at(-1) ?? '';
      const second = await newTab(`pay.html?payload=${uuid}`);
      await connected(second);
      await first.close();
      await second.locator('xumm-payload-status[connection=open]').waitFor();
      const phone = await newTab(`phone.html?payload=${uuid}`);
      await signOn(phone);
      await second.getByRole('heading', { name: 'Paid. Thank you.' }).waitFor();
    }));

  for (const colorScheme of ['light', 'dark'] as const)
    it(`axe finds nothing on any page, and nothing sticks out, ${colorScheme}`, () =>
      visit(
        async (newTab) => {
          for (const path of PAGES) {
            const page = await newTab(path);
            if (['', 'playground.html'].includes(path)) await connected(page);
            if (path === 'gallery.html')
              await page.locator('#scenes[data-done]').waitFor({ state: 'attached' });
            await page.addScriptTag({ path: AXE });
            const { violations } = await page.evaluate(() =>
              (window as unknown as { axe: { run(o: object): Promise<AxeResults> } }).axe.run({
                iframes: false,
              }),
            );
            assert.deepEqual(
              violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
              [],
              path,
            );
            assert.equal(
              await page.evaluate(() => document.documentElement.scrollWidth > innerWidth),
              false,
              `${path} is too wide`,
            );
            assert.notEqual(await page.title(), '');
            await page.close();
          }
        },
        { colorScheme, viewport: { width: colorScheme === 'dark' ? 390 : 1280, height: 844 } },
      ));

  it('opened as a file it says what to do, in its own style', async () => {
    const page = await browser.newPage();
    page.setDefaultTimeout(MAX_WAIT_MS);
    await page.goto(`file://${join(folder, 'site/index.html')}`);
    await page.getByText('This page was opened as a file').waitFor();
    await page.getByText('Serve the folder instead').waitFor();
    assert.equal(
      await page.evaluate(() => getComputedStyle(document.body).margin),
      '0px',
      'the style sheets were loaded',
    );
    await page.close();
  });

  it('says so if the browser blocks storage, and works in one tab', async () => {
    const profile = join(folder, 'profile');
    await mkdir(join(profile, 'Default'), { recursive: true });
    await writeFile(
      join(profile, 'Default/Preferences'),
      JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }),
    );
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: browserOrExit('chromium'),
      args: [...CHROMIUM_ARGS],
    });
    try {
      const page = await context.newPage();
      await page.goto(`${server.url}playground.html`);
      assert.equal(
        await page.evaluate(() => {
          try {
            return String(localStorage.length);
          } catch (error) {
            return (error as Error).name;
          }
        }),
        'SecurityError',
      );
      await page.getByText('the demo lives in this tab alone').waitFor();
      await connected(page);
      await signOn(phoneOf(page));
      await inState(page, 'verified');
      assert.equal(await element(page).count(), 1);
    } finally {
      await context.close();
    }
  });
});
