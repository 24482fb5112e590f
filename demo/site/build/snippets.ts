import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeBlock, escaped, prose } from './html.js';

const root = join(import.meta.dirname, '../../..');
const FRAMEWORKS = join(root, 'test/frameworks');

interface Snippet {
  readonly id: string;
  readonly name: string;
  /** How to use it. */
  readonly text: string;
  readonly code: string;
  /** The language for the highlighter. */
  readonly language?: string;
}

const languageOf = (file: string): string => (/\.(tsx?|jsx?)$/.test(file) ? 'typescript' : 'xml');

/** The unchanged component of each app that the tests build and drive through a whole session. */
const frameworks = (): readonly Snippet[] =>
  (
    [
      ['html', 'HTML', 'One script, no build step. The backend writes the address into the page.'],
      ['vue', 'Vue', 'Tell the compiler of the tag: `isCustomElement: (tag) => tag.startsWith("xumm-")`.'],
      ['svelte', 'Svelte', 'Properties and events as of any element.'],
      ['react', 'React', 'From version 19 on: properties, and events as `onxumm-…`.'],
      ['angular', 'Angular', 'With `CUSTOM_ELEMENTS_SCHEMA`.'],
      ['solid', 'Solid', '`prop:` for properties, `on:` for events.'],
      ['preact', 'Preact', 'Properties, and events as `onxumm-…`.'],
    ] as const
  ).flatMap(([id, name, text]): Snippet[] => {
    const folder = join(FRAMEWORKS, id);
    const file = existsSync(folder) && readdirSync(folder).find((each) => /^payment\./i.test(each));
    return file
      ? [{ id, name, text, language: languageOf(file), code: readFileSync(join(folder, file), 'utf8') }]
      : [];
  });

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The first HTML block of a page of the docs, so that both show the same. */
function fromDocs(page: string): string {
  const [, code] = /```html\n([\s\S]*?)```/.exec(read(`docs/${page}.md`)) ?? [];
  if (code === undefined) throw new Error(`docs/${page}.md has no HTML.`);
  return code;
}

const PLUGIN = 'demo/wordpress/xumm-payload-status/readme.txt';

/** Every example in the plugin's own description. */
const shortcodes = (): string =>
  [...read(PLUGIN).matchAll(/^`(\[xumm_payload_status.*\])`$/gm)]
    .map(([, shortcode]) => shortcode)
    .join('\n');

const cms = (): readonly Snippet[] => [
  ...(existsSync(join(root, PLUGIN)) ? [wordpress()] : []),
  {
    id: 'cms',
    name: 'Other CMS',
    text: 'Editors that strip the tag keep a `div`. The script, in the theme, puts the card in it; without JavaScript the link serves.',
    code: fromDocs('cms'),
    language: 'xml',
  },
  {
    id: 'frame',
    name: 'Frame',
    text: 'Put `dist/embed.html` on the shop’s origin, and write into it which sites may frame it.',
    code: fromDocs('frames'),
    language: 'xml',
  },
];

const wordpress = (): Snippet => ({
  id: 'wordpress',
  name: 'WordPress',
  text: 'With the plugin in `demo/wordpress/`, which has the backend too: keys on its settings page, then the block “Xumm payment or sign-in”, or a shortcode.',
  code: shortcodes(),
});

const panel = ({ id, name, text, code, language }: Snippet): string => `
  <section class="panel" id="start-${id}" aria-labelledby="tab-${id}">
    <h3 id="tab-${id}">${escaped(name)}</h3>
    <p class="text">${prose(text)}</p>
    ${codeBlock(code, `the code for ${name}`, `code-${id}`, language)}
  </section>`;

/** Without scripts the panels are shown one below the other; `tabs.ts` makes tabs of them. */
export const snippets = (): string =>
  `<div class="tabs" data-label="Framework or CMS">${[...frameworks(), ...cms()].map(panel).join('')}</div>`;
