import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeBlock, prose } from './html.js';

const DOCS = join(import.meta.dirname, '../../../docs');

/** Each chapter of the recipes in the docs: its title, its text, its code. */
export const recipes = (): string =>
  readFileSync(join(DOCS, 'recipes.md'), 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((chapter, index) => {
      const [title = ''] = chapter.split('\n', 1);
      const [, text = '', code = ''] = /^.*\n\n([^]*?)\n\n```html\n([^]*?)```/.exec(chapter) ?? [];
      return `
  <section aria-labelledby="recipe-${index}">
    <h2 id="recipe-${index}">${prose(title)}</h2>
    <p class="text">${prose(text)}</p>
    ${codeBlock(code, `the code of "${title}"`, `recipe-code-${index}`, 'xml')}
  </section>`;
    })
    .join('');

/** What a page loads, from the table that the tests check. */
export function sizes(): string {
  const [table = ''] =
    /\| what a page loads[^]*?(?=\n\n)/.exec(readFileSync(join(DOCS, 'figures.md'), 'utf8')) ?? [];
  const rows = table
    .split('\n')
    .slice(2)
    .map((line) => line.split('|').map((cell) => prose(cell.trim())));
  return `<table class="sizes"><thead><tr><th>What a page loads</th><th>bytes of brotli, at most</th></tr></thead><tbody>${rows
    .map(([, name = '', bytes = '']) => `<tr><td>${name}</td><td>${bytes}</td></tr>`)
    .join('')}</tbody></table>`;
}
