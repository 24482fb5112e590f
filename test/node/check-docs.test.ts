import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { problemsOf } from '../../scripts/check-docs.js';

const surroundings = {
  root: join(import.meta.dirname, '../..'),
  isPacked: (path: string) => path === 'README.md' || path.startsWith('docs/'),
  scripts: ['check'],
  source: 'The backend could not be asked: ${reason}.',
};

/** A page, its text, and the problem that is found, or null. */
const cases: readonly (readonly [page: string, text: string, problem: RegExp | null])[] = [
  ['README.md', '[docs](docs/README.md) and [`install`](#install)\n\n## Install', null],
  ['README.md', '[gone](docs/gone.md)', /docs\/gone\.md leads nowhere/],
  ['docs/page.md', '[gone](gone.md)', /gone\.md leads nowhere/],
  ['README.md', '<img src="docs/gone.png" />', /gone\.png leads nowhere/],
  ['README.md', '[gone](#gone)\n\n## Here', /#gone names no heading/],
  ['README.md', '[gone](docs/server.md#gone)', /names no heading/],
  ['README.md', '[code](src/index.ts)', /not in the npm package/],
  ['RELEASING.md', '[code](src/index.ts)', null],
  ['README.md', '[plain](http://example.com)', /leads nowhere/],
  ['README.md', '```js\nconst a = 1;\n```', null],
  ['README.md', '```js\nconst a = ;\n```', /cannot be parsed/],
  ['README.md', '```json\n{"a": }\n```', /cannot be parsed/],
  ['README.md', '```html\n<script>const a = ;</script>\n```', /cannot be parsed/],
  ['README.md', '`src/index.ts`, `demo/backend/`', null],
  ['README.md', '`src/gone.ts`', /there is no src\/gone\.ts/],
  ['README.md', '`npm run check`', null],
  ['README.md', '`npm run gone`', /no script "gone"/],
  ['SECURITY.md', '- Frames are limited\n  in size (`payload/message`).', null],
  ['SECURITY.md', '- Frames are limited\n  in size.', /no test is named/],
  ['SECURITY.md', '- Frames are limited (`payload/gone`).', /no test payload\/gone/],
  ['docs/troubleshooting.md', '| "The backend could not be asked: …" | why |', null],
  [
    'docs/troubleshooting.md',
    '| "The backend was not asked: …" | why |',
    /does not say "The backend was not asked:"/,
  ],
];

describe('the check of the docs', () => {
  for (const [page, text, problem] of cases)
    test(`${page}: ${text}`, () => {
      const found = problemsOf(page, text, surroundings);
      if (problem) assert.match(found.join('\n'), problem);
      else assert.deepEqual(found, []);
    });
});
