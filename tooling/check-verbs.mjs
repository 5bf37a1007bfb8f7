import { resolve } from "node:path";
import { exceptions, publicProcedures } from "./verbs/exceptions.mjs";
import { judgeVerbs } from "./verbs/judge-verbs.mjs";

/** Fewer verbs or procedures than this, and something is wrong with the check, not with the code. */
const fewest = { verbs: 30, procedures: 25 };

const root = resolve(import.meta.dirname, "..");
const { verbs, procedures, violations } = judgeVerbs({ root, exceptions, publicProcedures });
for (const { rule, where, what } of violations) console.error(`✗ ${rule}: ${where}\n    ${what}`);
const tooFew = verbs < fewest.verbs || procedures < fewest.procedures;
if (tooFew) console.error(`✗ at least ${fewest.verbs} verbs and ${fewest.procedures} procedures were expected`);
console.log(`${verbs} verbs, ${procedures} procedures, ${violations.length} out of order`);
process.exitCode = violations.length > 0 || tooFew ? 1 : 0;
