/** Permission checks against other engines, and over HTTP; what is measured and how stands in docs/benchmarks.md. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateKeyRing, parseKeyRing, silentLogger } from "@gloria/core";
import { openServices } from "@gloria/services";
import postgres from "postgres";
import { LoadClient } from "./load/load-client.ts";
import { prepareBenchData } from "./parts/bench-data.ts";
import { openBenchDatabase } from "./parts/bench-database.ts";
import { Cleanup } from "./parts/cleanup.ts";
import { createClerkInstance } from "./parts/clerk-tokens.ts";
import { writeIntoDocs } from "./parts/report.ts";
import { type ServerOptions, startGloria, startLoadGenerator } from "./parts/servers.ts";
import { engineChoices, measureEngines } from "./permissions/measure-engines.ts";
import { measureEpoch } from "./permissions/measure-epoch.ts";
import { measureList } from "./permissions/measure-list.ts";
import { measureRequests } from "./permissions/measure-requests.ts";
import {
  type PermissionsBenchOptions,
  readPermissionsOptions,
  requestParts,
} from "./permissions/permissions-options.ts";
import { type MeasuredPermissions, makePermissionsReport } from "./permissions/permissions-report.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

async function main(): Promise<number> {
  const options = readPermissionsOptions(process.argv.slice(2));
  if (options === null) return 0;
  if (!existsSync(join(root, "apps", "api", "dist", "main.js"))) {
    throw new Error("the api is not built; npm run bench builds it");
  }
  const cleanup = new Cleanup();
  try {
    const loadBefore = loadavg()[0] ?? 0;
    const wants = (names: readonly string[]) => names.some((name) => options.only?.includes(name) ?? true);
    const engines = wants(engineChoices.map(({ name }) => name))
      ? await measureEngines({ root, ...options }, cleanup)
      : [];
    const house = wants(requestParts) ? await measureHouse(options, cleanup) : null;
    const report = makePermissionsReport({ engines, house, loadBefore });
    console.log(`\n${report.text}\n`);
    if (options.jsonFile !== null) writeFileSync(options.jsonFile, `${JSON.stringify(report.figures, null, 2)}\n`);
    if (options.writeDocs) writeIntoDocs(join(root, "docs", "benchmarks.md"), "permissions", report.markdown);
    await cleanup.close();
    console.log(report.verdict);
    return report.isMet ? 0 : 1;
  } catch (error) {
    // What is taken down under its hands fails for that reason only.
    if (cleanup.isInterrupted) await new Promise(() => {});
    throw error;
  } finally {
    await cleanup.close();
  }
}

/** The built api and PostgreSQL, with the data of the bench `api`. */
async function measureHouse(
  options: PermissionsBenchOptions,
  cleanup: Cleanup,
): Promise<NonNullable<MeasuredPermissions["house"]>> {
  const wanted = (name: string) => options.only?.includes(name) ?? true;
  const home = join(root, ".gloria", "bench");
  const database = await openBenchDatabase({ home, users: options.users, fresh: options.fresh }, cleanup);
  const folder = join(database.home, "run");
  mkdirSync(folder, { recursive: true });
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {}, idle_timeout: 0 });
  cleanup.add(() => owner.end({ timeout: 5 }));
  const clerk = createClerkInstance();
  const data = await prepareBenchData(owner, clerk);
  const servers: ServerOptions = { root, folder, database, clerk };

  const gloria = await startGloria(servers, cleanup, { name: "gloria" });
  const load = new LoadClient(await startLoadGenerator(servers, cleanup));
  const side = { label: "Gloria", url: gloria.url, pid: gloria.pid };
  const requests = wanted("requests") ? await measureRequests(options, load, side, data) : [];
  await gloria.stop();

  const services = await openServices({
    name: "gloria-bench",
    appUrl: database.roleUrls.app,
    systemUrl: database.roleUrls.system,
    maxConnections: 2,
    publicUrl: "https://gloria.demo.example",
    cacheBytes: 16 * 1024 * 1024,
    strict: false,
    keyRing: parseKeyRing(generateKeyRing()),
    logger: silentLogger,
  });
  cleanup.add(() => services.close());
  const list = wanted("list") ? await measureList(options, services, owner, data) : null;
  const epoch = wanted("epoch") ? await measureEpoch(options, database.roleUrls, owner, data) : null;
  return { users: data.users, postgresVersion: database.version, requests, list, epoch };
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log("bench permissions: short: it could not be measured");
  process.exitCode = 1;
}
