import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, sha256, stateFile } from "./clone.mjs";
import { Failure } from "./failure.mjs";
import { environmentWithPnpm } from "./pnpm-command.mjs";
import { showStep } from "./progress.mjs";
import { runCommand, tailOf } from "./run-command.mjs";

/** Installs the packages when node_modules is missing or was made from other manifests. */
export async function ensureInstalled() {
  const wanted = manifestStamp();
  if (existsSync(join(root, "node_modules", ".modules.yaml")) && readStamp() === wanted) {
    return;
  }
  await showStep("installing packages", async () => {
    const env = await environmentWithPnpm();
    const { code, output } = await runCommand(
      "pnpm",
      ["install", "--frozen-lockfile", "--config.confirmModulesPurge=false", "--reporter=append-only"],
      { cwd: root, env, quiet: true },
    );
    if (code !== 0) {
      throw new Failure({
        what: "The packages cannot be installed.",
        why: tailOf(output),
        fix: "Check that the npm registry can be reached and that the disk has room (about 1 GB), then run the same command again.",
      });
    }
    writeFileSync(stateFile("installed"), wanted);
  });
}

function readStamp() {
  const file = stateFile("installed");
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

/** Changes with everything that decides what gets installed; node_modules is also bound to platform and Node. */
function manifestStamp() {
  const folders = ["apps", "packages"].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => join(parent, name)),
  );
  const manifests = [".", "tooling", "scripts", "bench", ...folders].map((folder) => join(folder, "package.json"));
  const files = ["pnpm-lock.yaml", "pnpm-workspace.yaml", ".npmrc", ...manifests];
  const texts = files
    .filter((file) => existsSync(join(root, file)))
    .sort()
    .map((file) => `${file}\n${readFileSync(join(root, file), "utf8")}`);
  return sha256([process.platform, process.arch, process.versions.modules, ...texts].join("\u0000"));
}
