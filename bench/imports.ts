/** Imports by a worker against a plain COPY of the same rows; what is measured and how stands in docs/benchmarks.md. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { workerNodeFlags } from "@gloria/config";
import { generateKeyRing, parseKeyRing, silentLogger } from "@gloria/core";
import { commitImport, createImport, getImport, openServices, type Services, storeFile } from "@gloria/services";
import postgres, { type Sql } from "postgres";
import { type ChildProgram, startChildProgram } from "./parts/child-program.ts";
import { Cleanup } from "./parts/cleanup.ts";
import { type ImportDatabase, openImportDatabase } from "./parts/import-database.ts";
import { type ImportBenchOptions, readImportOptions } from "./parts/import-options.ts";
import {
  type ImportFormat,
  type ImportRound,
  importFormats,
  type MeasuredImports,
  makeImportReport,
} from "./parts/import-report.ts";
import { importCells, makeImportTenant } from "./parts/import-tenant.ts";
import { MemorySampler } from "./parts/memory-sampler.ts";
import { writeIntoDocs } from "./parts/report.ts";
import { writeWorkbook } from "./parts/write-workbook.ts";
import { copyRows, makeCopyTables } from "./peers/plain-copy.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const workerFile = join(root, "apps", "worker", "dist", "main.js");
const maxFileBytes = 100_000_000;

async function main(): Promise<number> {
  const options = readImportOptions(process.argv.slice(2));
  if (options === null) return 0;
  if (!existsSync(workerFile)) throw new Error("the worker is not built; npm run bench builds it");
  const cleanup = new Cleanup();
  try {
    const report = makeImportReport(await measure(options, cleanup));
    console.log(`\n${report.text}\n`);
    if (options.jsonFile !== null) writeFileSync(options.jsonFile, `${JSON.stringify(report.figures, null, 2)}\n`);
    if (options.writeDocs) writeIntoDocs(join(root, "docs", "benchmarks.md"), "imports", report.markdown);
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

interface Bench {
  readonly services: Services;
  readonly owner: Sql;
  readonly memory: MemorySampler;
  readonly rows: number;
  readonly files: Readonly<Record<ImportFormat, Buffer>>;
}

async function measure(options: ImportBenchOptions, cleanup: Cleanup): Promise<MeasuredImports> {
  const loadBefore = loadavg()[0] ?? 0;
  const database = await openImportDatabase(join(root, ".gloria", "bench-imports"), cleanup);
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {}, idle_timeout: 0 });
  cleanup.add(() => owner.end({ timeout: 5 }));
  await makeCopyTables(owner);
  const masterKeys = generateKeyRing();
  const services = await openServices({
    name: "gloria-bench",
    appUrl: database.roleUrls.app,
    systemUrl: database.roleUrls.system,
    maxConnections: 2,
    publicUrl: "https://gloria.demo.example",
    cacheBytes: 1_000_000,
    strict: false,
    keyRing: parseKeyRing(masterKeys),
    logger: silentLogger,
  });
  cleanup.add(() => services.close());
  const worker = await startWorker(options, database, masterKeys, cleanup);
  const cells = importCells(options.rows);
  const bench: Bench = {
    services,
    owner,
    memory: new MemorySampler(worker.pid),
    rows: options.rows,
    files: { csv: Buffer.from(cells.map((row) => row.join(",")).join("\r\n")), xlsx: writeWorkbook(cells) },
  };
  const rounds: Record<ImportFormat, ImportRound[]> = { csv: [], xlsx: [] };
  let tenants = 0;
  for (let n = 0; n < options.rounds; n += 1) {
    for (const format of n % 2 === 0 ? importFormats : importFormats.toReversed()) {
      tenants += 1;
      const round = await importOnce(bench, format, tenants);
      rounds[format].push(round);
      const rates = Object.entries(round).map(([phase, rate]) => `${phase} ${rate.toFixed(0)}`);
      console.log(`round ${n + 1}, ${format}: ${rates.join(", ")} rows/s`);
    }
  }
  await worker.stop();
  return { rows: options.rows, postgresVersion: database.version, rounds, memory: bench.memory.samples, loadBefore };
}

function startWorker(
  { profileDir }: ImportBenchOptions,
  database: ImportDatabase,
  masterKeys: string,
  cleanup: Cleanup,
): Promise<ChildProgram> {
  const folder = join(database.home, "run");
  mkdirSync(folder, { recursive: true });
  const profile = profileDir === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${resolve(profileDir)}`];
  return startChildProgram(
    {
      name: "gloria-worker",
      file: workerFile,
      execArgv: [...workerNodeFlags, ...profile],
      logFile: join(folder, "gloria-worker.log"),
      env: {
        NODE_ENV: "production",
        GLORIA_HOME: database.home,
        GLORIA_URL: "https://gloria.demo.example",
        GLORIA_MASTER_KEYS: masterKeys,
        DATABASE_URL: database.ownerUrl,
        DATABASE_APP_URL: database.roleUrls.app,
        DATABASE_SYSTEM_URL: database.roleUrls.system,
        DATABASE_QUEUE_URL: database.roleUrls.queue,
      },
    },
    cleanup,
  );
}

/** One file into an empty foundation, and the rows that came of it by COPY; rows a second. */
async function importOnce(bench: Bench, format: ImportFormat, n: number): Promise<ImportRound> {
  const { services, owner, memory, rows } = bench;
  const ctx = await makeImportTenant(owner, n);
  const mediaType = format === "csv" ? "text/csv" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const facts = { name: `people.${format}`, mediaType, purpose: "import", expiresAt: null } as const;
  const bytes = bench.files[format];
  const file = await storeFile(
    services,
    ctx,
    facts,
    (async function* () {
      yield bytes;
    })(),
    { maxBytes: maxFileBytes },
  );
  const perSecond = (milliseconds: number) => (rows * 1000) / milliseconds;
  return memory.during(async () => {
    const plannedAt = performance.now();
    const { id } = await createImport(services, ctx, { fileId: file.id, kind: "people" });
    await settled(owner, id, "planned");
    const dryRun = perSecond(performance.now() - plannedAt);

    const committedAt = performance.now();
    await commitImport(services, ctx, { id });
    await settled(owner, id, "committed");
    const commit = perSecond(performance.now() - committedAt);

    const { counts, results } = await getImport(services, ctx, { id });
    if (counts?.create !== rows || results?.applied !== rows || results.changed !== 0) {
      throw new Error(`not everybody was imported: ${JSON.stringify({ counts, results })}`);
    }
    const adminId = ctx.actor.kind === "user" ? ctx.actor.userId : "";
    const copy = perSecond(await copyRows(owner, ctx.tenantId, adminId));
    const [there] = await owner<{ people: number; seats: number }[]>`
      select (select count(*)::int from bench_copy.users) as people, (select count(*)::int from bench_copy.assignments) as seats`;
    if (there?.people !== rows || there.seats !== rows) throw new Error("COPY has not copied everybody");
    return { dryRun, commit, copy };
  });
}

const lookEveryMs = 20;

/** @throws Error when the phase ends in another way */
async function settled(owner: Sql, id: string, wanted: "planned" | "committed"): Promise<void> {
  for (;;) {
    const [row] = await owner<{ status: string; failure: string | null }[]>`
      select status, failure_code as failure from gloria.imports where id = ${id}`;
    if (row?.status === wanted) return;
    if (row?.status !== "running") throw new Error(`the import is ${row?.status}: ${row?.failure}`);
    await delay(lookEveryMs);
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log("bench imports: short: it could not be measured");
  process.exitCode = 1;
}
