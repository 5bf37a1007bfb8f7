import { join } from "node:path";
import { listSources } from "../syntax/list-sources.mjs";
import { lineAt, parseSource, walkTree } from "../syntax/parse-source.mjs";

/** Who may look at the environment beside packages/config: what starts processes, and what is not shipped. */
const readers =
  /^packages\/config\/src\/|^(scripts|bench|tooling)\/|\.(test|fixture)\.tsx?$|^(apps|packages)\/[^/]+\/(test|e2e)\/|^packages\/testkit\/|^apps\/admin\/(vite|playwright)\.config\.ts$/;

/**
 * Places that read process.env, in whatever way it is written: everybody but packages/config gets plain values.
 *
 * @param {string} root absolute
 * @returns {{file: string, line: number}[]}
 */
export function findEnvironmentReaders(root) {
  const files = listSources(root, ["apps", "packages"]).filter((file) => !readers.test(file));
  return files.flatMap((file) => {
    const { text, program } = parseSource(join(root, file));
    const found = new Set();
    walkTree(program, (node) => {
      if (readsEnvironment(node)) found.add(lineAt(text, node.start));
    });
    return [...found].map((line) => ({ file, line }));
  });
}

function readsEnvironment(node) {
  switch (node.type) {
    case "MemberExpression":
      return isProcess(node.object) && nameOf(node.property) === "env";
    case "VariableDeclarator":
      return (
        isProcess(node.init) &&
        node.id.type === "ObjectPattern" &&
        node.id.properties.some(({ key }) => nameOf(key) === "env")
      );
    case "ImportDeclaration":
      return (
        /^(node:)?process$/.test(node.source.value) &&
        node.specifiers.some(({ imported }) => nameOf(imported) === "env")
      );
    default:
      return false;
  }
}

/** `process` itself, or `globalThis.process`. */
function isProcess(node) {
  if (node?.type === "Identifier") return node.name === "process";
  return (
    node?.type === "MemberExpression" && nameOf(node.property) === "process" && nameOf(node.object) === "globalThis"
  );
}

function nameOf(node) {
  return node?.type === "Identifier" ? node.name : node?.type === "Literal" ? node.value : undefined;
}
