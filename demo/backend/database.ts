import type { PGlite } from '@electric-sql/pglite';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConfigurationError } from './environment.js';
import { DatabaseUnavailable } from './errors.js';

export type Row = Record<string, unknown>;

/** The part of Postgres that is needed here, the same for both kinds of database. */
export interface Database {
  /** @throws {DatabaseUnavailable} if it does not answer; it may come back */
  query(text: string, params?: readonly unknown[]): Promise<readonly Row[]>;
  /** Several statements without parameters, all or none. */
  script(text: string): Promise<void>;
  close(): Promise<void>;
}

const MIGRATIONS = new URL('./migrations/', import.meta.url);
/** Any number that no other program locks. */
const LOCK = 'SELECT pg_advisory_xact_lock(7806317);';
const UNIQUE_VIOLATION = '23505';

/**
 * Opens the database and brings its tables up to date.
 *
 * @param url `postgres://…`, or a folder on this disk for PGlite, a Postgres inside this process
 * @param log told of idle connections that break
 * @param create how a PGlite is made; tests copy one, which is faster
 * @throws {ConfigurationError} one sentence
 */
export async function openDatabase(
  url: string,
  log: (message: string, cause: unknown) => void,
  create: (folder: string) => Promise<PGlite> = createPGlite,
): Promise<Database> {
  const isServer = /^postgres(ql)?:/.test(url);
  try {
    const database = isServer ? await openServer(url, log) : await openFolder(url, create);
    await migrate(database);
    return database;
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    const where = isServer ? 'The database at DATABASE_URL' : `The database in the folder ${url}`;
    throw new ConfigurationError(`${where} cannot be used: ${messageOf(error)}.`);
  }
}

async function openServer(url: string, log: (message: string, cause: unknown) => void): Promise<Database> {
  const { Client, Pool } = (await import('pg')).default;
  const pool = new Pool({ connectionString: url, connectionTimeoutMillis: 3000, query_timeout: 5000 });
  // Without a listener, an idle connection that breaks would end the process.
  pool.on('error', (error) => {
    log('A connection to the database broke', error);
  });
  return {
    query: async (text, params = []) => (await pool.query<Row>(text, [...params]).catch(rethrow)).rows,
    script: async (text) => {
      // Migrating a large table takes time.
      const client = new Client({ connectionString: url, connectionTimeoutMillis: 3000 });
      await client.connect();
      await client.query(text).finally(() => client.end());
    },
    close: () => pool.end(),
  };
}

async function createPGlite(folder: string): Promise<PGlite> {
  const { PGlite } = await import('@electric-sql/pglite');
  return PGlite.create(folder);
}

async function openFolder(folder: string, create: (folder: string) => Promise<PGlite>): Promise<Database> {
  const inMemory = folder.startsWith('memory://');
  if (!inMemory) await lock(folder);
  const db = await create(folder);
  return {
    query: async (text, params = []) => (await db.query<Row>(text, [...params]).catch(rethrow)).rows,
    script: async (text) => {
      await db.exec(text);
    },
    close: async () => {
      await db.close();
      if (!inMemory) await writeFile(lockFile(folder), '');
    },
  };
}

const lockFile = (folder: string): string => `${folder.replace(/\/+$/, '')}.pid`;

/** PGlite does not notice a second process in its folder, and the two would destroy it. */
async function lock(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const owner = Number(await readFile(lockFile(folder), 'utf8').catch(() => ''));
  if (owner > 0 && owner !== process.pid && isAlive(owner)) {
    throw new ConfigurationError(
      `The folder ${folder} is in use by process ${owner}: end it, or set DATABASE_URL to a Postgres server that both can use.`,
    );
  }
  await writeFile(lockFile(folder), String(process.pid));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Errors of these classes (22, 23, 42) are in the statement or its data; all others are the server's or the network's. */
function rethrow(error: unknown): never {
  if (/^(22|23|42)/.test(codeOf(error))) throw error;
  throw new DatabaseUnavailable('The database does not answer', { cause: error });
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

function messageOf(error: unknown): string {
  const cause = error instanceof DatabaseUnavailable ? error.cause : error;
  return (cause instanceof Error && cause.message) || codeOf(cause) || String(cause);
}

/** Runs the numbered files that this database does not have yet. Several processes may start at once. */
async function migrate(database: Database): Promise<void> {
  await database.script(`${LOCK} CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY)`);
  const done = new Set((await database.query('SELECT name FROM migrations')).map(({ name }) => name));
  const files = (await readdir(MIGRATIONS)).filter((file) => /^\d+.*\.sql$/.test(file)).sort();
  for (const file of files.filter((name) => !done.has(name))) {
    const text = await readFile(new URL(file, MIGRATIONS), 'utf8');
    try {
      // In one transaction, so that the file's name is stored exactly if its tables are.
      await database.script(`${LOCK} INSERT INTO migrations VALUES ('${file}'); ${text}`);
    } catch (error) {
      if (codeOf(error) !== UNIQUE_VIOLATION) throw error; // else another process was first
    }
  }
}
