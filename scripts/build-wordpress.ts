import { zipSync, type Zippable } from 'fflate';
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import '../src/locales/all.js';
import { lookUp } from '../src/locales/registry.js';
import { makePot } from './wordpress-pot.js';

// `npm run build -- wordpress`, after `npm run build`: the plugin with the element inside, as a folder and as a zip file
// for Plugins → Add New → Upload Plugin.

const ROOT = join(import.meta.dirname, '..');
const NAME = 'xumm-payload-status';
const BUILT = ['xumm-payload-status.min.js', 'xumm-payload-status.all.min.js', 'licenses.md'];

/** Sentences of the element that the plugin's own pages also use. */
const SHARED = ['openLink', 'newRequest', 'expiredText'] as const;

/** A fixed time, so that the same files always give the same bytes. */
const MTIME = new Date('2025-01-01T12:00:00');

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The shared sentences as PHP, in each language. */
function sharedSentences(): string {
  const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
  const tags = filesIn(join(ROOT, 'src/locales'))
    .map((file) => /([a-z]{2}(-[A-Z]{2})?)\.ts$/.exec(file)?.[1])
    .filter((tag) => tag !== undefined && lookUp(tag).tag === tag);
  const languages = tags.map((tag = '') => {
    const { terms } = lookUp(tag);
    const sentences = SHARED.map((key) => `\t\t'${key}' => ${quoted(terms[key])},\n`);
    return `\t'${tag}' => array(\n${sentences.join('')}\t),\n`;
  });
  return `<?php\n// Made by the build from the element's languages.\ndefined( 'ABSPATH' ) || exit;\n\nreturn array(\n${languages.join('')});\n`;
}

const out = join(ROOT, 'wordpress-dist');
const plugin = join(out, NAME);
rmSync(out, { recursive: true, force: true });
mkdirSync(out);
cpSync(join(ROOT, 'demo/wordpress', NAME), plugin, { recursive: true });
for (const file of BUILT) copyFileSync(join(ROOT, 'dist', file), join(plugin, 'assets', file));
writeFileSync(join(plugin, 'languages/element.php'), sharedSentences());

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
const sources = filesIn(plugin)
  .map((file) => [file.slice(plugin.length + 1).replaceAll('\\', '/'), readFileSync(file, 'utf8')] as const)
  .filter(([path]) => path.endsWith('.php') || path === 'assets/editor.js');
writeFileSync(join(plugin, `languages/${NAME}.pot`), makePot(new Map(sources), version));

const files: Zippable = {};
for (const file of filesIn(plugin)) {
  const path = file.slice(out.length + 1).replaceAll('\\', '/');
  files[path] = [readFileSync(file), { mtime: MTIME, level: 9 }];
}
const zip = join(out, `${NAME}.zip`);
writeFileSync(zip, zipSync(files));
console.log(`${zip}: ${Object.keys(files).length} files`);
