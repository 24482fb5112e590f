import { join } from 'node:path';

/** The demo imports the package by its name, like every user; in this repository that is the source. */
export const ownEntries: Readonly<Record<string, string>> = {
  'xumm-payload-status/server': join(import.meta.dirname, '../src/server/index.ts'),
};
