import { PGlite } from '@electric-sql/pglite';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase, type Database } from '../../../demo/backend/database.js';

const ROOT = join(import.meta.dirname, '../../..');

/** A new database in memory, with its tables. */
export const openNewDatabase = (): Promise<Database> =>
  openDatabase('memory://', () => undefined, createOrCopy);

/** PGlite takes seconds to set up a database. The first test file of the first run does it, the others copy that one. */
async function createOrCopy(): Promise<PGlite> {
  const { devDependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const folder = join(ROOT, 'node_modules/.cache/pglite');
  const file = join(folder, `${devDependencies['@electric-sql/pglite']}.tar`);
  const stored = await readFile(file).catch(() => null);
  if (stored) return PGlite.create({ dataDir: 'memory://', loadDataDir: new Blob([new Uint8Array(stored)]) });

  const database = await PGlite.create('memory://');
  const dump = await database.dumpDataDir('none');
  await mkdir(folder, { recursive: true });
  // Renamed when it is complete, because other test files may read it at the same time.
  const part = `${file}.${process.pid}`;
  await writeFile(part, new Uint8Array(await dump.arrayBuffer()));
  await rename(part, file);
  return database;
}
