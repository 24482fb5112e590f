import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Runs a program of the project's own dependencies, or npm. @returns its output; throws with that if it fails */
export function run(command: string, args: readonly string[], cwd: string = ROOT): string {
  return execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}` },
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 26,
  });
}

/** Builds and packs the package, like `npm publish`. @returns the tarball's path */
export function pack(folder: string): string {
  run('npm', ['run', 'build']);
  // Built separately, because its output would be mixed into the JSON.
  const answer = run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]);
  const [packed] = JSON.parse(answer) as { filename: string }[];
  if (!packed) throw new Error('npm packed nothing.');
  return join(folder, packed.filename);
}

export interface Installed {
  readonly tarball: string;
  /** A project with the package and its dependencies in `node_modules`. */
  readonly project: string;
  /** The folder of the installed package. */
  readonly folder: string;
  remove(): void;
}

/** The package as a user installs it. `TARBALL` may name an existing one. */
export function installed(): Installed {
  const scratch = mkdtempSync(join(tmpdir(), 'xumm-payload-status-'));
  const tarball = process.env['TARBALL'] ?? pack(scratch);
  const modules = join(scratch, 'node_modules');
  const folder = join(modules, 'xumm-payload-status');
  mkdirSync(folder, { recursive: true });
  run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
  mkdirSync(join(modules, '@lit-labs'));
  for (const name of ['lit', '@lit-labs/ssr-client'])
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name), 'junction');
  return {
    tarball,
    project: scratch,
    folder,
    remove: () => {
      rmSync(scratch, { recursive: true });
    },
  };
}
