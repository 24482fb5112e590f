import type { Reporter, TestResult, TestSession, TestSuiteResult } from '@web/test-runner';
import { writeFileSync } from 'node:fs';
import { nothingRan, sumOf, type Report } from './report.js';

const testsIn = (suite: TestSuiteResult | undefined): TestResult[] => [
  ...(suite?.tests ?? []),
  ...(suite?.suites ?? []).flatMap(testsIn),
];

const firstLine = (message = ''): string => message.split('\n')[0] ?? '';

function reportOf({ testFile, testResults, errors, passed }: TestSession): Report {
  const tests = testsIn(testResults);
  const failures = tests
    .filter((test) => !test.passed && !test.skipped)
    .map(({ name, error }) => `${name}: ${firstLine(error?.message)}`);
  // A file that did not load or did not end may have no failed test, but it failed.
  if (!passed && failures.length === 0)
    failures.push(errors.map(({ message }) => firstLine(message)).join('; ') || 'no test ran');
  return {
    ...nothingRan(),
    passed: tests.filter((test) => test.passed).length,
    failed: failures.length,
    failures: failures.map((line) => `${testFile}: ${line}`),
    files: [{ file: testFile, ms: tests.reduce((sum, { duration = 0 }) => sum + duration, 0) }],
  };
}

/** A reporter for the browsers' test runner: writes counts, failures and the time of each file into `REPORT_FILE`. */
export function browserReporter(): Reporter {
  return {
    onTestRunFinished({ sessions }: { sessions: TestSession[] }) {
      const file = process.env['REPORT_FILE'];
      if (file) writeFileSync(file, JSON.stringify(sumOf(sessions.map(reportOf))));
    },
  };
}
