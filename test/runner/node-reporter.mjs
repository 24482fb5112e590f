import { writeFileSync } from 'node:fs';
import { inspect } from 'node:util';

// Node loads its reporters itself, and Node 20 knows no TypeScript.

/** The kind of a suite's failure when one of its tests failed, which is counted already. */
const FOLLOWS = 'subtestsFailed';

/**
 * A reporter for `node --test`: prints what failed, and why, and writes a `Report` (see report.ts) into `REPORT_FILE`.
 */
export default async function* nodeReporter(events) {
  const report = { passed: 0, failed: 0, failures: [], notRun: [], files: [] };
  const filesWithTests = new Set();
  for await (const { type, data } of events) {
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    // Node counts a file as a test too, the only one that is named by its path.
    const isFile = data?.nesting === 0 && data.file?.endsWith(data.name);
    if (type === 'test:complete' && isFile)
      report.files.push({ file: data.file, ms: data.details.duration_ms });
    if (type === 'test:pass' && isFile) {
      if (filesWithTests.has(data.file)) continue;
      report.failed += 1;
      report.failures.push(`${data.file}: holds no test`);
      yield `\n✖ ${data.file} holds no test\n`;
      continue;
    }
    if (type === 'test:pass' || type === 'test:fail') filesWithTests.add(data.file);
    if (type === 'test:pass' && data.details.type !== 'suite') {
      if (data.skip === undefined) report.passed += 1;
      else report.notRun.push(`${data.name}: ${data.skip}`);
    }
    if (type === 'test:fail' && data.details.error.failureType !== FOLLOWS) {
      report.failed += 1;
      const { error } = data.details;
      const [reason] = String(error.cause?.message ?? error.message).split('\n');
      report.failures.push(`${data.file}: ${data.name}: ${reason}`);
      yield `\n✖ ${data.name} (${data.file})\n${inspect(error.cause ?? error)}\n`;
    }
  }
  if (process.env.REPORT_FILE) writeFileSync(process.env.REPORT_FILE, JSON.stringify(report));
}
