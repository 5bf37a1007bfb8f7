import { basename, join } from "node:path";
import { listSources } from "../syntax/list-sources.mjs";
import { parseSource } from "../syntax/parse-source.mjs";

const warnOver = 400;
const failOver = 600;
/** Names that say nothing about what is in the file. */
const nameless = /^(utils?|helpers?|misc|types?|common-utils?)$/;
/** TanStack Router takes the names of these files for addresses. */
const addresses = /^apps\/admin\/src\/routes\//;
/** Where one file is one thing, and its name that thing's: verbs, jobs, components. */
const named =
  /^(packages\/services\/src\/(?!onboarding\/demo)|apps\/worker\/src\/handlers\/|apps\/admin\/src\/(features|components)\/.*\.tsx$)/;
/** Made by a program. */
const generated = /^packages\/emails\/src\/skeletons\/compiled-skeletons\.ts$/;

/**
 * Holds files to their size and their names: kebab-case, named after what they export where that is one thing.
 *
 * @param {string} root absolute
 * @returns {{files: number, errors: string[], warnings: string[]}}
 */
export function judgeFiles(root) {
  const files = listSources(root, ["apps", "packages", "scripts", "bench", "tooling"]).filter(
    (file) => !generated.test(file),
  );
  const errors = [];
  const warnings = [];
  for (const file of files) {
    const { text, program } = parseSource(join(root, file));
    const lines = text.split("\n").length - 1;
    if (lines > failOver) errors.push(`${file} has ${lines} lines; ${failOver} is the end`);
    else if (lines > warnOver) warnings.push(`${file} has ${lines} lines; above ${warnOver} it is two files`);
    if (addresses.test(file)) continue;
    errors.push(...judgeName(file, exportsOf(program)));
  }
  return { files: files.length, errors, warnings };
}

function judgeName(file, exported) {
  const name = basename(file).replace(/(\.(test|db\.test|api\.test|fixture|config|spec|d))?\.(tsx?|mjs)$/, "");
  if (nameless.test(name)) return [`${file}: ${name} says nothing; name it after what it exports`];
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) return [`${file} is not kebab-case`];
  const { values, types } = exported;
  const [only, another] = values;
  const isFree = /^(index|main)$/.test(name) || /\.(test|spec|config)\./.test(file) || !named.test(file);
  if (isFree || only === undefined || another !== undefined || [only, ...types].some((one) => kebab(one) === name))
    return [];
  return [`${file} exports ${only} alone, so it is ${kebab(only)}`];
}

function exportsOf(program) {
  const values = [];
  const types = [];
  for (const { type, exportKind, declaration, specifiers } of program.body) {
    if (type !== "ExportNamedDeclaration") continue;
    if (declaration === null) values.push(...specifiers.map(({ exported }) => exported.name));
    else if (declaration.type === "VariableDeclaration")
      values.push(...declaration.declarations.map(({ id }) => id.name));
    else (exportKind === "type" ? types : values).push(declaration.id.name);
  }
  return { values, types };
}

/** `createUser` → `create-user`, `HTTPError` → `http-error`. */
function kebab(name) {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();
}
