import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { countStep, sumTotals, totalsLine } from "./test-totals.mjs";

let folder: string;
let reportFile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gloria-totals-"));
  reportFile = join(folder, "report.json");
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function vitestReport(counts: {
  passed?: number;
  failed?: number;
  pending?: number;
  todo?: number;
  unloadable?: number;
}) {
  const testResults = Array.from({ length: counts.unloadable ?? 0 }, () => ({
    status: "failed",
    assertionResults: [],
  }));
  writeFileSync(
    reportFile,
    JSON.stringify({
      numPassedTests: counts.passed ?? 0,
      numFailedTests: counts.failed ?? 0,
      numPendingTests: counts.pending ?? 0,
      numTodoTests: counts.todo ?? 0,
      testResults: [{ status: "passed", assertionResults: [{}] }, ...testResults],
    }),
  );
}

function playwrightReport(
  stats: { expected: number; unexpected: number; flaky: number; skipped: number },
  errors: unknown[] = [],
) {
  writeFileSync(reportFile, JSON.stringify({ stats, errors }));
}

describe("countStep", () => {
  it("counts a step without tests of its own as one", () => {
    expect(countStep({ kind: undefined, reportFile, exitCode: 0 })).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(countStep({ kind: undefined, reportFile, exitCode: 2 })).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it("counts the tests of a vitest report", () => {
    vitestReport({ passed: 7, pending: 2, todo: 1 });
    expect(countStep({ kind: "vitest", reportFile, exitCode: 0 })).toEqual({ passed: 7, failed: 0, skipped: 3 });
    vitestReport({ passed: 7, failed: 2 });
    expect(countStep({ kind: "vitest", reportFile, exitCode: 1 })).toEqual({ passed: 7, failed: 2, skipped: 0 });
  });

  it("counts a file that could not be loaded as a failure", () => {
    vitestReport({ passed: 7, unloadable: 2 });
    expect(countStep({ kind: "vitest", reportFile, exitCode: 1 })).toMatchObject({ passed: 7, failed: 2 });
  });

  it("counts the tests of a playwright report, and a flaky one as failed", () => {
    playwrightReport({ expected: 5, unexpected: 1, flaky: 1, skipped: 2 });
    expect(countStep({ kind: "playwright", reportFile, exitCode: 1 })).toEqual({ passed: 5, failed: 2, skipped: 2 });
    playwrightReport({ expected: 5, unexpected: 0, flaky: 0, skipped: 0 }, [{ message: "no server" }]);
    expect(countStep({ kind: "playwright", reportFile, exitCode: 1 }).failed).toBe(1);
  });

  it("never lets a failed, silent or empty step look good", () => {
    expect(countStep({ kind: "vitest", reportFile, exitCode: 0 }).failed).toBe(1);
    vitestReport({ passed: 7 });
    expect(countStep({ kind: "vitest", reportFile, exitCode: 1 })).toEqual({ passed: 7, failed: 1, skipped: 0 });
    vitestReport({ pending: 3 });
    expect(countStep({ kind: "vitest", reportFile, exitCode: 0 })).toEqual({ passed: 0, failed: 1, skipped: 3 });
  });
});

describe("totalsLine", () => {
  it("sums the steps and names skipped tests only when there are some", () => {
    const sum = sumTotals([
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 20, failed: 3, skipped: 4 },
    ]);
    expect(totalsLine(sum)).toBe("21 passed, 3 failed, 4 skipped");
    expect(totalsLine({ passed: 21, failed: 0, skipped: 0 })).toBe("21 passed, 0 failed");
  });
});
