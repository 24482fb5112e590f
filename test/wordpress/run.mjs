/**
 * `npm run test:wordpress`: builds the plugin and drives it in a real WordPress that lives as long as the tests do.
 * The last line is the sum.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { register } from 'tsx/esm/api';

register();
const { missingPackages } = await import('./support/packages.ts');

// Where Debian keeps servers, and not everybody looks.
process.env.PATH += ':/usr/sbin';

const root = join(import.meta.dirname, '../..');

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  return status === 0;
}

const missing = missingPackages();
if (missing !== null) {
  console.error(missing);
  console.log('\n0 passed, 1 failed');
  process.exit(1);
}

const isBuilt =
  run('npm', ['run', '--silent', 'build']) && run('npm', ['run', '--silent', 'build:wordpress']);
const scratch = mkdtempSync(join(tmpdir(), 'wordpress-tests-'));
const report = join(scratch, 'tap');
const files = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => join(import.meta.dirname, file));
const reporters = [
  ['spec', 'stdout'],
  ['tap', report],
].flatMap(([name, to]) => [`--test-reporter=${name}`, `--test-reporter-destination=${to}`]);
const isFine = isBuilt && run(process.execPath, ['--import', 'tsx', '--test', ...reporters, ...files]);

const tap = isBuilt ? readFileSync(report, 'utf8') : '';
rmSync(scratch, { recursive: true });
const count = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
const failed = count('fail') + count('cancelled');
// Tests that did not run have failed too.
console.log(`\n${count('pass')} passed, ${isFine ? failed : Math.max(1, failed)} failed`);
process.exit(isFine ? 0 : 1);
