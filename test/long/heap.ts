import type { CDPSession } from 'playwright-core';

/** Bytes in use after two forced collections, because the first may only prepare what the second frees. */
export async function usedBytes(session: CDPSession): Promise<number> {
  for (let times = 0; times < 3; times++) await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}
