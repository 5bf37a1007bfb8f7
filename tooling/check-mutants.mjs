/** Mutation testing of the permission decision: every small fault in it must fail a test, or be on the list with a reason. */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { equivalentMutants } from "./mutation/equivalent-mutants.mjs";
import { runMutants } from "./mutation/run-mutants.mjs";

const root = resolve(import.meta.dirname, "..");
const source = "packages/permissions/src";
const files = [
  "access",
  "decide",
  "answer",
  "refused-outright",
  "question",
  "rule-status",
  "scope-match",
  "rule-chain",
  "chain-register",
  "compile-facts",
  "guardrail-set",
  "guardrail-status",
  "delegation",
  "allow-probes",
  "filter-for",
  "conditions/attribute-test",
  "conditions/compile-condition",
  "conditions/predicate",
].map((name) => `${source}/${name}.ts`);
const tests = [
  "scope-match",
  "rule-status",
  "rule-chain",
  "answer",
  "access",
  "chain-register",
  "compile-facts",
  "decide",
  "decide-layers",
  "delegation",
  "explain",
  "filter-for",
  "conditions/attribute-test",
  "conditions/predicate",
  "conditions/compile-condition",
  "conditions/conditions",
  "decide-oracle",
  "decide-invariants",
].map((name) => `${source}/${name}.test.ts`);
/** Fewer than this, and something is wrong with the search, not with the code. */
const fewestMutants = 1_400;

const { values } = parseArgs({
  options: {
    workers: { type: "string", default: "2" },
    only: { type: "string" },
    json: { type: "string" },
    verbose: { type: "boolean", default: false },
  },
});
const chosen = files.filter(
  (file) => values.only === undefined || values.only.split(",").some((name) => file.endsWith(`/${name}.ts`)),
);
const startedAt = performance.now();
const equivalent = new Set();
const {
  mutants,
  killed,
  timedOut,
  survivors: unexplained,
} = await runMutants({
  root,
  files: chosen,
  tests,
  workers: Number(values.workers),
  caseCounter: "packages/permissions/test/run-counts.ts",
  onPhase({ mostCases, mutants: count, tests: surveyed }) {
    const seconds = surveyed.reduce((sum, test) => sum + test.ms, 0) / 1000;
    console.log(
      `${count} mutants, ${surveyed.length} tests of at most ${mostCases} cases a property (${seconds.toFixed(0)} s)`,
    );
    if (values.verbose) for (const test of surveyed) console.log(`    ${test.ms.toFixed(0)} ms  ${test.name}`);
  },
  // What is on the list has survived, and need not be tried again.
  onSurvivors(survivors) {
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(survivors, null, 2)}\n`);
    for (const { key } of survivors) if (equivalentMutants[key] !== undefined) equivalent.add(key);
    return survivors.filter(({ key }) => !equivalent.has(key));
  },
  onProgress(done, of) {
    if (done % 25 === 0 || done === of) console.log(`  ${done} of ${of}`);
  },
});
const isWhole = chosen.length === files.length;
const gone = isWhole ? Object.keys(equivalentMutants).filter((key) => !equivalent.has(key)) : [];
for (const { key, line, reached } of unexplained) {
  console.error(`✗ ${reached === 0 ? "no test comes by" : "survives"}: line ${line}, ${key}`);
}
for (const key of gone) console.error(`✗ is on the list of equivalent mutants, but is killed or no more: ${key}`);
if (isWhole && mutants < fewestMutants) console.error(`✗ at least ${fewestMutants} mutants were expected`);
console.log(
  `${mutants} mutants, ${killed - equivalent.size} killed, ${timedOut} ran out of time, ${equivalent.size} equivalent, ${unexplained.length} survive (${((performance.now() - startedAt) / 1000).toFixed(0)} s)`,
);
process.exitCode = unexplained.length > 0 || gone.length > 0 || (isWhole && mutants < fewestMutants) ? 1 : 0;
