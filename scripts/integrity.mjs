/**
 * The last step of `npm run build`: writes and prints `dist/integrity.json`, the subresource integrity of each one-script
 * file. With `--readme` (`npm run integrity`) also into the script tag that the README shows.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const dist = new URL('../dist/', import.meta.url);
const readme = new URL('../README.md', import.meta.url);

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

if (process.argv.includes('--readme')) {
  const text = readFileSync(readme, 'utf8');
  writeFileSync(
    readme,
    text.replace(/integrity="sha384-[^"]*"/g, `integrity="${hashes['xumm-payload-status.min.js']}"`),
  );
}
