import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

export interface Ended {
  readonly isFine: boolean;
  /** Everything that it printed. */
  readonly output: string;
}

const running = new Set<ChildProcess>();

/** Ends all running programs when this process is told to end. */
export function endTogether(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      for (const child of running) child.kill(signal);
      process.exit(1);
    });
}

/** Runs a program in the project's folder. Never throws: a program that cannot be started has failed. */
export async function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  running.add(child);
  let output = '';
  const add = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', add);
  child.stderr.on('data', add);
  try {
    const [status] = (await once(child, 'close')) as [number | null];
    return { isFine: status === 0, output };
  } catch (error) {
    return { isFine: false, output: `${command} cannot be run: ${String(error)}\n` };
  } finally {
    running.delete(child);
  }
}
