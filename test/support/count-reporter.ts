import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner';
import { writeFileSync } from 'node:fs';

const countOf = (suite: TestSuiteResult | undefined): { passed: number; failed: number } => {
  const tests = suite?.tests ?? [];
  const inner = (suite?.suites ?? []).map(countOf);
  return {
    passed: tests.filter(({ passed }) => passed).length + inner.reduce((sum, { passed }) => sum + passed, 0),
    failed:
      tests.filter(({ passed, skipped }) => !passed && !skipped).length +
      inner.reduce((sum, { failed }) => sum + failed, 0),
  };
};

/** Prints how many tests ran in each engine, and leaves the sum in `COUNT_FILE` for `test/run.mjs`. */
export function countReporter(): Reporter {
  const startedAt = Date.now();
  return {
    onTestRunFinished({ sessions }: { sessions: TestSession[] }) {
      const engines = new Map<string, { passed: number; failed: number }>();
      for (const { browser, testResults, errors, passed } of sessions) {
        const sum = engines.get(browser.name) ?? { passed: 0, failed: 0 };
        const count = countOf(testResults);
        sum.passed += count.passed;
        // A file that did not even load has no tests, and has failed all the same.
        sum.failed +=
          count.failed + (passed === false && count.failed === 0 ? Math.max(1, errors.length) : 0);
        engines.set(browser.name, sum);
      }
      for (const [name, { passed, failed }] of engines)
        console.log(`${name}: ${passed} passed, ${failed} failed`);
      console.log(`browsers: ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
      const file = process.env['COUNT_FILE'];
      if (file) writeFileSync(file, JSON.stringify([...engines.values()]));
    },
  };
}
