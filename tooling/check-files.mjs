import { resolve } from "node:path";
import { judgeFiles } from "./conventions/judge-files.mjs";

/** Fewer files than this, and something is wrong with the check, not with the code. */
const fewestFiles = 500;

const { files, errors, warnings } = judgeFiles(resolve(import.meta.dirname, ".."));
for (const warning of warnings) console.warn(`! ${warning}`);
for (const error of errors) console.error(`✗ ${error}`);
if (files < fewestFiles) console.error(`✗ at least ${fewestFiles} files were expected`);
console.log(`${files} files, ${errors.length} errors, ${warnings.length} warnings`);
process.exitCode = errors.length > 0 || files < fewestFiles ? 1 : 0;
