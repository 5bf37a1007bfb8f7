import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

const skipped = new Set(["node_modules", "dist", "coverage", "public", "test-results", "playwright-report"]);

/**
 * Every TypeScript file and module script below some folders of a workspace, without what is generated.
 *
 * @param {string} root absolute
 * @param {readonly string[]} folders relative to it; those that are not there are left out
 * @returns {string[]} paths relative to `root`, with slashes, sorted
 */
export function listSources(root, folders) {
  return folders
    .flatMap((folder) => walk(join(root, folder)))
    .map((file) => relative(root, file).split(sep).join("/"))
    .filter((file) => /\.(tsx?|mjs)$/.test(file) && !/\.d\.ts$|routeTree\.gen\.ts$/.test(file))
    .sort();
}

function walk(folder) {
  return entriesOf(folder).flatMap((entry) => {
    if (entry.isDirectory())
      return skipped.has(entry.name) || entry.name.startsWith(".") ? [] : walk(join(folder, entry.name));
    return entry.isFile() ? [join(folder, entry.name)] : [];
  });
}

function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
}
