import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { pack } from '../support/tarball.js';
import type { Site } from '../e2e/site.js';

/** Apps that their own tools build; `html` needs no build. */
export const BUILT = ['vue', 'svelte', 'react', 'preact', 'solid', 'angular'] as const;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** A copy of this folder with the apps installed, and with the package from its tarball. */
export class Apps {
  readonly folder = mkdtempSync(join(tmpdir(), 'frameworks-'));

  async install(): Promise<void> {
    cpSync(import.meta.dirname, this.folder, {
      recursive: true,
      filter: (path) =>
        !/[/\\](node_modules|dist|build|\.angular|\.next|\.nuxt|\.output|\.svelte-kit)$/.test(path),
    });
    const tarball = process.env['TARBALL'] ?? pack(this.folder);
    await this.run('.', 'npm', ['install', '--no-audit', '--no-fund', tarball]);
  }

  /** Programs of the apps' dependencies come first, such as a newer Node. */
  get env(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      PATH: `${join(this.folder, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`,
      NEXT_TELEMETRY_DISABLED: '1',
      NUXT_TELEMETRY_DISABLED: '1',
    };
  }

  /** Runs a command in a folder of the copy. @returns what it printed; throws with that if it fails */
  async run(folder: string, command: string, args: readonly string[]): Promise<string> {
    const options = {
      cwd: join(this.folder, folder),
      env: this.env,
      maxBuffer: 2 ** 26,
    };
    try {
      return (await promisify(execFile)(command, args, options)).stdout;
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new Error(`${command} ${args.join(' ')}\n${stdout}\n${stderr}`, { cause: error });
    }
  }

  /** Puts an app's build on the site, so that `/` is its page. */
  put(name: string, put: Site['put']): void {
    const dist = join(this.folder, name, 'dist');
    for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name).slice(dist.length).replaceAll('\\', '/');
      const resource = {
        body: readFileSync(join(dist, path), 'utf8'),
        type: TYPES[extname(path)] ?? 'text/plain',
      };
      put(path === '/index.html' ? '/' : path, resource);
    }
  }

  /** A file of the copy. */
  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
