import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const files = { production: 'xumm-payload-status.min.js', all: 'xumm-payload-status.all.min.js' } as const;

/**
 * A one-script file as `npm run build` makes it: in English, or with `all` languages. `DIST` may name a folder that already
 * contains it.
 */
export async function builtScript(mode: keyof typeof files = 'production'): Promise<string> {
  const dist = process.env['DIST'];
  if (dist) return readFile(join(dist, files[mode]), 'utf8');
  const built = await build({
    configFile: join(import.meta.dirname, '../../vite.config.ts'),
    mode,
    logLevel: 'error',
    build: { write: false },
  });
  const [bundle] = [built].flat();
  const chunk = bundle && 'output' in bundle ? bundle.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error('The build made no script.');
  return chunk.code;
}
