import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import WebSocket from 'ws';
import { control, createPayloads, percentile } from './session.js';

export interface PlatformLoad {
  readonly sockets: number;
  /** Ms from the control call to the frame. */
  readonly p50: number;
  readonly p99: number;
  /** Bytes of the platform's memory per socket with its payload; null if the system does not say. */
  readonly bytesPerSocket: number | null;
}

const ROOT = join(import.meta.dirname, '../..');
/** How many connections are opened, and control calls made, at the same time. */
const AT_ONCE = 50;

async function inLanes<T>(all: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
  const queue = [...all];
  const lane = async (): Promise<void> => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) await work(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

function residentBytes(pid: number): number | null {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
  } catch {
    return null; // no Linux
  }
}

async function start(): Promise<{ origin: string; pid: number; stop: () => void }> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'demo/platform/cli.ts', 'platform', '--port', '0'],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let said = '';
  while (!/http:\S+/.test(said)) said += String(((await once(child.stdout, 'data')) as [Buffer])[0]);
  child.stdout.resume();
  return { origin: /http:\S+/.exec(said)?.[0] ?? '', pid: child.pid ?? 0, stop: () => child.kill() };
}

/** Sockets of Node clients on loopback, for a whole session each: opened, then signed. */
export async function platformLoad(sockets: number): Promise<PlatformLoad> {
  const { origin, pid, stop } = await start();
  const lone = await createPayloads(origin, 1); // so that the code is compiled
  await control(origin, lone[0] ?? '', 'open');
  const before = residentBytes(pid);
  const uuids = await createPayloads(origin, sockets);
  const open = new Map<string, WebSocket>();
  await inLanes(uuids, async (uuid) => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/sign/${uuid}`);
    await once(socket, 'message');
    open.set(uuid, socket);
  });
  const after = residentBytes(pid);
  const latencies: number[] = [];
  const told = (uuid: string, key: string): Promise<void> =>
    new Promise((resolve) => {
      open.get(uuid)?.on('message', (data: Buffer) => {
        if (key in (JSON.parse(data.toString()) as object)) resolve();
      });
    });
  for (const [action, key] of [
    ['open', 'opened'],
    ['sign', 'signed'],
  ] as const)
    // One after the other, so that no call waits for others.
    for (const uuid of uuids) {
      const frame = told(uuid, key);
      const from = performance.now();
      const call = control(origin, uuid, action);
      await frame;
      latencies.push(performance.now() - from);
      await call;
    }
  for (const socket of open.values()) socket.terminate();
  stop();
  return {
    sockets: open.size,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    bytesPerSocket: before === null || after === null ? null : (after - before) / sockets,
  };
}
