import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { root } from "./clone.mjs";
import { ensureBuilt } from "./ensure-built.mjs";
import { ensureInstalled } from "./ensure-installed.mjs";
import { Failure, runMain } from "./failure.mjs";
import { withPrepareLock } from "./prepare-lock.mjs";
import { progress } from "./progress.mjs";

/** Runs `bench/NAME.ts` (or one of a folder below it) of the built clone, with the arguments behind the name. */
export function runNamedScript({ command, folder }) {
  return runMain(async () => {
    const [name, ...args] = process.argv.slice(2);
    const known = listScripts(folder);
    if (name === undefined || !known.includes(name)) {
      throw new Failure({
        what: name === undefined ? `npm run ${command} needs a name.` : `There is no ${command} named ${name}.`,
        why: `Known are: ${known.join(", ") || "none yet"}.`,
        fix: `npm run ${command} -- NAME`,
      });
    }
    await prepare();
    return runNode(["--import", "tsx", join(root, folder, `${name}.ts`), ...args], root);
  });
}

/** Runs the `gloria` command from the folder in which the person stands. */
export function runGloria() {
  return runMain(async () => {
    progress.stream = process.stderr;
    process.env.GLORIA_HOME = resolve(root, process.env.GLORIA_HOME || ".gloria");
    await prepare();
    const file = join(root, "apps", "cli", "dist", "main.js");
    return runNode(["--enable-source-maps", file, ...process.argv.slice(2)], process.env.INIT_CWD ?? process.cwd());
  });
}

/** The files of a folder are its scripts; what they share lies in folders below. */
function listScripts(folder) {
  const path = join(root, folder);
  return existsSync(path)
    ? readdirSync(path)
        .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
        .map((file) => file.slice(0, -3))
        .sort()
    : [];
}

function prepare() {
  return withPrepareLock(async () => {
    await ensureInstalled();
    await ensureBuilt();
  });
}

/** Hands signals on and returns the exit code as a shell would. */
async function runNode(args, cwd) {
  const child = spawn(process.execPath, args, { cwd, stdio: "inherit" });
  const handOn = (signal) => child.kill(signal);
  // Ctrl-C reaches the child by itself; we only must not end before it.
  const ignore = () => {};
  process.on("SIGTERM", handOn).on("SIGINT", ignore);
  const [code, signal] = await once(child, "close");
  process.off("SIGTERM", handOn).off("SIGINT", ignore);
  return signal === null ? code : 1;
}
