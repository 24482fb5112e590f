/**
 * `npm run docs`: writes into the README and the pages in `docs/` what is kept elsewhere: tables from the manifest,
 * examples from the files that are tested. Each stands between `<!-- docs: … -->` and `<!-- /docs -->`. With `--check` it
 * writes nothing, and fails where it would. With `--integrity`, after `npm run build`, it also writes the integrity of the
 * built script into the script tag that they show.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { readElement, readEvent, type Named } from './manifest.js';

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

/** From the table of cases, so that the docs say what is tested. */
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
  'custom properties': () => listOf('custom property', element.cssProperties),
};

/** What belongs between the markers of that name: a table, or a file as an example. */
function contentOf(name: string): string {
  const make = tables[name];
  if (make) return make();
  return `\`\`\`${extname(name).slice(1)}\n${read(name).trimEnd()}\n\`\`\``;
}

/** The script tag that is shown stands in a file that is tested. */
const SHOWN = 'test/frameworks/html/payment.html';

function writeIntegrity(): void {
  const hashes = JSON.parse(read('dist/integrity.json')) as Record<string, string>;
  const integrity = `integrity="${hashes['xumm-payload-status.min.js'] ?? ''}"`;
  writeFileSync(join(ROOT, SHOWN), read(SHOWN).replace(/integrity="sha384-[^"]*"/, integrity));
}
if (process.argv.includes('--integrity')) writeIntegrity();

const MARKED = /^([ ]*)<!-- docs: (.+) -->\n[^]*?^ *<!-- \/docs -->$/gm;

for (const page of pages) {
  const path = join(ROOT, page);
  const before = readFileSync(path, 'utf8');
  const filled = before.replace(MARKED, (_all, indent: string, name: string) =>
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
