import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { installed, run, type Installed } from '../support/tarball.js';

const SOURCE = join(import.meta.dirname, '../../src');
const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .map((file) => file.slice(0, -'.ts'.length).replaceAll('\\', '/'));
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .map((file) => file.replaceAll('\\', '/'));
/** Contained in other files, so not shipped as a module. */
const isScript = (name: string): boolean => /^(cdn|embed\/|qrcode\/)/.test(name);
const isEntry = (name: string): boolean =>
  ['index', 'define', 'hydrate', 'without-dom', 'shared', 'server/index', 'xumm-payload-status'].includes(
    name,
  ) || name.startsWith('locales/');

const MEANT = [
  ...['package.json', 'LICENSE', 'README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'],
  ...['cli.js', 'cli-licenses.md', 'licenses.md', 'integrity.json', 'embed.html'].map(
    (name) => `dist/${name}`,
  ),
  ...['custom-elements', 'web-types', 'vscode.css-data', 'vscode.html-data'].map(
    (name) => `dist/${name}.json`,
  ),
  ...['', '.all'].map((kind) => `dist/xumm-payload-status${kind}.min.js`),
  ...filesIn(join(SOURCE, '../docs')).map((file) => `docs/${file}`),
  ...['props', 'vue', 'svelte', 'react', 'preact', 'solid'].map((name) => `types/${name}.d.ts`),
  ...sources.filter(isEntry).map((name) => `dist/${name}.js`),
  ...sources.filter((name) => !isScript(name)).map((name) => `dist/${name}.d.ts`),
];

/**
 * Runs in its own Node: lists the globals that an import changes after lit was loaded, whose own changes do not count.
 */
const WATCH = `
  import 'lit';
  import 'lit/decorators.js';
  const touched = [];
  for (const name of ['window', 'document', 'navigator', 'location', 'localStorage', 'fetch', 'WebSocket',
    'setTimeout', 'setInterval', 'queueMicrotask', 'addEventListener', 'matchMedia', 'console'])
    Object.defineProperty(globalThis, name, { configurable: true, get() { touched.push(name); } });
  const registered = [];
  customElements.define = (tag) => { registered.push(tag); };
  const names = new Set(Reflect.ownKeys(globalThis));
  const exports = [];
  for (const specifier of process.argv.slice(1)) exports.push(...Object.keys(await import(specifier)));
  process.stdout.write(JSON.stringify({
    exports,
    touched,
    registered,
    added: Reflect.ownKeys(globalThis).filter((name) => !names.has(name)).map(String),
  }));
`;

describe('the packed tarball', () => {
  let install: Installed;
  before(() => {
    install = installed();
  });
  after(() => {
    install.remove();
  });

  const imported = (...specifiers: string[]): unknown =>
    JSON.parse(run('node', ['--input-type=module', '--eval', WATCH, ...specifiers], install.project));

  test('contains the listed files, and no others', () => {
    assert.deepEqual([...filesIn(install.folder)].sort(), [...MEANT].sort());
  });

  test('publint --strict finds nothing', () => {
    assert.match(run('publint', ['run', install.tarball, '--strict']), /All good!/);
  });

  test('attw finds every entry with its types', () => {
    run('attw', [install.tarball, '--profile', 'esm-only']);
  });

  test('contains the QR core, and depends only on lit', () => {
    const wanted = ['index', 'define', 'xumm-payload-status', 'locales/de'].flatMap((name) =>
      [
        ...readFileSync(join(install.folder, `dist/${name}.js`), 'utf8').matchAll(
          /(?:from|import) ?["']([^."'][^"']*)["']/g,
        ),
      ].map(([, specifier = '']) => specifier.split('/')[0]),
    );
    assert.deepEqual([...new Set(wanted)], ['lit']);
  });

  test('contains the licences of everything that is bundled', () => {
    const text = readFileSync(join(install.folder, 'dist/licenses.md'), 'utf8');
    assert.deepEqual(
      [...text.matchAll(/^## (\S+) - \S+ \((.+)\)$/gm)]
        .map(([, name, licence]) => `${name} ${licence}`)
        .sort(),
      [
        '@lit/reactive-element BSD-3-Clause',
        'lit BSD-3-Clause',
        'lit-element BSD-3-Clause',
        'lit-html BSD-3-Clause',
        'qrcode MIT',
      ],
    );
    assert.match(text, /Copyright \(c\) \d+ Google LLC/);
  });

  test('is within the size limits', () => {
    run('node', ['scripts/size.mjs', join(install.folder, 'dist')]);
  });

  const nothing = { touched: [], registered: [], added: [] };

  test('the package, imported in Node: classes, and nothing ran', () => {
    assert.deepEqual(imported('xumm-payload-status'), {
      ...nothing,
      exports: ['XummEvent', 'XummPayloadStatus', 'XummResolvedEvent'],
    });
  });

  test('/define, imported in Node: registers the tag in lit’s replacement of a registry', () => {
    assert.deepEqual(imported('xumm-payload-status/define'), {
      ...nothing,
      exports: [],
      registered: ['xumm-payload-status'],
    });
  });

  test('/hydrate, imported in Node: registers the tag too, and nothing ran', () => {
    assert.deepEqual(imported('xumm-payload-status/hydrate'), {
      ...nothing,
      exports: [],
      registered: ['xumm-payload-status'],
    });
  });

  test('/locales/<tag>, imported in Node: its sentences, and nothing ran', () => {
    const tags = sources.filter((name) => /^locales\/..(-..)?$/.test(name)).map((name) => name.slice(8));
    assert.equal(tags.length, 33);
    assert.deepEqual(imported(...tags.map((tag) => `xumm-payload-status/locales/${tag}`)), {
      ...nothing,
      exports: tags.flatMap((tag) => (tag === 'en' ? ['en', 'fill'] : [tag.replace('-', '')])),
    });
  });

  test('a language registers where the element looks it up', () => {
    const script = `
      import 'xumm-payload-status/locales/de';
      import { lookUp } from './node_modules/xumm-payload-status/dist/locales/registry.js';
      process.stdout.write(lookUp('de-AT').tag);
    `;
    assert.equal(run('node', ['--input-type=module', '--eval', script], install.project), 'de');
    const element = readFileSync(join(install.folder, 'dist/xumm-payload-status.js'), 'utf8');
    assert.match(element, /from"\.\/locales\/registry\.js"/);
  });

  test('other modules cannot be imported', () => {
    for (const inside of ['locales/registry', 'dist/index.js', 'view/card'])
      assert.throws(() => imported(`xumm-payload-status/${inside}`), /ERR_PACKAGE_PATH_NOT_EXPORTED/);
  });

  test('the manifest names existing modules, and the tag where it is defined', async () => {
    const text = readFileSync(join(install.folder, 'dist/custom-elements.json'), 'utf8');
    const { modules } = JSON.parse(text) as {
      modules: { path: string; exports: { kind: string; declaration: { name: string; module: string } }[] }[];
    };
    const paths = modules.flatMap(({ path, exports }) => [
      path,
      ...exports.map(({ declaration }) => declaration.module),
    ]);
    for (const path of paths) await import(join(install.folder, path));
    assert.deepEqual(
      modules.flatMap(({ path, exports }) =>
        exports.filter(({ kind }) => kind === 'custom-element-definition').map(() => path),
      ),
      ['dist/define.js'],
    );
  });
});
