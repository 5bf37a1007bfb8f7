import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/**
 * Starts the whole of Gloria as `npm start` does, on an empty home and a free port: embedded database, demo
 * foundation, api and worker. `GLORIA_E2E_URL` names one that already runs instead.
 */
export default async function startGloria(): Promise<() => Promise<void>> {
  if (process.env["GLORIA_E2E_URL"]) return async () => {};
  const home = await mkdtemp(join(tmpdir(), "gloria-e2e-"));
  // Started by root, the database runs as another user, who must be able to enter.
  await chmod(home, 0o755);
  const root = join(import.meta.dirname, "../../..");
  const child = spawn(process.execPath, [join(root, "scripts/start.mjs")], {
    cwd: root,
    env: { ...process.env, GLORIA_HOME: home, GLORIA_PORT: "0", GLORIA_SEED: "demo", GLORIA_LOG: "warn" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  const said: string[] = [];
  let ready = false;

  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        said.push(line);
        ready ||= line.includes("is ready");
        const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
        if (ready && address) resolve(address);
      });
    }
    exited.then(() => reject(new Error(`Gloria did not start:\n${said.join("\n")}`)), reject);
  });

  process.env["GLORIA_E2E_URL"] = url;
  return async () => {
    child.kill("SIGTERM");
    await exited;
    await rm(home, { recursive: true, force: true });
  };
}
