import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, it } from 'node:test';
import type { Visit } from './stage.js';

const ROOT = join(import.meta.dirname, '../..');
const PAGES = readdirSync(join(ROOT, 'demo/site')).filter((file) => file.endsWith('.html'));
/** The gallery shows a fault, and the page under a strict policy has no icon. */
const expectedErrors =
  /which is not trusted|violates the following Content Security Policy|404 \(Not Found\)/;

/** Every page of the demo under `npm start`. */
export function pages(visit: Visit): void {
  before(() => {
    // The page with the reference is made from it.
    if (!existsSync(join(ROOT, 'dist/custom-elements.json')))
      execFileSync(process.execPath, ['node_modules/.bin/cem', 'analyze'], { cwd: ROOT, stdio: 'ignore' });
  });

  for (const file of PAGES)
    it(`serves ${file}, and nothing throws`, () =>
      visit({ expectedErrors }, async ({ newTab }) => {
        const page = await newTab(`/${file}`);
        assert.notEqual(await page.title(), '');
        assert.doesNotMatch(await page.content(), /<!-- (?:api|snippets) -->/, 'what is generated is there');
        for (const href of await page
          .locator('a[href^="./"], a[href^="/"]')
          .evaluateAll((links) => [...new Set(links.map((link) => (link as HTMLAnchorElement).href))]))
          assert.equal((await page.request.get(href)).status(), 200, href);
      }));
}
