/** `npm run size`: what the one-script file weighs, in bytes; after `npm run build`. */
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const name = 'dist/xumm-payload-status.min.js';
const bytes = readFileSync(new URL(`../${name}`, import.meta.url));
const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
console.table({
  [name]: { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli.length },
});
