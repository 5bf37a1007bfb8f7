/** The api against bare Hono + postgres.js on the same rows; what is measured and how stands in docs/benchmarks.md. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { LoadClient } from "./load/load-client.ts";
import { type BenchData, prepareBenchData } from "./parts/bench-data.ts";
import { openBenchDatabase } from "./parts/bench-database.ts";
import { Cleanup } from "./parts/cleanup.ts";
import { createClerkInstance } from "./parts/clerk-tokens.ts";
import { MemorySampler } from "./parts/memory-sampler.ts";
import { type BenchOptions, readOptions } from "./parts/read-options.ts";
import { type Measured, makeReport, writeIntoDocs } from "./parts/report.ts";
import { type Bench, runScenario, type ScenarioResult } from "./parts/run-scenario.ts";
import { runSteadySearch } from "./parts/run-steady-search.ts";
import { type ServerOptions, startGloria, startLoadGenerator, startPeer } from "./parts/servers.ts";
import { auditedCreate } from "./scenarios/audited-create.ts";
import { nameSearch } from "./scenarios/name-search.ts";
import { pageOfList } from "./scenarios/page-of-list.ts";
import { permissionCheck } from "./scenarios/permission-check.ts";
import type { Scenario, Side } from "./scenarios/scenario.ts";
import { userById } from "./scenarios/user-by-id.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const scenarios: readonly Scenario[] = [userById, pageOfList, nameSearch, auditedCreate, permissionCheck];
/** The search at a fixed rate. */
const steady = "steady";

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), [...scenarios.map(({ name }) => name), steady]);
  if (options === null) return 0;
  if (!existsSync(join(root, "apps", "api", "dist", "main.js"))) {
    throw new Error("the api is not built; npm run bench builds it");
  }
  const cleanup = new Cleanup();
  try {
    const report = makeReport(await measure(options, cleanup));
    console.log(`\n${report.text}\n`);
    if (options.jsonFile !== null) writeFileSync(options.jsonFile, `${JSON.stringify(report.figures, null, 2)}\n`);
    if (options.writeDocs) writeIntoDocs(join(root, "docs", "benchmarks.md"), "api", report.markdown);
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

async function measure(options: BenchOptions, cleanup: Cleanup): Promise<Measured> {
  const home = join(root, ".gloria", "bench");
  const database = await openBenchDatabase({ home, users: options.users, fresh: options.fresh }, cleanup);
  const folder = join(database.home, "run");
  mkdirSync(folder, { recursive: true });
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {}, idle_timeout: 0 });
  cleanup.add(() => owner.end({ timeout: 5 }));
  const clerk = createClerkInstance();
  const data = await prepareBenchData(owner, clerk);
  const servers: ServerOptions = { root, folder, database, clerk };
  const profileDir = options.profileDir === null ? null : resolve(options.profileDir);
  const gloria = await startGloria(servers, cleanup, { name: "gloria", profileDir });
  const load = new LoadClient(await startLoadGenerator(servers, cleanup));
  const memory = new MemorySampler(gloria.pid);
  const bench: Bench = { options, load, owner, memory, postmasterPid: database.postmasterPid };
  const ours: Side = { label: "Gloria", url: gloria.url, pid: gloria.pid };
  const wanted = (name: string) => options.only === null || options.only.includes(name);

  const peer = await startPeer(servers, cleanup);
  const theirs: Side = { label: "bare Hono", url: peer.url, pid: peer.pid };
  const results: ScenarioResult[] = [];
  for (const scenario of scenarios.filter((each) => each.peer === "bare" && wanted(each.name))) {
    results.push(await announced(scenario.title, () => runScenario(bench, scenario, { data, ours, theirs })));
  }
  const steadyResult = wanted(steady)
    ? await announced("search at a fixed rate", () => runSteadySearch(bench, { data, ours, theirs }))
    : null;
  await peer.stop();
  for (const scenario of scenarios.filter((each) => each.peer === "uncached" && wanted(each.name))) {
    results.push(await runAgainstUncached(bench, servers, cleanup, scenario, data, ours));
  }
  return {
    users: data.users,
    postgresVersion: database.version,
    connections: options.connections,
    scenarios: results,
    steady: steadyResult,
    memory: memory.samples,
  };
}

async function runAgainstUncached(
  bench: Bench,
  servers: ServerOptions,
  cleanup: Cleanup,
  scenario: Scenario,
  data: BenchData,
  ours: Side,
): Promise<ScenarioResult> {
  const uncached = await startGloria(servers, cleanup, {
    name: "gloria-uncached",
    env: { GLORIA_PERMISSION_CACHE_MB: "0" },
  });
  const theirs: Side = { label: "uncached", url: uncached.url, pid: uncached.pid };
  const result = await announced(scenario.title, () => runScenario(bench, scenario, { data, ours, theirs }));
  await uncached.stop();
  return result;
}

async function announced<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
  const startedAt = performance.now();
  const result = await work();
  console.log(`measured: ${title} (${((performance.now() - startedAt) / 1000).toFixed(0)} s)`);
  return result;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log("bench api: short: it could not be measured");
  process.exitCode = 1;
}
