import { unzipSync } from 'fflate';
import { existsSync, rmSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run, serve, type Server } from './processes.js';
import { useSqlite } from './sqlite.js';
import { startTlsProxy } from './tls.js';

const ROOT = join(import.meta.dirname, '../../..');
const SITE = join(import.meta.dirname, '../site');
const WORDPRESS = '/usr/share/wordpress';
export const PLUGIN_ZIP = join(ROOT, 'wordpress-dist/xumm-payload-status.zip');

/** Enough for a page, its questions and the editor at the same time. */
const PHP_WORKERS = '4';

export interface Site {
  readonly origin: string;
  /** PHP's complaints, and what the plugin logged. */
  log(): Promise<string>;
  /** The facts of each call of the plugin's delivery hook. */
  delivered(): Promise<Delivered[]>;
  /** Every mail that was sent, one per line. */
  mails(): Promise<string>;
  /** Ends the database at once, as a power cut does, and starts it again. */
  readonly database: { kill(): Promise<void>; start(): Promise<void> };
  /** Runs PHP inside this WordPress, and returns what it echoes. */
  php(code: string): Promise<string>;
  stop(): Promise<void>;
}

/** The facts of the hook `xumm_payload_status_deliver`. */
export interface Delivered {
  readonly key: string;
  readonly uuid: string;
  readonly type: string;
  readonly verdict: string;
  readonly reference: string;
  readonly post_id: number;
  readonly item: string;
  readonly amount: unknown;
  readonly delivered: unknown;
  readonly network: string;
  readonly account: string;
  readonly txids: readonly string[];
}

export interface SiteOptions {
  /** Two sites, `/` and `/two/`, behind a proxy that ends TLS. */
  readonly isNetwork?: boolean;
  readonly database?: 'mariadb' | 'sqlite';
}

/** A throwaway WordPress with its own files, database and server. */
export async function startSite(
  platformUrl: string,
  { isNetwork = false, database = 'mariadb' }: SiteOptions = {},
): Promise<Site> {
  const home = await mkdtemp(join(tmpdir(), 'throwaway-wordpress-'));
  process.once('exit', () => {
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  });
  const servers: Pick<Server, 'stop'>[] = [];
  const stop = async (): Promise<void> => {
    for (const server of servers.reverse()) await server.stop();
    // Files may still be being copied, if something else failed at the start.
    await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    const root = join(home, 'wordpress');
    const socket = join(home, 'db.sock');
    let [current] = await Promise.all([
      database === 'mariadb' ? startDatabase(home, socket) : null,
      layOut(root).then(() => (database === 'sqlite' ? useSqlite(join(root, 'wp-content')) : null)),
    ]);
    if (current) servers.push(current);
    const log = join(home, 'debug.log');
    const delivered = join(home, 'delivered.jsonl');
    const mails = join(home, 'mails.jsonl');
    const proxy = isNetwork ? await startTlsProxy(home) : null;
    if (proxy) servers.push(proxy);
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      WORDPRESS_DB_SOCKET: socket,
      WORDPRESS_LOG: log,
      WORDPRESS_DELIVERED: delivered,
      WORDPRESS_MAILS: mails,
      PLATFORM_URL: platformUrl,
      PHP_CLI_SERVER_WORKERS: PHP_WORKERS,
    };
    if (proxy) env['WORDPRESS_HOST'] = proxy.host;
    await run('php', [join(SITE, 'install.php'), root], { env });
    if (proxy) {
      await run('php', [join(SITE, 'install-network.php'), root], { env });
      env['WORDPRESS_NETWORK'] = '1';
      await run('php', [join(SITE, 'install-network.php'), root], { env });
    }
    const php = await serve(
      'php',
      ['-d', 'opcache.enable_cli=1', '-S', '127.0.0.1:0', '-t', root, join(SITE, 'router.php')],
      /Development Server \((http:\/\/127\.0\.0\.1:\d+)\) started/,
      { env },
    );
    servers.push(php);
    proxy?.forwardTo(php.match[1] ?? '');
    return {
      origin: proxy ? `https://${proxy.host}` : (php.match[1] ?? ''),
      log: () => readIfThere(log),
      delivered: async () =>
        (await readIfThere(delivered))
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line) as Delivered),
      mails: () => readIfThere(mails),
      database: {
        async kill() {
          if (!current) return;
          await current.stop('SIGKILL');
          servers.splice(servers.indexOf(current), 1);
        },
        async start() {
          current = await serveDatabase(home, socket);
          servers.push(current);
        },
      },
      php: (code) => run('php', ['-r', `require '${root}/wp-load.php'; ${code}`], { env }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const readIfThere = (path: string): Promise<string> =>
  existsSync(path) ? readFile(path, 'utf8') : Promise.resolve('');

/** A copy, because WordPress looks for its configuration beside its own files. */
async function layOut(root: string): Promise<void> {
  await cp(WORDPRESS, root, { recursive: true, dereference: true });
  const content = join(root, 'wp-content');
  await Promise.all([
    cp(join(SITE, 'wp-config.php'), join(root, 'wp-config.php')),
    cp(join(SITE, 'theme'), join(content, 'themes/plain'), { recursive: true }),
    cp(join(SITE, 'block-theme'), join(content, 'themes/blocks'), { recursive: true }),
    cp(join(SITE, 'mu-plugins'), join(content, 'mu-plugins'), { recursive: true }),
    unpack(PLUGIN_ZIP, join(content, 'plugins')),
  ]);
}

async function unpack(zip: string, into: string): Promise<void> {
  for (const [name, bytes] of Object.entries(unzipSync(await readFile(zip)))) {
    const path = join(into, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
}

/** The server refuses to run as root, so its files are those of the user that Debian's package made for it. */
const isRoot = process.getuid?.() === 0;

/** Each server has its own temporary folder, because at its start it deletes what it takes for its own leftovers. */
const databaseOptions = (home: string): string[] => [
  '--no-defaults',
  ...(isRoot ? ['--user=mysql'] : []),
  `--datadir=${join(home, 'db')}`,
  `--tmpdir=${join(home, 'db-tmp')}`,
];

async function startDatabase(home: string, socket: string): Promise<Server> {
  const folders = [home, join(home, 'db'), join(home, 'db-tmp')];
  for (const folder of folders) await mkdir(folder, { recursive: true });
  if (isRoot) {
    const id = async (flag: string): Promise<number> => Number(await run('id', [flag, 'mysql']));
    const [uid, gid] = await Promise.all([id('-u'), id('-g')]);
    for (const folder of folders) await chown(folder, uid, gid);
    await chmod(home, 0o755);
  }
  await run('mariadb-install-db', [
    ...databaseOptions(home),
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ]);
  const server = await serveDatabase(home, socket);
  await run('mariadb', ['--no-defaults', `--socket=${socket}`, '-uroot', '-e', 'CREATE DATABASE wordpress']);
  return server;
}

function serveDatabase(home: string, socket: string): Promise<Server> {
  return serve(
    'mariadbd',
    [
      ...databaseOptions(home),
      `--socket=${socket}`,
      `--pid-file=${join(home, 'db.pid')}`,
      '--skip-networking',
      '--innodb-buffer-pool-size=64M',
    ],
    /ready for connections/,
  );
}
