import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { pinnedPnpmVersion, root, stateFile } from "./clone.mjs";
import { Failure } from "./failure.mjs";
import { runCommand, tailOf } from "./run-command.mjs";

/**
 * An environment in which `pnpm` is the version this project names: the one on the PATH, or else one that npx brings
 * (corepack fails where a registry serves no signatures). turbo and pnpm's own scripts find it there too.
 *
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function environmentWithPnpm() {
  const wanted = pinnedPnpmVersion();
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };
  if ((await pnpmVersionIn(env)) === wanted) {
    return env;
  }
  const shimFolder = join(dirname(stateFile("pnpm")), "bin");
  const withShim = { ...env, PATH: `${shimFolder}${delimiter}${env.PATH ?? ""}` };
  if (existsSync(join(shimFolder, "pnpm")) && (await pnpmVersionIn(withShim)) === wanted) {
    return withShim;
  }
  const program = await fetchPnpm(wanted);
  mkdirSync(shimFolder, { recursive: true });
  writeFileSync(join(shimFolder, "pnpm"), `#!/bin/sh\nexec "${program}" "$@"\n`);
  chmodSync(join(shimFolder, "pnpm"), 0o755);
  writeFileSync(join(shimFolder, "pnpm.cmd"), `@"${program}" %*\r\n`);
  return withShim;
}

async function pnpmVersionIn(env) {
  try {
    const { code, output } = await runCommand("pnpm", ["--version"], { cwd: root, env, quiet: true });
    return code === 0 ? output.trim() : null;
  } catch (error) {
    if (error instanceof Failure) {
      return null;
    }
    throw error;
  }
}

/** Has npx download pnpm into its cache and returns its program: a native one, which the link in npx's folder points to. */
async function fetchPnpm(version) {
  const locate = `console.log(require("node:fs").realpathSync(process.env.PATH.split(${JSON.stringify(delimiter)}).map((p) => p + "/pnpm").find((p) => require("node:fs").existsSync(p))))`;
  const { code, output } = await runCommand("npx", ["-y", "-p", `pnpm@${version}`, process.execPath, "-e", locate], {
    cwd: root,
    quiet: true,
  });
  const program = output.trim().split("\n").at(-1) ?? "";
  if (code !== 0 || !existsSync(program)) {
    throw new Failure({
      what: `pnpm ${version}, which installs the packages, cannot be had.`,
      why: tailOf(output) || `npx ended with exit code ${code}`,
      fix: `Check that the npm registry can be reached, or install it yourself: npm install --global pnpm@${version}`,
    });
  }
  return program;
}
