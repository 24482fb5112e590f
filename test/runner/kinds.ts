import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './processes.js';
import { nothingRan, type Report } from './report.js';

/** What a part is given. */
export interface Setting {
  /** Only for this part. */
  readonly scratch: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface PartResult {
  readonly report: Report;
  /** Output to print if it failed. */
  readonly output: string;
}

export type Kind = (setting: Setting) => Promise<PartResult>;

const failure = (words: string): Pick<Report, 'failed' | 'failures'> => ({ failed: 1, failures: [words] });

/** Runs a program that writes a report into `REPORT_FILE`. If it fails without a failed test, that counts as a failure. */
async function reporting(args: readonly string[], { scratch, env }: Setting): Promise<PartResult> {
  const file = join(scratch, 'report.json');
  const { isFine, output } = await run(process.execPath, args, { ...env, REPORT_FILE: file });
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : nothingRan();
  const isEmpty = report.passed + report.failed === 0;
  if (report.failed > 0 || (isFine && !isEmpty)) return { report, output };
  const words = isEmpty ? 'No test ran.' : 'All tests passed, but the program that ran them failed.';
  return { report: { ...report, ...failure(words) }, output: `${output}\n${words}` };
}

/** A program that succeeds or fails counts as one test. */
export const command =
  (...[name, ...args]: readonly [string, ...string[]]): Kind =>
  async ({ env }) => {
    const { isFine, output } = await run(name, args, env);
    const result = isFine ? { passed: 1 } : failure([name, ...args].join(' '));
    return { report: { ...nothingRan(), ...result }, output };
  };

function testFilesIn(path: string): string[] {
  if (!existsSync(join(ROOT, path))) return [];
  if (statSync(join(ROOT, path)).isFile()) return [path];
  return readdirSync(join(ROOT, path), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && !file.includes('node_modules'))
    .map((file) => join(path, file));
}

interface NodeTests {
  /** Folders or files. */
  readonly in: readonly string[];
  readonly without?: readonly string[];
  /** How many files run at once; 2 by default, because they mostly wait. */
  readonly atOnce?: number;
}

/** Test files for Node's own runner, each in its own process. */
export const nodeTests =
  ({ in: paths, without = [], atOnce = 2 }: NodeTests): Kind =>
  (setting) => {
    const left = new Set(without.flatMap(testFilesIn));
    const files = paths.flatMap(testFilesIn).filter((file) => !left.has(file));
    if (files.length === 0) {
      const output = 'There is no test file.';
      return Promise.resolve({ report: { ...nothingRan(), ...failure(output) }, output });
    }
    const reporter = join(ROOT, 'test/runner/node-reporter.mjs');
    const options = ['--import', 'tsx', '--test', `--test-concurrency=${atOnce}`];
    return reporting(
      [...options, `--test-reporter=${reporter}`, '--test-reporter-destination=stdout', ...files],
      setting,
    );
  };

/** All test files for browsers, in one browser. */
export const inBrowser =
  (browser: string): Kind =>
  ({ scratch, env }) =>
    reporting(['node_modules/@web/test-runner/dist/bin.js'], {
      scratch,
      env: { ...env, BROWSERS: browser },
    });
