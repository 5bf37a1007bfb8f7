import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The clone these tests belong to. */
export const repository = join(import.meta.dirname, "..", "..");

/** Children that behave as the launcher's contract asks, and say on request what they were given. */
const api = `
import { createServer } from "node:http";
if (process.env.TEST_API_FAILS) { console.error("the api has no wish to start"); process.exit(7); }
const server = createServer((request, response) => {
  if (request.url === "/crash") process.exit(3);
  response.end(JSON.stringify({ pid: process.pid, env: process.env }));
});
server.listen(Number(process.env.GLORIA_PORT), process.env.GLORIA_HOST, () =>
  process.send({ type: "ready", url: "http://" + process.env.GLORIA_HOST + ":" + server.address().port }));
const end = () => { if (!process.env.TEST_API_HANGS) process.exit(0); };
process.on("SIGTERM", end);
process.on("disconnect", () => process.exit(0));
`;
const worker = `
import { writeFileSync } from "node:fs";
writeFileSync(process.env.GLORIA_HOME + "/worker.json", JSON.stringify({ pid: process.pid, env: process.env }));
setInterval(() => {}, 60000);
process.on("SIGTERM", () => process.exit(0));
process.on("disconnect", () => process.exit(0));
process.send({ type: "ready" });
`;
const cli = `
import { appendFileSync } from "node:fs";
if (process.env.TEST_SEED_FAILS) { console.error("the seed is rotten"); process.exit(1); }
appendFileSync(process.env.GLORIA_HOME + "/seeded", process.argv.slice(2).join(" ") + "\\n");
`;

/** Makes a folder look like a built clone: the real packages, and children that only do what the launcher relies on. */
export function makeStandInClone(root: string): void {
  symlinkSync(join(repository, "packages"), join(root, "packages"));
  for (const [folder, source] of Object.entries({ "apps/api": api, "apps/worker": worker, "apps/cli": cli })) {
    mkdirSync(join(root, folder, "dist"), { recursive: true });
    writeFileSync(join(root, folder, "package.json"), '{"type":"module"}');
    writeFileSync(join(root, folder, "dist", "main.js"), source);
  }
}

/** Builds the launcher as `npm start` runs it, in a folder of its own, so that the tests need no build before them. */
export function buildLauncher(): string {
  const folder = join(repository, "node_modules", ".cache", "gloria", `launcher-${process.pid}`);
  const rolldown = join(repository, "node_modules", "rolldown", "bin", "cli.mjs");
  execFileSync(process.execPath, [rolldown, "-c", "rolldown.config.mjs", "-d", folder], {
    cwd: join(repository, "scripts"),
    stdio: "pipe",
  });
  return folder;
}
