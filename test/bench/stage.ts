import { build } from 'esbuild';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const MAIN = 'display: grid; grid-template-columns: repeat(auto-fill, 260px); gap: 12px';

async function stageScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'stage-page.ts')],
    bundle: true,
    format: 'iife',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

const HTML = `<!doctype html><html lang="en"><title>bench</title><main style="${MAIN}"></main></html>`;
/** The clock of an isolated page has a resolution of 5 µs, that of other pages 100 µs. */
const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** An empty page with the element's script and a stage for it. */
export async function openStage(page: Page, script: string): Promise<void> {
  await page.route('http://localhost/', (route) =>
    route.fulfill({ contentType: 'text/html', headers: ISOLATED, body: HTML }),
  );
  await page.goto('http://localhost/');
  await page.addScriptTag({ content: script });
  await page.addScriptTag({ content: await stageScript() });
}
