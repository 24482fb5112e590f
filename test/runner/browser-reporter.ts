import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner';
import { writeFileSync } from 'node:fs';
import { nothingRan, sumOf, type Report } from './report.js';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly ms: number;
}

function countOf(suite: TestSuiteResult | undefined): Counts {
  const tests = suite?.tests ?? [];
  const inner = (suite?.suites ?? []).map(countOf);
  const innerSum = (name: keyof Counts): number => inner.reduce((sum, counts) => sum + counts[name], 0);
  return {
    passed: tests.filter(({ passed }) => passed).length + innerSum('passed'),
    failed: tests.filter(({ passed, skipped }) => !passed && !skipped).length + innerSum('failed'),
    ms: tests.reduce((sum, { duration = 0 }) => sum + duration, 0) + innerSum('ms'),
  };
}

function reportOf({ testFile, testResults, errors, passed }: TestSession): Report {
  const counts = countOf(testResults);
  // A file that did not load has no tests, but it failed.
  const failed = counts.failed + (!passed && counts.failed === 0 ? Math.max(1, errors.length) : 0);
  return {
    ...nothingRan(),
    passed: counts.passed,
    failed,
    files: [{ file: testFile, ms: counts.ms }],
  };
}

/** A reporter for the browsers' test runner: writes counts and the time of each file into `REPORT_FILE`. */
export function browserReporter(): Reporter {
  return {
    onTestRunFinished({ sessions }: { sessions: TestSession[] }) {
      const file = process.env['REPORT_FILE'];
      if (file) writeFileSync(file, JSON.stringify(sumOf(sessions.map(reportOf))));
    },
  };
}
