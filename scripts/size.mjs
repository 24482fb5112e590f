/** `npm run size`: what each one-script file weighs, in bytes; after `npm run build`. */
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const weigh = (name) => {
  const bytes = readFileSync(new URL(`../${name}`, import.meta.url));
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  return [name, { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli.length }];
};
const names = ['dist/xumm-payload-status.min.js', 'dist/xumm-payload-status.all.min.js'];
console.table(Object.fromEntries(names.map(weigh)));
