import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseSource, walkTree } from "../syntax/parse-source.mjs";

const catalogue = "packages/contracts/src/access/permission-catalogue.ts";

/**
 * The permissions that the catalogue calls sensitive, from its text: `define(module, group, "user", […], {sensitive:
 * ["delete"]})`.
 *
 * @param {string} root
 * @returns {Set<string>} codes
 * @throws {Error} when there is a catalogue, and no sensitive permission is found in it
 */
export function readSensitivePermissions(root) {
  const file = join(root, catalogue);
  const codes = new Set();
  if (!existsSync(file)) return codes;
  walkTree(parseSource(file).program, (node) => {
    if (node.type !== "CallExpression" || node.callee.name !== "define") return true;
    const [, , resource, , traits] = node.arguments;
    const sensitive = traits?.properties?.find(({ key }) => key?.name === "sensitive");
    for (const { value } of sensitive?.value.elements ?? []) codes.add(`${resource.value}:${value}`);
    return true;
  });
  if (codes.size === 0) throw new Error(`${catalogue} names no sensitive permission: its form has changed`);
  return codes;
}
