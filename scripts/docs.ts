/**
 * `npm run docs` fills README and `docs/` with what comes from elsewhere, between `<!-- docs: … -->` and `<!-- /docs -->`:
 * tables from the manifest, examples from tested files. With `--check` it writes nothing, and fails if it would. With
 * `--integrity`, after `npm run build`, it also writes the hash of the built script into the script tags in the examples.
 *
 * It always fails if a link, a name, a snippet or a quoted sentence is wrong.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { problemsOf } from './check-docs.js';
import { readElement, readEvent, type Named } from './manifest.js';
import { en } from '../src/locales/en.js';

const ROOT = join(import.meta.dirname, '..');
const pages = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const element = readElement();

const code = (text: string | undefined): string => (text === undefined ? '' : `\`${text}\``);

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function eventRow(event: Named): readonly string[] {
  const { when, detail } = readEvent(event);
  return [code(event.name), detail, when];
}

const listOf = (what: string, of: readonly Named[]): string =>
  table(
    [what, ''],
    of.map(({ name, description = '' }) => [code(name), description]),
  );

interface Meaning {
  readonly means: string;
  readonly shop: string;
  readonly reasons?: Readonly<Record<string, string>>;
}

/** Comes from the table of cases, so that the docs say what is tested. */
function verdictTable(): string {
  const cases = JSON.parse(read('test/cases/verdicts.json')) as {
    about: { vocabulary: Readonly<Record<string, Meaning>> };
  };
  return table(
    ['verdict', 'means', 'what the shop does', 'reasons'],
    Object.entries(cases.about.vocabulary).map(([verdict, { means, shop, reasons = {} }]) => [
      code(verdict),
      means,
      shop,
      Object.entries(reasons)
        .map(([reason, why]) => `${code(reason)}: ${why}`)
        .join('; '),
    ]),
  );
}

/** The largest size of each entry, in bytes of brotli. */
const limits = () => JSON.parse(read('scripts/limits.json')) as Readonly<Record<string, number>>;
const grouped = (bytes: number): string => bytes.toLocaleString('en');

const tables: Readonly<Record<string, () => string>> = {
  properties: () =>
    table(
      ['attribute', 'property', 'type', 'meaning'],
      element.members
        .filter((member) => member.kind === 'field' && !member.static)
        .map(({ name, attribute, type, readonly, description = '' }) => [
          code(attribute),
          code(name),
          code(type?.text).replaceAll(' | ', '` or `'),
          `${readonly ? 'read-only: ' : ''}${description}`,
        ]),
    ),
  events: () => table(['event', 'more in `detail`', 'when'], element.events.map(eventRow)),
  slots: () => listOf('slot', element.slots),
  parts: () => listOf('part', element.cssParts),
  verdicts: verdictTable,
  sizes: () =>
    table(
      ['what a page loads', 'bytes of brotli, at most'],
      Object.entries(limits()).map(([name, bytes]) => [
        code(name) + (name.endsWith('/define') ? ', without `lit`' : ''),
        grouped(bytes),
      ]),
    ),
  sentences: () =>
    table(
      ['name', 'in English'],
      Object.entries(en).map(([name, sentence]) => [code(name), sentence]),
    ),
  'custom properties': () => listOf('custom property', element.cssProperties),
};

/** What belongs between the markers with this name: a table, or a file as an example. */
function contentOf(name: string): string {
  const make = tables[name];
  if (make) return make();
  return `\`\`\`${extname(name).slice(1)}\n${read(name).trimEnd()}\n\`\`\``;
}

/** The tested files with the script tag that README and site show. */
const SHOWN = ['examples/quick-start/public/index.html', 'test/frameworks/html/payment.html'];

function writeIntegrity(): void {
  const hashes = JSON.parse(read('dist/integrity.json')) as Record<string, string>;
  const integrity = `integrity="${hashes['xumm-payload-status.min.js'] ?? ''}"`;
  for (const file of SHOWN)
    writeFileSync(join(ROOT, file), read(file).replace(/integrity="sha384-[^"]*"/, integrity));
}
if (process.argv.includes('--integrity')) writeIntegrity();

/** A size limit within a sentence. */
const LIMIT = /(<!-- limit: (.+?) -->).*?(<!-- \/limit -->)/g;
const MARKED = /^([ ]*)<!-- docs: (.+) -->\n[^]*?^ *<!-- \/docs -->$/gm;

for (const page of pages) {
  const path = join(ROOT, page);
  const before = readFileSync(path, 'utf8');
  const filled = before
    .replace(
      LIMIT,
      (_all, open: string, name: string, close: string) => open + grouped(limits()[name] ?? NaN) + close,
    )
    .replace(MARKED, (_all, indent: string, name: string) =>
      [`<!-- docs: ${name} -->`, '', ...contentOf(name).split('\n'), '', '<!-- /docs -->']
        .map((line) => (line === '' ? '' : indent + line))
        .join('\n'),
    );
  const after = await format(filled, { ...(await resolveConfig(path)), parser: 'markdown' });
  if (after === before) continue;
  if (process.argv.includes('--check')) {
    console.error(`${page} differs from what it is made of. Run "npm run docs", and commit it.`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, after);
  }
}

const { files, scripts } = JSON.parse(read('package.json')) as { files: string[]; scripts: object };
const packed = [...files, 'README.md', 'LICENSE', 'package.json'];
const surroundings = {
  root: ROOT,
  isPacked: (path: string) => packed.some((name) => path === name || path.startsWith(`${name}/`)),
  scripts: Object.keys(scripts),
  source: readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(join('src', file)))
    .join('\n'),
};
const MORE = [
  'CONTRIBUTING',
  'SECURITY',
  'RELEASING',
  'CHANGELOG',
  'demo/backend/README',
  'demo/platform/README',
];
for (const page of [...pages, ...MORE.map((name) => `${name}.md`)])
  for (const problem of problemsOf(page, read(page), surroundings)) {
    console.error(`${page}: ${problem}`);
    process.exitCode = 1;
  }
