/**
 * `npm run build` builds the package into `dist/`. `npm run build -- package wordpress` also builds the plugin; `-- site`
 * builds the static site, `-- gallery` pictures of every state, `-- share` the picture that links to the site show.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { buildCli } from './build-cli.js';
import { embedPage } from './embed-page.js';

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');

const tool = (name: string, ...args: string[]): Promise<unknown> =>
  promisify(execFile)(name, args, { cwd: ROOT, shell: process.platform === 'win32' });

const withVite = (mode: string): Promise<unknown> =>
  build({ configFile: join(ROOT, 'vite.config.ts'), mode, logLevel: 'error' });

/** Writes and prints the subresource integrity of each one-script file. */
function writeIntegrity(): void {
  const scripts = readdirSync(DIST).filter((name) => name.endsWith('.min.js'));
  const hashes = scripts.map((name) => [
    name,
    `sha384-${createHash('sha384')
      .update(readFileSync(join(DIST, name)))
      .digest('base64')}`,
  ]);
  const json = `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`;
  writeFileSync(join(DIST, 'integrity.json'), json);
  console.log(json);
}

async function buildPackage(): Promise<void> {
  await withVite('production'); // it empties the folder
  await Promise.all([
    withVite('all'),
    withVite('modules'),
    buildCli(DIST),
    tool('tsc', '-p', 'tsconfig.build.json'),
    tool('cem', 'analyze'),
    embedPage().then((page) => {
      writeFileSync(join(DIST, 'embed.html'), page);
    }),
  ]);
  writeIntegrity();
}

const targets: Readonly<Record<string, () => unknown>> = {
  package: buildPackage,
  wordpress: () => import('./build-wordpress.js'),
  site: () => build({ configFile: join(ROOT, 'demo/site/vite.config.ts') }),
  gallery: () => import('./gallery.js'),
  share: () => import('./share-picture.js'),
};

const names = process.argv.slice(2);
try {
  for (const name of names.length > 0 ? names : ['package']) {
    const target = targets[name];
    if (!target)
      throw new Error(`There is no "${name}" to build; there are ${Object.keys(targets).join(', ')}.`);
    await target();
  }
} catch (error) {
  const { message, stdout = '' } = error as { message: string; stdout?: string };
  console.error(`${stdout}${message}`);
  process.exitCode = 1;
}
