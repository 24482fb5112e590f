import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LoadOptions, LoadResult } from './load.js';

/** In its own process, because Node 20 has a WebSocket only behind a flag. */
export async function runLoad({ elements, sessions, seconds, seed }: LoadOptions): Promise<LoadResult> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--experimental-websocket',
      '--no-warnings',
      '--import',
      'tsx',
      join(import.meta.dirname, 'load-cli.ts'),
      ...[elements, sessions, seconds, seed].map(String),
    ],
    { maxBuffer: 2 ** 26 },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as LoadResult;
}
