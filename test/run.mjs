/**
 * `npm test`: the checks, the suites that run in Node, and those that run in browsers (`BROWSERS`, default chromium).
 * `npm test -- frameworks check`: those that are named. The frameworks take minutes and a registry, WordPress a server
 * and a database: they run only so.
 * All of them run, whatever failed before; the last line is the sum.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'xumm-payload-status-'));

/** Runs it where the output can be seen, and answers whether it went well. */
function run(title, command, args, env = {}) {
  console.log(`\n--- ${title}`);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  return status === 0;
}

/** A suite that failed without a failed test did not run: that counts too. */
const counted = ({ passed, failed }, isFine) => ({ passed, failed: isFine ? failed : Math.max(1, failed) });

function check() {
  const isFine = run('format, lint, types', 'npm', ['run', '--silent', 'check']);
  return { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1 };
}

const tarball = () => readdirSync(scratch).find((file) => file.endsWith('.tgz'));

/** Builds and packs, once, what the suites of the package take apart. */
function packed() {
  if (!tarball()) run('package', 'npm', ['pack', '--silent', '--pack-destination', scratch]);
  return tarball() ? { TARBALL: join(scratch, tarball()) } : {};
}

function inNode(title, folders) {
  const files = folders
    .flatMap((folder) =>
      readdirSync(join(root, 'test', folder), { recursive: true }).map((file) =>
        join('test', folder, String(file)),
      ),
    )
    .filter((file) => file.endsWith('.test.ts') && !file.includes('node_modules'));
  const report = join(scratch, `${title}.tap`);
  const reporters = [
    ['dot', 'stdout'],
    ['tap', report],
  ].flatMap(([name, to]) => [`--test-reporter=${name}`, `--test-reporter-destination=${to}`]);
  const args = ['--import', 'tsx', '--test', ...reporters, ...files];
  const isFine = run(title, process.execPath, args, packed());
  const tap = existsSync(report) ? readFileSync(report, 'utf8') : '';
  if (!isFine)
    console.log(
      tap
        .split('\n')
        .filter((line) => /^\s*(not ok|.*error:|\s+at )/.test(line))
        .join('\n'),
    );
  const count = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
  return counted({ passed: count('pass'), failed: count('fail') + count('cancelled') }, isFine);
}

function inBrowsers() {
  const file = join(scratch, 'browsers.json');
  const isFine = run('browsers', process.execPath, ['node_modules/@web/test-runner/dist/bin.js'], {
    COUNT_FILE: file,
  });
  const engines = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const sum = (name) => engines.reduce((total, engine) => total + engine[name], 0);
  return counted({ passed: sum('passed'), failed: sum('failed') }, isFine);
}

/** The plugin, as its zip file, in a site of its own. */
function inWordPress() {
  const isReady =
    run('WordPress', process.execPath, ['--import', 'tsx', 'test/wordpress/packages.ts']) &&
    packed().TARBALL &&
    run('plugin', 'npm', ['run', '--silent', 'build:wordpress']);
  return isReady ? inNode('WordPress', ['wordpress']) : { passed: 0, failed: 1 };
}

const suites = {
  check,
  node: () => inNode('Node', ['demo', 'e2e', 'node', 'package', 'server']),
  browsers: inBrowsers,
  frameworks: () => inNode('frameworks', ['frameworks']),
  wordpress: inWordPress,
};
const named = process.argv.slice(2);
const results = (named.length > 0 ? named : ['check', 'node', 'browsers']).map((name) => {
  if (suites[name]) return suites[name]();
  console.error(`There is no suite "${name}"; there are ${Object.keys(suites).join(', ')}.`);
  return { passed: 0, failed: 1 };
});
rmSync(scratch, { recursive: true });
const total = (name) => results.reduce((sum, result) => sum + result[name], 0);
console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
process.exit(total('failed') === 0 ? 0 : 1);
