import { defineConfig } from 'vite';

export default defineConfig(({ isSsrBuild }) => ({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: isSsrBuild
    ? {}
    : {
        outDir: 'dist/client',
        rolldownOptions: { input: 'client.tsx', output: { entryFileNames: 'assets/client.js' } },
      },
}));
