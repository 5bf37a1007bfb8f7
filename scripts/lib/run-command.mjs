import { spawn } from "node:child_process";
import { Failure } from "./failure.mjs";

const onWindows = process.platform === "win32";

/**
 * Runs a program to its end. Its output is shown as it comes, or with `quiet` kept back and shown only on failure.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{cwd: string, env?: NodeJS.ProcessEnv, quiet?: boolean}} options
 * @returns {Promise<{code: number, output: string}>} 128 + n when a signal ended it
 */
export function runCommand(program, args, options) {
  return new Promise((resolve, reject) => {
    const quiet = options.quiet === true;
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit",
      // npx and pnpm are .cmd files there.
      shell: onWindows,
    });
    let output = "";
    for (const stream of quiet ? [child.stdout, child.stderr] : []) {
      stream.setEncoding("utf8").on("data", (text) => {
        output = (output + text).slice(-200_000);
      });
    }
    child.once("error", (error) =>
      reject(
        new Failure({
          what: `${program} cannot be run.`,
          why: error.message,
          fix: `Install it, or put it on the PATH, then run the same command again.`,
        }),
      ),
    );
    child.once("close", (code, signal) => resolve({ code: signal === null ? (code ?? 1) : 128, output }));
  });
}

/** The last lines of an output, for a failure's reason. */
export function tailOf(output, lines = 30) {
  return output.trimEnd().split("\n").slice(-lines).join("\n");
}
