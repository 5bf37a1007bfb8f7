import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { parseArgs } from "node:util";
import { root, stateFile } from "./clone.mjs";
import { ensureInstalled } from "./ensure-installed.mjs";
import { Failure, runMain } from "./failure.mjs";
import { environmentWithPnpm } from "./pnpm-command.mjs";
import { withPrepareLock } from "./prepare-lock.mjs";
import { seconds } from "./progress.mjs";
import { runCommand } from "./run-command.mjs";
import { testSteps } from "./test-steps.mjs";
import { ensureTestTools, testTools } from "./test-tools.mjs";
import { countStep, sumTotals, totalsLine } from "./test-totals.mjs";

const help = `
Usage: npm test -- [flags]

Installs what is missing and runs every check and test, in this order:
${testSteps.map(({ id, title, onlyFull }) => `  ${id.padEnd(12)}${title}${onlyFull ? " (with --full)" : ""}`).join("\n")}

  --only=STEP,…      only these steps
  --without=WHAT,…   leave out what needs ${Object.keys(testTools).join(" or ")}; said in the totals
  --full             also the long runs (races, properties, mutants, accessibility)
  --keep-going       do not stop at the first step that fails
  --help             this text
`;

/** The command `npm test`. */
export function runTest() {
  return runMain(async () => {
    const startedAt = Date.now();
    const flags = readFlags(process.argv.slice(2));
    if (flags.help) {
      console.log(help);
      return 0;
    }
    const wanted = testSteps.filter(({ id, onlyFull }) =>
      flags.only === null ? flags.full || onlyFull !== true : flags.only.includes(id),
    );
    const steps = wanted.filter(({ onlyWith }) => !flags.without.includes(onlyWith));
    const needs = Object.keys(testTools).filter((name) => steps.some((step) => step.needs?.includes(name)));
    const tools = await ensureTestTools(needs.filter((name) => !flags.without.includes(name)));
    const pnpmEnv = await withPrepareLock(async () => {
      await ensureInstalled();
      return environmentWithPnpm();
    });
    const env = {
      ...pnpmEnv,
      ...tools,
      PATH: [join(root, "node_modules", ".bin"), pnpmEnv.PATH].join(delimiter),
      GLORIA_TEST_WITHOUT: flags.without.join(","),
      ...(flags.full ? { GLORIA_TEST_FULL: "1" } : {}),
    };
    const results = await runSteps(steps, env, flags.keepGoing);
    return report({ results, steps, flags, wanted, startedAt });
  });
}

async function runSteps(steps, env, keepGoing) {
  // A folder for each run: two runs in one clone do not write into each other's files.
  const folder = stateFile(`test-run-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const results = [];
  try {
    for (const step of steps) {
      const startedAt = Date.now();
      console.log(`\n── ${step.title}\n`);
      const totals = await runStep(step, env, folder);
      results.push({ step, totals, ms: Date.now() - startedAt });
      if (totals.failed > 0 && !keepGoing) {
        break;
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return results;
}

async function runStep(step, env, folder) {
  const reportFile = join(folder, `${step.id}.json`);
  const coverage = join(folder, `coverage-${step.id}`);
  const [program, ...args] = step.command.map((word) =>
    word.replace("REPORT", reportFile).replace("COVERAGE", coverage),
  );
  const { code } = await runCommand(program === "node" ? process.execPath : program, args, {
    cwd: join(root, step.folder ?? "."),
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile },
  });
  if (existsSync(coverage)) {
    const kept = join(root, "coverage", step.id);
    rmSync(kept, { recursive: true, force: true });
    cpSync(coverage, kept, { recursive: true });
  }
  return countStep({ kind: step.report, reportFile, exitCode: code });
}

function report({ results, steps, flags, wanted, startedAt }) {
  console.log("\n── summary\n");
  for (const { step, totals, ms } of results) {
    const mark = totals.failed > 0 ? "✗" : "✓";
    console.log(`  ${mark} ${step.title.padEnd(26)}${seconds(ms).padStart(9)}   ${totalsLine(totals)}`);
  }
  const notRun = steps.slice(results.length);
  if (notRun.length > 0) {
    const failed = results.at(-1).step;
    console.log(`  Stopped at "${failed.title}"; not run: ${notRun.map(({ title }) => title).join(", ")}.`);
    console.log(
      `  Again that step alone: npm test -- --only=${failed.id}; all in spite of it: npm test -- --keep-going`,
    );
  }
  if (flags.without.length > 0) {
    const leftOut = wanted.filter(({ onlyWith }) => flags.without.includes(onlyWith)).map(({ title }) => title);
    console.log(`  Left out: ${[`everything that needs ${flags.without.join(" or ")}`, ...leftOut].join(", ")}.`);
  }
  if (flags.only !== null) {
    console.log(`  Only: ${flags.only.join(", ")}.`);
  }
  const totals = sumTotals(results.map((result) => result.totals));
  console.log(`  Time: ${seconds(Date.now() - startedAt)}\n`);
  console.log(totalsLine(totals));
  return totals.failed > 0 || notRun.length > 0 || totals.passed === 0 ? 1 : 0;
}

function readFlags(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        only: { type: "string" },
        without: { type: "string" },
        full: { type: "boolean", default: false },
        "keep-going": { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    return {
      only: listFrom(
        values.only ?? null,
        testSteps.map(({ id }) => id),
      ),
      without: listFrom(values.without ?? "", Object.keys(testTools)),
      full: values.full,
      keepGoing: values["keep-going"],
      help: values.help,
    };
  } catch (error) {
    throw new Failure({
      what: "A flag is not understood.",
      why: error.message,
      fix: "npm test -- --help lists the flags; they stand behind the two dashes.",
    });
  }
}

function listFrom(text, known) {
  if (text === null) {
    return null;
  }
  const names = text.split(",").filter((name) => name !== "");
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`${unknown.join(", ")} is none of ${known.join(", ")}`);
  }
  return names;
}
