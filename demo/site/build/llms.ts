import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { PAGES } from './layout.js';

const SITE = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(SITE, path), 'utf8');

/** A page of the site in one line, from its own head. */
function line(page: string): string {
  const html = read(page);
  const text = (pattern: RegExp): string =>
    (pattern.exec(html)?.[1] ?? '')
      .replace(/\s+/g, ' ')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .trim();
  return `- [${text(/<title>([^<]*)</)}](./${page}): ${text(/name="description"\s+content="([^"]*)"/)}`;
}

/** What a language model should read first: what this is, how to use it, and where to find the rest. */
export function llmsText(): string {
  const recipes = read('../../docs/recipes.md');
  const [, first = ''] = /```html\n([^]*?)```/.exec(recipes) ?? [];
  const { description, version } = JSON.parse(read('../../package.json')) as {
    description: string;
    version: string;
  };
  return `# xumm-payload-status ${version}

> ${description}

A page shows a Xumm/Xaman payload that a backend created. \`signed: true\` on the socket is a claim, not a payment: success
is the state \`verified\`, the event \`xumm-verified\`, and goods are delivered by the backend.

## A checkout

\`\`\`html
${first}\`\`\`

## Pages

${PAGES.filter((page) => !['phone.html', 'pay.html'].includes(page))
  .map(line)
  .join('\n')}
`;
}

/** `/llms.txt`, served and as a file. */
export const llms = (): Plugin => ({
  name: 'llms',
  configureServer: ({ middlewares }) => {
    middlewares.use('/llms.txt', (_req, res) =>
      res.setHeader('Content-Type', 'text/plain; charset=utf-8').end(llmsText()),
    );
  },
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'llms.txt', source: llmsText() });
  },
});
