/**
 * `npm test` runs the parts that a contributor waits for, `npm run test:all` all of them. With names, as in
 * `npm test -- check units`, it runs those parts. The parts are listed in `parts.ts`.
 *
 * All of them run, even after a failure. The last line is the sum.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parts, type Part } from './parts.js';
import { missing } from './runner/needs.js';
import { endTogether, ROOT, run } from './runner/processes.js';
import { nothingRan, sumOf, type Report } from './runner/report.js';
import { browserOrExit } from './support/find-browser.js';

const SLOWEST = 10;
const NEEDED_MB = 500;
const FULL_MB = 20;

const startedAt = Date.now();
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1).padStart(6)} s`;

/** Exits with a sentence that says what to do. */
function stop(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

function chosen(names: readonly string[], isAll: boolean): readonly Part[] {
  const unknown = names.find((name) => !parts.some((part) => part.name === name));
  if (unknown !== undefined)
    stop(`There is no part "${unknown}"; there are ${parts.map(({ name }) => name).join(', ')}.`);
  if (names.length > 0) return parts.filter(({ name }) => names.includes(name));
  return isAll ? parts : parts.filter(({ door }) => door === 'short');
}

function freeMb(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return Math.floor((bavail * bsize) / 1e6);
}

function scratchFolder(): string {
  for (const folder of [tmpdir(), ROOT]) {
    if (!existsSync(folder)) stop(`There is no folder ${folder}: correct TMPDIR.`);
    if (freeMb(folder) < NEEDED_MB)
      stop(
        `${folder} has ${freeMb(folder)} MB left and the tests write ${NEEDED_MB}: make room, or set TMPDIR.`,
      );
  }
  return mkdtempSync(join(tmpdir(), 'xumm-payload-status-'));
}

/** Builds and packs once, for all parts that use the package. */
async function build(scratch: string): Promise<Record<string, string> | null> {
  const { isFine, output } = await run('npm', ['pack', '--silent', '--pack-destination', scratch]);
  const tarball = readdirSync(scratch).find((file) => file.endsWith('.tgz'));
  if (isFine && tarball !== undefined) return { TARBALL: join(scratch, tarball), DIST: join(ROOT, 'dist') };
  console.log(`\n--- The package cannot be built:\n${output}`);
  return null;
}

const args = process.argv.slice(2);
const isAll = args.includes('--all');
const asked = chosen(
  args.filter((name) => name !== '--all'),
  isAll,
);

endTogether();
const scratch = scratchFolder();
process.on('exit', () => {
  rmSync(scratch, { recursive: true, force: true });
});
if (asked.some(({ needs }) => needs?.includes('chromium'))) browserOrExit('chromium');

// Now, because the disk may be full when a part begins.
for (const { name } of asked) mkdirSync(join(scratch, name));
const unable = new Map(asked.map((part) => [part, missing(part.needs ?? [])]));
const able = asked.filter((part) => unable.get(part) === null);
const built = able.some(({ usesBuild }) => usesBuild) ? build(scratch) : Promise.resolve({});

async function runPart(part: Part): Promise<Report> {
  const env = part.usesBuild ? await built : {};
  if (env === null)
    return { ...nothingRan(), failed: 1, failures: [`${part.name}: the package cannot be built`] };
  const folder = join(scratch, part.name);
  const from = Date.now();
  const setting = { scratch: folder, env: { ...env, ...(isAll ? { COVERAGE: '1' } : { SHORT: '1' }) } };
  const prepared = await part.prepare?.(setting);
  const { report, output } = prepared?.report.failed ? prepared : await part.run(setting);
  console.log(
    `${seconds(Date.now() - from)}  ${part.name}: ${report.passed} passed, ${report.failed} failed`,
  );
  if (report.failed > 0) console.log(`\n--- ${part.name}\n${output}\n---`);
  return { ...report, failures: report.failures.map((line) => `${part.name}: ${line}`) };
}

/** Runs the parts in order, this many at a time. */
async function runAtOnce(count: number, queue: readonly Part[]): Promise<Report[]> {
  const waiting = [...queue];
  const reports: Report[] = [];
  const lane = async (): Promise<void> => {
    for (let part = waiting.shift(); part; part = waiting.shift()) reports.push(await runPart(part));
  };
  await Promise.all(Array.from({ length: count }, lane));
  return reports;
}

console.log(`Running ${able.map(({ name }) => name).join(', ')}.`);
const sum = sumOf([
  ...(await runAtOnce(
    Math.max(2, availableParallelism()),
    able.filter(({ isAlone }) => !isAlone),
  )),
  ...(await runAtOnce(
    1,
    able.filter(({ isAlone }) => isAlone),
  )),
]);

console.log(`\nThe slowest files:`);
for (const { file, ms } of [...sum.files].sort((one, other) => other.ms - one.ms).slice(0, SLOWEST))
  console.log(`${seconds(ms)}  ${relative(ROOT, file)}`);
console.log(`${seconds(Date.now() - startedAt)}  in all`);

const left = parts.filter((part) => !asked.includes(part));
const stuck = asked.filter((part) => unable.get(part) !== null);
if (!isAll || left.length > 0 || stuck.length > 0 || sum.notRun.length > 0) {
  console.log('\nNot run:');
  for (const { leavesOut } of isAll ? [] : asked)
    if (leavesOut !== undefined) console.log(`- ${leavesOut} (npm run test:all)`);
  for (const part of left) console.log(`- ${part.covers} (npm run test:all -- ${part.name})`);
  for (const part of stuck) console.log(`- ${part.covers}: ${unable.get(part) ?? ''}`);
  for (const words of sum.notRun) console.log(`- ${words}`);
}
for (const folder of [tmpdir(), ROOT])
  if (freeMb(folder) < FULL_MB)
    console.log(`\n${folder} is full: what failed may have failed for that. Make room, or set TMPDIR.`);
if (sum.failed > 0) console.log('\nFailed:');
for (const line of sum.failures) console.log(`- ${line.replaceAll(`${ROOT}/`, '')}`);
console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
// A requested part that could not run has not failed, but the run was not complete.
process.exit(sum.failed === 0 && stuck.length === 0 ? 0 : 1);
