import { build } from 'vite';

/** Builds the package's command into one file with everything inside, so that users install nothing for it. */
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
      // The licences of the bundled packages must be passed on.
      license: { fileName: 'cli-licenses.md' },
      rolldownOptions: {
        // Native add-ons that `ws` uses if they are installed.
        external: ['bufferutil', 'utf-8-validate'],
        output: { entryFileNames: 'cli.js', codeSplitting: false, banner: '#!/usr/bin/env node' },
      },
    },
  });
