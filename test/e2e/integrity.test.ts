import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { builtScript } from '../support/built-script.js';
import { inState } from './actions.js';
import { site } from './site.js';

const README = join(import.meta.dirname, '../../README.md');
const visit = site();
let script = '';
let integrity = '';

before(async () => {
  script = await builtScript();
  integrity = `sha384-${createHash('sha384').update(script).digest('base64')}`;
});

/** A page with the README's tag, and this script at its address. */
async function readmePage(): Promise<string> {
  const [tag] = /<script[^>]*integrity="[^"]*"[^>]*><\/script>/.exec(await readFile(README, 'utf8')) ?? [];
  assert(tag, "the README's script tag carries its integrity");
  return `<!doctype html><link rel="icon" href="data:,">${tag}<xumm-payload-status></xumm-payload-status>`;
}

test("the README's script tag is that of this build, and runs", () =>
  visit(async ({ page, put, said }) => {
    const body = await readmePage();
    assert(
      body.includes(integrity),
      'README.md is stale: `npm run build && npm run docs -- --integrity` brings it up to date.',
    );
    put('/xumm-payload-status.min.js', { type: 'text/javascript', body: script });
    put('/', { body });
    await page.goto('/');
    await inState(page, 'idle');
    assert.deepEqual(said, []);
  }));

test('a changed script is blocked', () =>
  visit(async ({ page, put, said }) => {
    put('/xumm-payload-status.min.js', { type: 'text/javascript', body: `${script};` });
    put('/', { body: await readmePage() });
    await page.goto('/');
    assert.equal(await page.evaluate(() => customElements.get('xumm-payload-status') === undefined), true);
    assert.match(said.join('\n'), /integrity/);
  }));
