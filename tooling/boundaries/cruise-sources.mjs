import { existsSync } from "node:fs";
import { join } from "node:path";
import { cruise } from "dependency-cruiser";
import { cruiserRules } from "./cruiser-rules.mjs";

const comments = new Map(cruiserRules.map(({ name, comment }) => [name, comment]));

/**
 * Cruises every source of a workspace.
 *
 * @param {string} root absolute
 * @returns {Promise<{files: Set<string>, dependencies: number, violations: {rule: string, from: string, to: string, comment: string}[]}>}
 *   `files` are our own, relative to `root`; `dependencies` counts their imports
 */
export async function cruiseSources(root) {
  const folders = ["apps", "packages", "scripts", "bench", "tooling"].filter((name) => existsSync(join(root, name)));
  const { output } = await cruise(
    folders,
    {
      baseDir: root,
      ruleSet: { forbidden: [...cruiserRules] },
      validate: true,
      exclude: {
        path: [
          "^(scripts|bench)/dist/",
          "^(apps|packages)/[^/]+/(dist|coverage|public)/",
          "^(apps|packages)/[^/]+/src/[^.]+\\.d\\.ts$",
          "routeTree\\.gen\\.ts$",
        ],
      },
      doNotFollow: { path: "(^|/)node_modules/" },
      tsPreCompilationDeps: true,
      combinedDependencies: false,
    },
    {
      exportsFields: ["exports"],
      conditionNames: ["types", "import", "node", "default", "require"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json", ".d.ts"],
      mainFields: ["module", "main", "types", "typings"],
    },
  );
  if (typeof output === "string") throw new Error(`dependency-cruiser answered a text: ${output}`);
  const own = output.modules.filter(({ source }) => /\.(tsx?|mjs)$/.test(source) && !source.includes("node_modules/"));
  return {
    files: new Set(own.map(({ source }) => source)),
    dependencies: own.reduce((sum, { dependencies }) => sum + dependencies.length, 0),
    violations: output.summary.violations.map(({ rule, from, to, cycle }) => ({
      rule: rule.name,
      from,
      to: cycle === undefined ? to : cycle.map(({ name }) => name).join(" → "),
      comment: comments.get(rule.name) ?? "",
    })),
  };
}
