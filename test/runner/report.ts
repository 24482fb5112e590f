/** The result of a part. */
export interface Report {
  passed: number;
  failed: number;
  /** A line for each failure: where, and what. */
  failures: string[];
  /** What could not run, and why. It has neither passed nor failed. */
  notRun: string[];
  files: { file: string; ms: number }[];
}

export const nothingRan = (): Report => ({ passed: 0, failed: 0, failures: [], notRun: [], files: [] });

export const sumOf = (reports: readonly Report[]): Report => ({
  passed: reports.reduce((sum, { passed }) => sum + passed, 0),
  failed: reports.reduce((sum, { failed }) => sum + failed, 0),
  failures: reports.flatMap(({ failures }) => failures),
  notRun: reports.flatMap(({ notRun }) => notRun),
  files: reports.flatMap(({ files }) => files),
});
