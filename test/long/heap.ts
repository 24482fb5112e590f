import type { CDPSession } from 'playwright-core';

/** What is in use after forced collections: the first may only free what the second can. */
export async function usedBytes(session: CDPSession): Promise<number> {
  for (let times = 0; times < 3; times++) await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}
