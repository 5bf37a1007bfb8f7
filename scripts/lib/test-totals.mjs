import { existsSync, readFileSync } from "node:fs";

/** @typedef {{passed: number, failed: number, skipped: number}} Totals */

const readers = {
  /** A file that cannot even be loaded has no tests to count: it counts as one that failed. */
  vitest: (report) => ({
    passed: report.numPassedTests,
    failed:
      report.numFailedTests +
      report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length,
    skipped: report.numPendingTests + report.numTodoTests,
  }),
  /** A flaky test passed only when it was tried again, which is not good enough. */
  playwright: ({ stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }),
};

/**
 * What a step amounts to. A step that fails although none of its tests did (a crash, coverage too low, no report)
 * counts as one failure more, so that a bad end can never look like a good one.
 *
 * @param {{kind: "vitest" | "playwright" | undefined, reportFile: string, exitCode: number}} end
 * @returns {Totals}
 */
export function countStep({ kind, reportFile, exitCode }) {
  if (kind === undefined) {
    return { passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 };
  }
  if (!existsSync(reportFile)) {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const totals = readers[kind](JSON.parse(readFileSync(reportFile, "utf8")));
  const hidden = (exitCode !== 0 && totals.failed === 0) || totals.passed + totals.failed === 0;
  return hidden ? { ...totals, failed: totals.failed + 1 } : totals;
}

/** @param {readonly Totals[]} parts @returns {Totals} */
export function sumTotals(parts) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const part of parts) {
    sum.passed += part.passed;
    sum.failed += part.failed;
    sum.skipped += part.skipped;
  }
  return sum;
}

/** The line that CI reads. @param {Totals} totals */
export function totalsLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
