/**
 * What `npm test` does, in this order. A step is a program of the workspace (or node, or pnpm) with its arguments.
 *
 * - `report`: how its tests are counted: `vitest` and `playwright` write a JSON report, whose path replaces REPORT;
 *   without one the step counts as a single test. COVERAGE stands for a folder, which ends up as coverage/ID
 * - `onlyFull`: only with --full, or when it is named
 * - `needs`: programs of the machine, see test-tools.mjs; a step whose `onlyWith` was left out is not run
 */
export const testSteps = [
  { id: "lint", title: "format and lint", command: ["biome", "check", "--error-on-warnings", "."] },
  { id: "boundaries", title: "boundaries", command: ["node", "tooling/check-boundaries.mjs"] },
  { id: "verbs", title: "verbs and procedures", command: ["node", "tooling/check-verbs.mjs"] },
  { id: "files", title: "names and sizes", command: ["node", "tooling/check-files.mjs"] },
  { id: "unused", title: "unused code and packages", command: ["knip"] },
  { id: "types", title: "types", command: ["tsc", "-b", ".", "apps/admin"] },
  {
    id: "tests",
    title: "unit, database, API tests",
    // In one run, so that coverage is of all of them together.
    command: [
      "vitest",
      "run",
      "--coverage",
      "--coverage.reportsDirectory=COVERAGE",
      "--reporter=default",
      "--reporter=json",
      "--outputFile.json=REPORT",
    ],
    report: "vitest",
    needs: ["redis"],
  },
  { id: "mutants", title: "mutation testing", command: ["node", "tooling/check-mutants.mjs"], onlyFull: true },
  {
    id: "build",
    title: "build",
    command: ["pnpm", "exec", "turbo", "run", "build", "--output-logs=errors-only"],
  },
  {
    id: "browser",
    title: "browser journeys",
    command: ["pnpm", "exec", "playwright", "test", "--reporter=list,json"],
    folder: "apps/admin",
    report: "playwright",
    needs: ["browser", "redis"],
    onlyWith: "browser",
  },
];
