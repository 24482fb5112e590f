/**
 * `npm run size [-- folder]`, after `npm run build`: prints the bytes of each entry in `dist/`, and of each module of the
 * one-script file. Fails above the limits.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { visualizer } from 'rollup-plugin-visualizer';
import { build } from 'vite';

const dist = process.argv[2] ?? join(import.meta.dirname, '../dist');
const languages = readdirSync(join(dist, 'locales')).filter(
  (file) => file.endsWith('.js') && !/^(all|registry|en)\.js$/.test(file),
);
/** The largest size of each entry, in bytes of brotli. The docs show them. */
const LIMITS = JSON.parse(readFileSync(join(import.meta.dirname, 'limits.json'), 'utf8'));

const DEFINE = [
  'define',
  'xumm-payload-status',
  'shared',
  'without-dom',
  'locales/en',
  'locales/registry',
].map((name) => `${name}.js`);

/** The files that a page loads for each entry. lit, which `define` imports, is not counted. */
const entries = [
  ...['xumm-payload-status.min.js', 'xumm-payload-status.all.min.js'].map((file) => [
    file,
    [file],
    LIMITS[`dist/${file}`],
  ]),
  ['define, without lit', DEFINE, LIMITS['xumm-payload-status/define']],
  ['server', ['server/index.js'], LIMITS['xumm-payload-status/server']],
  ...languages.map((file) => [
    `locales/${file.slice(0, -'.js'.length)}`,
    [`locales/${file}`],
    LIMITS['xumm-payload-status/locales/<tag>'],
  ]),
];

const weigh = (files) => {
  const all = files.map((file) => readFileSync(join(dist, file)));
  const sum = (size) => all.reduce((total, bytes) => total + size(bytes), 0);
  return {
    raw: sum((bytes) => bytes.length),
    gzip: sum((bytes) => gzipSync(bytes, { level: 9 }).length),
    brotli: sum(
      (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
    ),
  };
};

/** The modules of the one-script file before minifying. Each is compressed alone, so their sum is more than the whole. */
async function weighModules() {
  const [{ output }] = [
    await build({
      configFile: join(import.meta.dirname, '../vite.config.ts'),
      mode: 'production',
      logLevel: 'error',
      build: { write: false },
      plugins: [visualizer({ template: 'raw-data', brotliSize: true, emitFile: true, filename: 'modules' })],
    }),
  ].flat();
  const { nodeMetas, nodeParts } = JSON.parse(output.find(({ fileName }) => fileName === 'modules').source);
  return Object.values(nodeMetas)
    .flatMap(({ id, moduleParts }) =>
      Object.values(moduleParts).map((part) => ({
        id: id.replace(/^\/(node_modules\/)?/, ''),
        raw: nodeParts[part].renderedLength,
        brotli: nodeParts[part].brotliLength,
      })),
    )
    .filter(({ raw }) => raw > 0)
    .sort((one, other) => other.brotli - one.brotli);
}

console.table(Object.fromEntries((await weighModules()).map(({ id, ...weight }) => [id, weight])));
const weights = entries.map(([name, files, limit]) => ({ name, ...weigh(files), limit }));
console.table(Object.fromEntries(weights.map(({ name, ...weight }) => [name, weight])));
const heavy = weights.filter(({ brotli, limit }) => brotli > limit);
for (const { name, brotli, limit } of heavy)
  console.error(`${name} weighs ${brotli} B of brotli; at most ${limit} were agreed.`);
process.exit(heavy.length === 0 ? 0 : 1);
