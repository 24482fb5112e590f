/**
 * `npm test`: the checks, the suites that run in Node, and those that run in browsers (`BROWSERS`, default chromium).
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

/** Builds and packs what the suites of the package take apart. @returns its path; null if that failed */
function packed() {
  if (!run('package', 'npm', ['pack', '--silent', '--pack-destination', scratch])) return null;
  return join(
    scratch,
    readdirSync(scratch).find((file) => file.endsWith('.tgz')),
  );
}

function inNode() {
  const files = ['demo', 'e2e', 'node', 'package']
    .filter((folder) => existsSync(join(root, 'test', folder)))
    .flatMap((folder) =>
      readdirSync(join(root, 'test', folder), { recursive: true }).map((file) =>
        join('test', folder, String(file)),
      ),
    )
    .filter((file) => file.endsWith('.test.ts'));
  const report = join(scratch, 'node.tap');
  const reporters = [
    ['dot', 'stdout'],
    ['tap', report],
  ].flatMap(([name, to]) => [`--test-reporter=${name}`, `--test-reporter-destination=${to}`]);
  const tarball = packed();
  const env = tarball === null ? {} : { TARBALL: tarball };
  const isFine = run('Node', process.execPath, ['--import', 'tsx', '--test', ...reporters, ...files], env);
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

const results = [check(), inNode(), inBrowsers()];
rmSync(scratch, { recursive: true });
const total = (name) => results.reduce((sum, result) => sum + result[name], 0);
console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
process.exit(total('failed') === 0 ? 0 : 1);
