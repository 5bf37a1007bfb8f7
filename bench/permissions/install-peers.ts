import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Only the bench wants them: `npm start` and `npm test` install none of it. */
const peers = {
  "@casl/ability": "7.0.1",
  "@cedar-policy/cedar-wasm": "4.13.0",
  "@cerbos/grpc": "0.27.0",
  casbin: "5.51.1",
  cerbos: "0.51.0",
} as const;

/** Installs what is missing into the folder, from npm. @throws Error when npm fails */
export async function installPeers(folder: string): Promise<void> {
  const manifest = `${JSON.stringify({ private: true, dependencies: peers }, null, 2)}\n`;
  const mark = join(folder, "installed.json");
  if (existsSync(mark) && readFileSync(mark, "utf8") === manifest) return;
  console.log("installing the peers (130 MB); kept for the next run");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), manifest);
  const child = spawn("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const problems: string[] = [];
  child.stderr.on("data", (chunk) => problems.push(String(chunk)));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`npm could not install the peers of the bench:\n${problems.join("")}`);
  writeFileSync(mark, manifest);
}

/** Name and version of each, for whoever reads the figures. */
export const peerVersions = Object.entries(peers)
  .map(([name, version]) => `${name} ${version}`)
  .join(", ");
