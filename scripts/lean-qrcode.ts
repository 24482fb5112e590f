import { join } from 'node:path';
import type { Plugin } from 'vite';

/** The helper modules that are bundled instead of those of `qrcode`. */
const OWN = join(import.meta.dirname, '../src/qrcode').replaceAll('\\', '/');
const CORE = '/qrcode/lib/core/qrcode.js';
const CLASSES = new Set(['BitBuffer', 'BitMatrix', 'ReedSolomonEncoder']);

/**
 * Bundles the unchanged core of `qrcode` with the helper modules in `src/qrcode` instead of its own: bytes only, levels M and
 * H only, tables as strings. The QR codes are the same, and the script is 2.1 kB of brotli smaller. A test compares both.
 */
export function leanQrcode(): Plugin {
  return {
    name: 'lean-qrcode',
    enforce: 'pre',
    apply: 'build',
    transform(code, id) {
      if (!id.replaceAll('\\', '/').endsWith(CORE)) return null;
      return asModule(code);
    },
  };
}

/** The CommonJS source of `qrcode/lib/core/qrcode.js` as a module that imports our helpers. */
export function asModule(code: string): string {
  const module = code
    .replace(/^const (\w+) = require\('\.\/([\w-]+)'\)$/gm, (_, name: string, file: string) => {
      const binding = CLASSES.has(name) ? `{ ${name} }` : `* as ${name}`;
      return `import ${binding} from '${OWN}/${file}.ts';`;
    })
    .replace('exports.create = function create', 'export function create');
  if (/\brequire\(|\bexports\./.test(module))
    throw new Error('The core of `qrcode` has changed: src/qrcode no longer fits it.');
  return module;
}
