import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, sha256, stateFile } from "./clone.mjs";
import { Failure } from "./failure.mjs";
import { environmentWithPnpm } from "./pnpm-command.mjs";
import { showStep } from "./progress.mjs";
import { runCommand, tailOf } from "./run-command.mjs";

/** What is built: the workspace folder, the source that must be there, the file that then exists. */
const targets = [
  { folder: "scripts", source: "src/main.ts", output: "dist/main.js" },
  { folder: "apps/api", source: "src/main.ts", output: "dist/main.js" },
  { folder: "apps/worker", source: "src/main.ts", output: "dist/main.js" },
  { folder: "apps/cli", source: "src/main.ts", output: "dist/main.js" },
  { folder: "apps/admin", source: "index.html", output: "dist/index.html" },
].filter(({ folder, source }) => existsSync(join(root, folder, source)));

/** Builds what is stale. When no source has changed since the last build, that is known without starting a tool. */
export async function ensureBuilt() {
  const wanted = sourceStamp();
  const complete = targets.every(({ folder, output }) => existsSync(join(root, folder, output)));
  if (complete && readStamp() === wanted) {
    return;
  }
  await showStep("building", async () => {
    const env = await environmentWithPnpm();
    const { code, output } = await runCommand(
      "pnpm",
      [
        "exec",
        "turbo",
        "run",
        "build",
        "--output-logs=errors-only",
        ...targets.map(({ folder }) => `--filter=./${folder}`),
      ],
      { cwd: root, env, quiet: true },
    );
    if (code !== 0) {
      throw new Failure({
        what: "Gloria cannot be built.",
        why: tailOf(output, 60),
        fix: "Mend the source that is named above; on an unchanged clone, remove node_modules and run the same command again.",
      });
    }
    writeFileSync(stateFile("built"), wanted);
  });
}

function readStamp() {
  const file = stateFile("built");
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

const skippedFolders = new Set(["node_modules", "dist", "coverage", ".turbo", "e2e", "test", "test-results"]);

/** Changes when any source that a build reads is added, removed or written; tests and what a build writes do not. */
function sourceStamp() {
  const lines = [process.version];
  const visit = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name)) {
          visit(path);
        }
      } else if (!/\.(test|gen)\.tsx?$/.test(entry.name)) {
        lines.push(fingerprint(path));
      }
    }
  };
  for (const folder of ["apps", "packages", "tooling", "scripts/src"]) {
    visit(folder);
  }
  lines.push(...["turbo.json", "pnpm-lock.yaml", "scripts/rolldown.config.mjs"].map(fingerprint));
  // The admin app has these compiled in.
  lines.push(
    ...Object.entries(process.env).flatMap(([name, value]) => (name.startsWith("VITE_") ? [`${name}=${value}`] : [])),
  );
  return sha256(lines.sort().join("\n"));
}

function fingerprint(path) {
  const { size, mtimeMs } = statSync(join(root, path));
  return `${path} ${size} ${mtimeMs}`;
}
