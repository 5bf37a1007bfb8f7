import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The clone this script belongs to. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What was last installed and built; goes with node_modules. */
export function stateFile(name) {
  const folder = join(root, "node_modules", ".cache", "gloria");
  mkdirSync(folder, { recursive: true });
  return join(folder, name);
}

/** The pnpm version that package.json names. */
export function pinnedPnpmVersion() {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return /^pnpm@(\d+\.\d+\.\d+)/.exec(manifest.packageManager)[1];
}

export function sha256(text) {
  return createHash("sha256").update(text).digest("hex");
}
