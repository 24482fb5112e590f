import { build } from 'esbuild';
import type { Plugin } from '@web/dev-server-core';
import { fileURLToPath } from 'node:url';

const PREFIX = '/__bundled/';
const NAMED = /^(?!default$|module$|__)[\w$]+$/;

/** The test runner serves modules one by one, and browsers know no CommonJS, so these packages are bundled. */
export function bundledCommonJs(names: readonly string[]): Plugin {
  const bundles = new Map<string, Promise<string>>();
  const bundle = async (name: string): Promise<string> => {
    // CommonJS loses named exports, so these are the names that Node sees.
    const exports = Object.keys((await import(name)) as object).filter((key) => NAMED.test(key));
    const { outputFiles } = await build({
      stdin: {
        contents: `import * as all from '${name}'; export default all.default ?? all; export const { ${exports.join(', ')} } = all;`,
        resolveDir: fileURLToPath(new URL('../..', import.meta.url)),
      },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      define: { global: 'globalThis' },
    });
    return outputFiles[0]?.text ?? '';
  };
  return {
    name: 'bundled-common-js',
    resolveImport: ({ source }) => (names.includes(source) ? PREFIX + source : undefined),
    async serve({ path }) {
      if (!path.startsWith(PREFIX)) return undefined;
      const name = path.slice(PREFIX.length);
      const body = bundles.get(name) ?? bundle(name);
      bundles.set(name, body);
      return { body: await body, type: 'js' };
    },
  };
}
