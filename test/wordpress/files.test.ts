import assert from 'node:assert/strict';
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

test('the version is the same wherever it stands, and is the package’s', () => {
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

test('the zip file holds the plugin and the built scripts, in one folder', () => {
  const files = unzipSync(readFileSync(PLUGIN_ZIP));
  const expected = [
    ...filesIn(PLUGIN, '').filter((file) => /\.\w+$/.test(file)),
    ...['xumm-payload-status.min.js', 'xumm-payload-status.all.min.js', 'licenses.md'].map((file) =>
      join(PLUGIN, 'assets', file),
    ),
  ].map((file) => `xumm-payload-status${file.slice(PLUGIN.length)}`);
  assert.deepEqual(Object.keys(files).sort(), expected.sort());
  assert.deepEqual(
    Buffer.from(files['xumm-payload-status/assets/xumm-payload-status.min.js'] ?? []),
    readFileSync(join(ROOT, 'dist/xumm-payload-status.min.js')),
  );
});
