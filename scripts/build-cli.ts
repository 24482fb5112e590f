import { build } from 'vite';

/** The package's command in one file, with all inside: its users install nothing for it. */
export const buildCli = (outDir: string): Promise<unknown> =>
  build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: 'demo/platform/cli.ts',
      target: 'node20',
      outDir,
      emptyOutDir: false,
      minify: true,
      // What is inside asks that its licence is passed on.
      license: { fileName: 'cli-licenses.md' },
      rolldownOptions: {
        // Native add-ons that `ws` uses where they happen to be installed.
        external: ['bufferutil', 'utf-8-validate'],
        output: { entryFileNames: 'cli.js', codeSplitting: false, banner: '#!/usr/bin/env node' },
      },
    },
  });
