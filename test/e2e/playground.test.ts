import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { transform } from 'esbuild';
import type { Page } from 'playwright-core';
import { markupOf, type Choices } from '../../demo/site/pages/markup.js';
import { stage } from './stage.js';

describe('the playground', { concurrency: 3 }, () => {
  const visit = stage();

  const openPlayground = async (newTab: (path: string) => Promise<Page>): Promise<Page> => {
    const page = await newTab('/playground.html');
    await page.locator('xumm-payload-status[state=waiting][connection=open]').waitFor();
    return page;
  };
  const outlineOf = (page: Page, part: string): Promise<string> =>
    page
      .locator(`xumm-payload-status [part~="${part}"]`)
      .first()
      .evaluate((element) => getComputedStyle(element).outlineStyle);

  it('shows each part when its name is hovered or focused, and says which parts the state does not have', () =>
    visit({}, async ({ newTab }) => {
      const page = await openPlayground(newTab);
      for (const name of await page.locator('[data-part]').allTextContents()) {
        const button = page.locator(`[data-part="${name}"]`);
        await button.hover();
        const isThere = (await page.locator(`xumm-payload-status [part~="${name}"]`).count()) > 0;
        if (isThere) assert.equal(await outlineOf(page, name), 'solid', name);
        else assert.match((await page.locator('#part-report').textContent()) ?? '', /\(not in this state\)$/);
      }
      await page.getByRole('heading', { name: 'Playground' }).hover();
      assert.equal(await outlineOf(page, 'qr'), 'none');
      await page.locator('[data-part=qr]').focus();
      assert.equal(await outlineOf(page, 'qr'), 'solid');
    }));

  it('applies a custom property while it is typed, to the card and to each snippet', () =>
    visit({}, async ({ newTab }) => {
      const page = await openPlayground(newTab);
      await page.getByText('Custom properties').click();
      await page.locator('[name="--xumm-radius"]').fill('3px');
      await page.locator('[name=layout]').selectOption('compact');
      const radius = await page
        .locator('xumm-payload-status [part=base]')
        .evaluate((card) => getComputedStyle(card).borderRadius);
      assert.equal(radius, '3px');
      for (const framework of ['HTML', 'Vue', 'Svelte', 'Angular', 'React', 'Next']) {
        await page.getByRole('tab', { name: framework, exact: true }).click();
        const code = (await page.locator(`#markup-${framework.toLowerCase()}`).textContent()) ?? '';
        assert.match(code, /--xumm-radius: 3px;/, framework);
        assert.match(code, /layout="compact"/, framework);
      }
    }));
});

describe('the snippets of the playground', () => {
  const choices: Choices = {
    product: 'coffee',
    hasBackend: true,
    lang: 'de',
    dir: 'ltr',
    theme: 'dark',
    width: '380px',
    layout: 'compact',
    customProperties: { '--xumm-accent': 'teal', '--xumm-gap': '' },
    renewable: true,
    pushed: true,
    network: 'testnet',
  };

  for (const [framework, loader] of [
    ['angular', 'ts'],
    ['react', 'tsx'],
    ['next', 'tsx'],
  ] as const)
    it(`for ${framework} compile`, async () => {
      const { warnings } = await transform(markupOf(choices, framework), { loader });
      assert.deepEqual(warnings, []);
    });

  for (const framework of ['html', 'vue', 'svelte', 'angular', 'react', 'next'] as const)
    it(`for ${framework} contain everything that was chosen, and nothing else`, () => {
      const code = markupOf(choices, framework);
      for (const part of [
        'locales/de',
        'lang="de"',
        'network="testnet"',
        '--xumm-accent: teal',
        'color-scheme: dark',
      ])
        assert(code.includes(part), part);
      assert(!code.includes('--xumm-gap'));
      const plain = markupOf(
        {
          ...choices,
          hasBackend: false,
          lang: 'en',
          dir: '',
          theme: '',
          layout: '',
          customProperties: {},
          network: null,
        },
        framework,
      );
      assert.doesNotMatch(plain, /style|locales|status-url|lang=|dir=|network|layout/);
    });
});
