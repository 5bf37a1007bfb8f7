import { readFileSync } from "node:fs";
import { parseSync } from "rolldown/utils";

/**
 * The syntax tree (ESTree with TypeScript) of a file.
 *
 * @param {string} file absolute
 * @returns {{text: string, program: import("rolldown/utils").ESTree.Program}}
 * @throws {Error} with the place, when it does not parse
 */
export function parseSource(file) {
  const text = readFileSync(file, "utf8");
  const { program, errors } = parseSync(file, text, { lang: file.endsWith("x") ? "tsx" : "ts" });
  const [first] = errors;
  if (first !== undefined) throw new Error(`${file} does not parse: ${first.message}`);
  return { text, program };
}

/**
 * Calls `visit` with a node and every node below it, outside in. Where it answers false, what is below is left out.
 *
 * @param {any} node
 * @param {(node: any, parent: any) => unknown} visit
 */
export function walkTree(node, visit, parent = null) {
  if (Array.isArray(node)) {
    for (const one of node) walkTree(one, visit, parent);
    return;
  }
  if (typeof node !== "object" || node === null || typeof node.type !== "string") return;
  if (visit(node, parent) === false) return;
  for (const [key, value] of Object.entries(node)) {
    if (key !== "parent" && typeof value === "object" && value !== null) walkTree(value, visit, node);
  }
}

/** The line of an offset, from 1. */
export function lineAt(text, offset) {
  return text.slice(0, offset).split("\n").length;
}
