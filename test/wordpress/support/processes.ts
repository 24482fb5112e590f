import { spawn, type ChildProcess, type SpawnOptionsWithoutStdio } from 'node:child_process';

export interface Server {
  readonly output: () => string;
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

// Where Debian keeps servers; not in everybody's PATH.
process.env['PATH'] = `${process.env['PATH'] ?? ''}:/usr/sbin`;

const running = new Set<number>();

// Ends everything, also when the tests are interrupted.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.once('exit', () => {
  for (const pid of running) process.kill(-pid, 'SIGKILL');
});

/** Starts a server, and waits until it is ready. */
export async function serve(
  command: string,
  args: readonly string[],
  ready: RegExp,
  options: SpawnOptionsWithoutStdio = {},
): Promise<Server & { readonly match: RegExpExecArray }> {
  // In its own process group, because PHP's server has workers, which must end too.
  const child = spawn(command, args, { ...options, detached: true });
  const { pid } = child;
  if (pid !== undefined) {
    running.add(pid);
    child.once('exit', () => running.delete(pid));
  }
  let output = '';
  const match = await new Promise<RegExpExecArray>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const found = ready.exec(output);
      if (found) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`${command} ended with ${code} before it was ready:\n${output}`));
    });
  });
  return { match, output: () => output, stop: (signal) => stop(child, signal) };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, signal);
  await ended;
}

/** Runs to its end. @throws with all it said, if that was not well */
export async function run(
  command: string,
  args: readonly string[],
  options: SpawnOptionsWithoutStdio = {},
): Promise<string> {
  const child = spawn(command, args, options);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output}`);
  return output;
}
