/**
 * The last step of `npm run build`: writes and prints `dist/integrity.json`, the subresource integrity of each one-script
 * file. With `--readme` (`npm run integrity`) also into the script tag that the README shows, and into the file that is from.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const dist = new URL('../dist/', import.meta.url);
const shown = ['../README.md', '../test/frameworks/html/payment.html'];

const hashes = Object.fromEntries(
  readdirSync(dist)
    .filter((name) => name.endsWith('.min.js'))
    .map((name) => [
      name,
      `sha384-${createHash('sha384')
        .update(readFileSync(new URL(name, dist)))
        .digest('base64')}`,
    ]),
);
const json = `${JSON.stringify(hashes, null, 2)}\n`;
writeFileSync(new URL('integrity.json', dist), json);
console.log(json);

if (process.argv.includes('--readme'))
  for (const file of shown.map((path) => new URL(path, import.meta.url))) {
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(/integrity="sha384-[^"]*"/g, `integrity="${hashes['xumm-payload-status.min.js']}"`),
    );
  }
