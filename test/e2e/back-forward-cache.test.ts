import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { CHROMIUM_ARGS, MAX_WAIT_MS } from '../support/browsers.js';
import { serveCutPages, type CutPages } from '../support/cut-pages.js';
import { browserOrExit } from '../support/find-browser.js';
import { UUID } from '../support/frames.js';
import type { Cut } from '../support/recorded-sessions.js';

let pages: CutPages | undefined;
let browser: Browser | undefined;

before(async () => {
  pages = await serveCutPages({ one: 'test/e2e/pages/one.ts' });
  browser = await chromium.launch({
    executablePath: browserOrExit('chromium'),
    args: [...CHROMIUM_ARGS],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
});

after(async () => {
  await browser?.close();
  await pages?.close();
});

const post = async (url: string, body: unknown = {}): Promise<{ id: string }> =>
  (await (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).json()) as { id: string };

const inState = (page: Page, state: string) =>
  page.locator(`xumm-payload-status[state="${state}"]`).waitFor();

const noted = (page: Page) =>
  page.evaluate(() => {
    const { persisted, told } = globalThis as unknown as { persisted: boolean; told: string[] };
    return { persisted, told };
  });

for (const [name, at, before] of [
  ['waiting', 2, 'waiting'],
  ['in hand', 5, 'pre-signed'],
] as const)
  test(`a page with a payload ${name} is kept when it is left, and learns what happened when it returns`, async () => {
    assert(browser && pages);
    const base = `${pages.origin}/test/cuts/bfcache`;
    const cut: Cut = { session: 'payment', at, way: 'abnormal', isLate: false };
    const { id } = await post(base, cut);
    const page = await browser.newPage();
    page.setDefaultTimeout(MAX_WAIT_MS);
    const query = new URLSearchParams({
      socket: `${base.replace('http:', 'ws:')}/${id}/sign/${UUID}`,
      status: `${base}/${id}/status`,
    });
    await page.goto(`${pages.origin}/one?${query.toString()}`);
    await page.locator('xumm-payload-status[connection="open"]').waitFor();
    await post(`${base}/${id}/play`);
    await inState(page, before);

    await page.goto(`${pages.origin}/elsewhere`);
    // The page in the cache holds no socket: the server sees it close.
    await post(`${base}/end`);
    await post(`${base}/${id}/cut`);

    await page.goBack({ waitUntil: 'commit' }); // a page that was kept is not loaded again
    await inState(page, 'verified');
    assert.deepEqual(await noted(page), {
      persisted: true,
      told: ['xumm-opened', 'xumm-resolved', 'xumm-verified'],
    });
    await page.close();
  });
