import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const EMBED = join(import.meta.dirname, '../src/embed');

/** `embed.html` with its script inside, and the script's hash in its policy, so that a site's owner can edit the rest. */
export async function embedPage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(EMBED, 'embed-page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  const script = `\n${outputFiles[0]?.text ?? ''}`;
  const hash = createHash('sha256').update(script).digest('base64');
  const page = await readFile(join(EMBED, 'embed.html'), 'utf8');
  return page
    .replace('<script></script>', () => `<script>${script}</script>`)
    .replace("'sha256-'", `'sha256-${hash}'`);
}
