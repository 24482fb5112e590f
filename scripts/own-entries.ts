import { join } from 'node:path';

/** What the demo imports as every integrator does, by the name of the package, is in this repository its source. */
export const ownEntries: Readonly<Record<string, string>> = {
  'xumm-payload-status/server': join(import.meta.dirname, '../src/server/index.ts'),
};
