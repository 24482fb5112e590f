/** Lists what the package contains or installs, by the lock file: name, version, licence, and how it comes. */
import { readFileSync } from 'node:fs';

/** Bundled into the built files, so not installed. */
const INSIDE = ['qrcode'];

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
const rows = Object.entries(packages)
  .map(([path, entry]) => ({ name: path.replace(/^.*node_modules\//, ''), path, ...entry }))
  .filter(({ name, path, dev }) => path !== '' && (!dev || INSIDE.includes(name)))
  .map(({ name, version, license, dev }) => ({
    name,
    version,
    license,
    comes: dev ? 'inside' : 'installed',
  }));

if (process.argv.includes('--json')) console.log(JSON.stringify(rows));
else console.table(Object.fromEntries(rows.map(({ name, ...row }) => [name, row])));
