import { zipSync, type Zippable } from 'fflate';
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// `npm run build -- wordpress`, after `npm run build`: the plugin with the element in it, as a folder and as a zip file
// that WordPress takes in Plugins → Add New → Upload Plugin.

const ROOT = join(import.meta.dirname, '..');
const NAME = 'xumm-payload-status';
const BUILT = ['xumm-payload-status.min.js', 'xumm-payload-status.all.min.js', 'licenses.md'];

/** A fixed moment, so that the same files make the same bytes. */
const MTIME = new Date('2025-01-01T12:00:00');

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const out = join(ROOT, 'wordpress-dist');
const plugin = join(out, NAME);
rmSync(out, { recursive: true, force: true });
mkdirSync(out);
cpSync(join(ROOT, 'demo/wordpress', NAME), plugin, { recursive: true });
for (const file of BUILT) copyFileSync(join(ROOT, 'dist', file), join(plugin, 'assets', file));

const files: Zippable = {};
for (const file of filesIn(plugin)) {
  const path = file.slice(out.length + 1).replaceAll('\\', '/');
  files[path] = [readFileSync(file), { mtime: MTIME, level: 9 }];
}
const zip = join(out, `${NAME}.zip`);
writeFileSync(zip, zipSync(files));
console.log(`${zip}: ${Object.keys(files).length} files`);
