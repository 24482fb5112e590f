import { join } from 'node:path';
import { build } from 'vite';

/** A one-script file as `npm run build` makes it: in English, or with `all` languages. */
export async function builtScript(mode: 'production' | 'all' = 'production'): Promise<string> {
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
