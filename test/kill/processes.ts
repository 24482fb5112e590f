import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(import.meta.dirname, '../..');

/** A process that prints a line when it is ready, and that can be killed at any moment. */
export class Process {
  #child: ChildProcess | null = null;

  constructor(
    private readonly args: readonly string[],
    private readonly env: Record<string, string> = {},
  ) {}

  async start(): Promise<void> {
    const child = spawn(process.execPath, ['--import', 'tsx', ...this.args], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], ...this.env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.#child = child;
    await Promise.race([once(createInterface(child.stdout), 'line'), once(child, 'exit')]);
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

/** A Postgres server with its own folder and port. */
export class Postgres {
  readonly #bin: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'kill-postgres-'));

  constructor(private readonly port: number) {
    const versions = '/usr/lib/postgresql';
    this.#bin = join(versions, readdirSync(versions).sort().at(-1) ?? '', 'bin');
    // It refuses to run as root.
    if (userInfo().uid === 0) {
      const uid = Number(spawnSync('id', ['-u', 'postgres'], { encoding: 'utf8' }).stdout);
      const gid = Number(spawnSync('id', ['-g', 'postgres'], { encoding: 'utf8' }).stdout);
      chownSync(this.#folder, uid, gid);
    }
    this.#run('initdb', '--auth', 'trust', '--username', 'shop', '--pgdata', this.#data);
  }

  get url(): string {
    return `postgres://shop@127.0.0.1:${this.port}/postgres`;
  }

  start(): void {
    const options = `-p ${this.port} -k ${this.#folder} -c listen_addresses=127.0.0.1`;
    this.#run('pg_ctl', 'start', '-w', '-D', this.#data, '-l', join(this.#folder, 'log'), '-o', options);
  }

  /** Like a power cut. */
  crash(): void {
    this.#run('pg_ctl', 'stop', '-m', 'immediate', '-D', this.#data);
  }

  remove(): void {
    this.#run('pg_ctl', 'stop', '-m', 'immediate', '-D', this.#data);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #data(): string {
    return join(this.#folder, 'data');
  }

  #run(program: string, ...args: string[]): void {
    const asUser = userInfo().uid === 0 ? ['runuser', '-u', 'postgres', '--'] : [];
    const [command = '', ...rest] = [...asUser, join(this.#bin, program), ...args];
    const { status, stderr } = spawnSync(command, rest, {
      cwd: '/',
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (status !== 0) throw new Error(`${program}: ${stderr}`);
  }
}
