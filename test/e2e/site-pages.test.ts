import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PAGES } from '../../demo/site/build/layout.js';
import { stage } from './stage.js';

/** The gallery shows a fault. */
const expectedErrors = /which is not trusted/;

describe('the pages of the site', { concurrency: 3 }, () => {
  const visit = stage();

  it('the first page plays a session by itself, to its end and once more', () =>
    visit({}, async ({ newTab }) => {
      const page = await newTab('/home.html');
      const inState = (state: string): Promise<void> =>
        page.locator(`xumm-payload-status[state=${state}]`).waitFor();
      for (const state of ['waiting', 'opened', 'verified']) await inState(state);
      await page.getByRole('button', { name: 'Once more' }).click();
      await inState('waiting');
    }));

  it('the session stops at "Pause", and continues at "Play it"', () =>
    visit({}, async ({ newTab }) => {
      const page = await newTab('/home.html');
      await page.getByRole('button', { name: 'Pause' }).click();
      const state = (): Promise<string | null> => page.locator('xumm-payload-status').getAttribute('state');
      const before = await state();
      await page.clock.install();
      await page.clock.runFor(60_000);
      assert.equal(await state(), before);
      await page.getByRole('button', { name: 'Play it' }).click();
      await page.clock.runFor(10_000);
      await page.locator('xumm-payload-status:not([state=waiting])').waitFor();
    }));

  it('nothing plays by itself if the system asks for less motion, until somebody starts it', () =>
    visit({ reducedMotion: 'reduce' }, async ({ newTab }) => {
      const page = await newTab('/home.html');
      await page.getByRole('button', { name: 'Play it' }).waitFor();
      await page.clock.install();
      await page.clock.runFor(60_000);
      assert.equal(await page.locator('xumm-payload-status').getAttribute('state'), 'waiting');
    }));

  it('no page scrolls sideways at 320 px, and each has an icon, a viewport and a picture to share', () =>
    visit(
      { expectedErrors, viewport: { width: 320, height: 700 }, reducedMotion: 'reduce' },
      async ({ newTab }) => {
        for (const path of PAGES) {
          const page = await newTab(`/${path}`);
          if (path === 'gallery.html')
            await page.locator('#scenes[data-done]').waitFor({ state: 'attached' });
          const [overflow, ...counts] = await page.evaluate(() => [
            document.documentElement.scrollWidth - innerWidth,
            ...[
              '[rel=icon]',
              '[name=viewport]',
              '[name=color-scheme]',
              '[charset]',
              '[href*="base.css"]',
            ].map((selector) => document.head.querySelectorAll(selector).length),
          ]);
          assert.equal(overflow, 0, path);
          assert.deepEqual(counts, [1, 1, 1, 1, 1], path);
          const picture = page.locator('meta[property="og:image"]');
          if ((await page.locator('.masthead').count()) > 0)
            assert.equal(
              (await page.request.get((await picture.getAttribute('content')) ?? '')).status(),
              200,
            );
          await page.close();
        }
      },
    ));

  it('code has colours, and is unchanged', () =>
    visit({}, async ({ newTab }) => {
      const page = await newTab('/recipes.html');
      const code = page.locator('#recipe-code-0');
      assert.match(
        (await code.textContent()) ?? '',
        /^<xumm-payload-status\b[^]*await pay\(.*\);\n<\/script>$/,
      );
      assert((await code.locator('.hljs-keyword').count()) > 3);
      assert.equal(await page.locator('main section').count(), 6);
    }));

  it('llms.txt names each page', () =>
    visit({}, async ({ page }) => {
      const text = await (await page.request.get('/llms.txt')).text();
      for (const path of PAGES.filter((each) => !/^(phone|pay)/.test(each)))
        assert.match(text, new RegExp(`\\]\\(\\./${path.replace('.', '\\.')}\\): \\S`));
      assert.match(text, /xumm-verified/);
    }));
});
