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

/** An empty page with the element's script and a stage for it. */
export async function openStage(page: Page, script: string): Promise<void> {
  await page.setContent(
    `<!doctype html><html lang="en"><title>bench</title><main style="${MAIN}"></main></html>`,
  );
  await page.addScriptTag({ content: script });
  await page.addScriptTag({ content: await stageScript() });
}
