import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { unzipSync } from 'fflate';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from './support/processes.js';
import { PLUGIN_ZIP } from './support/site.js';

const ROOT = join(import.meta.dirname, '../..');
const PLUGIN = join(ROOT, 'demo/wordpress/xumm-payload-status');
const SITE = join(import.meta.dirname, 'site');

const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file));

const read = (file: string): string => readFileSync(join(PLUGIN, file), 'utf8');
const header = (text: string, name: string): string | undefined =>
  new RegExp(`^[ *]*${name}: *(.+)$`, 'm').exec(text)?.[1];

for (const file of [...filesIn(PLUGIN, '.php'), ...filesIn(SITE, '.php')])
  test(`php -l ${file.slice(ROOT.length + 1)}`, async () => {
    assert.match(await run('php', ['-l', file]), /^No syntax errors/);
  });

test('nobody can run a file of the plugin by its address', () => {
  const guard = /defined\( '(ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;/;
  const open = filesIn(PLUGIN, '.php').filter((file) => !guard.test(readFileSync(file, 'utf8')));
  assert.deepEqual(open, [join(PLUGIN, 'assets/editor.asset.php')], 'which only returns a list');
});

test('the version is the package’s, everywhere', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const main = read('xumm-payload-status.php');
  assert.deepEqual(
    {
      header: header(main, 'Version'),
      constant: /const VERSION += '([^']+)'/.exec(main)?.[1],
      readme: header(read('readme.txt'), 'Stable tag'),
      editor: /'version' +=> '([^']+)'/.exec(read('assets/editor.asset.php'))?.[1],
    },
    { header: version, constant: version, readme: version, editor: version },
  );
});

test('header and readme agree on licence and requirements', () => {
  const [main, readme] = [read('xumm-payload-status.php'), read('readme.txt')];
  for (const name of ['License', 'License URI', 'Requires at least', 'Requires PHP']) {
    assert.ok(header(main, name), name);
    assert.equal(header(main, name), header(readme, name));
  }
  assert.equal(header(main, 'License'), 'GPL-2.0-or-later');
  assert.match(read('license.txt'), /GNU GENERAL PUBLIC LICENSE\s+Version 2, June 1991/);
});

const docs = readFileSync(join(ROOT, 'docs/wordpress.md'), 'utf8');

for (const [, code = ''] of docs.matchAll(/```php\n(.*?)```/gs))
  test(`the example in the documentation is PHP: ${code.split('\n')[0]}`, () => {
    execFileSync('php', ['-l'], { input: `<?php\n${code}` });
    const [, hook = ''] = /'(xumm_payload_status_\w+)'/.exec(code) ?? [];
    const sources = filesIn(PLUGIN, '.php').map((file) => readFileSync(file, 'utf8'));
    assert(sources.some((source) => new RegExp(`(do_action|apply_filters)\\( '${hook}'`).test(source)));
  });

test('visitors’ sentences: each in every language of the element', async () => {
  const plugin = join(ROOT, 'wordpress-dist/xumm-payload-status/languages');
  const code = `define('ABSPATH', '/'); echo json_encode(array(require '${plugin}/visitors.php', require '${plugin}/element.php'));`;
  const [own, shared] = JSON.parse(await run('php', ['-r', code])) as Record<
    string,
    Record<string, string>
  >[];
  assert(own && shared);
  assert.deepEqual(Object.keys(own).sort(), Object.keys(shared).sort());
  assert(Object.keys(own).length >= 33);
  const direction = (tag: string): string => new Intl.Locale(tag).maximize().script ?? '';
  const rtl = Object.keys(own).filter((tag) => ['Arab', 'Hebr'].includes(direction(tag)));
  const written = /RTL = array\(([^)]+)\)/.exec(read('includes/class-sentences.php'))?.[1] ?? '';
  assert.deepEqual(
    [...written.matchAll(/'(\w+)'/g)].map(([, tag]) => tag),
    rtl.sort(),
  );
  for (const [tag, sentences] of Object.entries(own)) {
    assert.deepEqual(Object.keys(sentences), Object.keys(own['en'] ?? {}), tag);
    assert(sentences['pay']?.includes('{amount}'), tag);
    if (tag !== 'en') assert.notDeepEqual(sentences, own['en']);
  }
});

test('the template for translators has the admin’s sentences, with hints and plurals', () => {
  const pot = readFileSync(
    join(ROOT, 'wordpress-dist/xumm-payload-status/languages/xumm-payload-status.pot'),
    'utf8',
  );
  for (const piece of [
    'msgid "Mark as handled"',
    'msgid "%d order needs a person."\nmsgid_plural "%d orders need a person."',
    '#. translators: %s: an amount.',
    '#: assets/editor.js',
  ])
    assert(pot.includes(piece), piece);
});

test('the zip file holds the plugin and the built scripts, in one folder', () => {
  const files = unzipSync(readFileSync(PLUGIN_ZIP));
  const expected = [
    ...filesIn(PLUGIN, '').filter((file) => /\.\w+$/.test(file)),
    ...['xumm-payload-status.min.js', 'xumm-payload-status.all.min.js', 'licenses.md'].map((file) =>
      join(PLUGIN, 'assets', file),
    ),
    ...['element.php', 'xumm-payload-status.pot'].map((file) => join(PLUGIN, 'languages', file)),
  ].map((file) => `xumm-payload-status${file.slice(PLUGIN.length)}`);
  assert.deepEqual(Object.keys(files).sort(), expected.sort());
  assert.deepEqual(
    Buffer.from(files['xumm-payload-status/assets/xumm-payload-status.min.js'] ?? []),
    readFileSync(join(ROOT, 'dist/xumm-payload-status.min.js')),
  );
});
