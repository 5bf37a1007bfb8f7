import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { findBoundaryViolations } from "./boundaries/find-boundary-violations.mjs";

/** Fewer modules than this, and something is wrong with the check, not with the code. */
const fewestModules = "500";

const { values } = parseArgs({
  options: {
    root: { type: "string", default: resolve(import.meta.dirname, "..") },
    minimum: { type: "string", default: fewestModules },
  },
});
const { modules, dependencies, violations } = await findBoundaryViolations({
  root: resolve(values.root),
  minimum: Number(values.minimum),
});
for (const { rule, from, to, comment } of violations) {
  console.error(`✗ ${rule}: ${from}${to === "" ? "" : ` → ${to}`}\n    ${comment}`);
}
console.log(`${modules} modules, ${dependencies} imports, ${violations.length} over a boundary`);
process.exitCode = violations.length > 0 ? 1 : 0;
