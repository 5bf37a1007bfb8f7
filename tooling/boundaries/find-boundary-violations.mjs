import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { listSources } from "../syntax/list-sources.mjs";
import { cruiseSources } from "./cruise-sources.mjs";
import { findEnvironmentReaders } from "./find-environment-readers.mjs";
import { importTable } from "./import-table.mjs";

const sourceFolders = ["apps", "packages", "scripts", "bench", "tooling"];

/**
 * Everything in which a workspace breaks the import table, and how much was looked at.
 *
 * dependency-cruiser that cannot read TypeScript finds no modules, no violations, and is content. So every source on
 * disk must be among the modules, and there must be `minimum` of them.
 *
 * @param {{root: string, minimum: number}} options
 * @returns {Promise<{modules: number, dependencies: number, violations: {rule: string, from: string, to: string, comment: string}[]}>}
 */
export async function findBoundaryViolations({ root, minimum }) {
  // Listed first: a file that somebody adds meanwhile is for the next run.
  const sources = listSources(root, sourceFolders);
  const cruised = await cruiseSources(root);
  const missing = sources.filter((file) => !cruised.files.has(file) && existsSync(join(root, file)));
  return {
    modules: cruised.files.size,
    dependencies: cruised.dependencies,
    violations: [
      ...cruised.violations,
      ...missing.map((from) => ({ rule: "all-cruised", from, to: "", comment: "dependency-cruiser did not read it" })),
      ...(cruised.files.size < minimum
        ? [
            {
              rule: "enough-cruised",
              from: `${cruised.files.size} modules`,
              to: "",
              comment: `at least ${minimum} were expected; has dependency-cruiser a TypeScript that it can use?`,
            },
          ]
        : []),
      ...findEnvironmentReaders(root).map(({ file, line }) => ({
        rule: "environment-in-config",
        from: `${file}:${line}`,
        to: "process.env",
        comment: "packages/config reads the settings, everybody else gets values",
      })),
      ...unknownHouses(root).map((from) => ({
        rule: "known-house",
        from,
        to: "",
        comment: "the import table does not say whom it may import",
      })),
    ],
  };
}

function unknownHouses(root) {
  return ["apps", "packages"]
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((house) => existsSync(join(root, house, "package.json")) && importTable[house] === undefined);
}
