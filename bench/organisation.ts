/** What the chart and the trees of a large foundation take inside the services; documented in docs/benchmarks.md. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  createFieldCrypto,
  generateKeyRing,
  newId,
  parseKeyRing,
  silentLogger,
  systemClock,
  type TenantContext,
} from "@gloria/core";
import { connect, startEmbeddedPostgres } from "@gloria/db";
import { migrateAll } from "@gloria/jobs";
import { getDepartmentHierarchy, getOrgChart, getPositionHierarchy, openServices, seedDemo } from "@gloria/services";
import postgres from "postgres";
import { Cleanup } from "./parts/cleanup.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const goalMs = 100;
const name = "bench_organisation";

/** A run of each first: plans, caches and compiled code are then what they are in a server. */
const warmUps = 5;

async function main(): Promise<boolean> {
  const { values } = parseArgs({ options: { rounds: { type: "string", default: "25" } } });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--rounds takes a whole number from 1 on");
  const cleanup = new Cleanup();
  try {
    const server = await startEmbeddedPostgres({
      home: join(root, ".gloria", "bench"),
      logger: silentLogger,
      database: "postgres",
    });
    if (!server.attached)
      cleanup.add(
        () => server.stop(),
        () => server.kill(),
      );
    const ownerUrl = new URL(server.url);
    ownerUrl.pathname = `/${name}`;
    const maintenance = postgres(server.url, { max: 1, onnotice: () => {} });
    // Built anew each time: who holds what today depends on the day.
    await maintenance`drop database if exists ${maintenance(name)} with (force)`;
    await maintenance`create database ${maintenance(name)}`;
    await maintenance.end({ timeout: 5 });
    const { urls } = await migrateAll({
      ownerUrl: ownerUrl.toString(),
      secretsDir: join(server.home, "secrets"),
      redisUrl: null,
    });
    const keyRing = parseKeyRing(generateKeyRing());
    const owner = connect({ url: ownerUrl.toString(), max: 1, name: "gloria-bench-seed" });
    cleanup.add(() => owner.close());
    const { tenantId } = await seedDemo(
      { owner, fieldCrypto: createFieldCrypto(keyRing) },
      { asOf: systemClock.now(), size: "large" },
    );
    const services = await openServices({
      name: "gloria-bench",
      appUrl: urls.app,
      systemUrl: urls.system,
      maxConnections: 4,
      publicUrl: "http://127.0.0.1:3000",
      cacheBytes: 16 * 1024 * 1024,
      strict: false,
      keyRing,
      logger: silentLogger,
    });
    cleanup.add(() => services.close());
    const [admin] = await owner.sql<{ id: string }[]>`
      select id from gloria.users where tenant_id = ${tenantId} and email = 'admin@demo.example'`;
    if (admin === undefined) throw new Error("the foundation has no administrator");
    const [largest] = await owner.sql<{ id: string; schoolId: string }[]>`
      select d.id, d.school_id as "schoolId" from gloria.departments d
      join gloria.positions p on p.tenant_id = d.tenant_id and p.department_id = d.id
      where d.tenant_id = ${tenantId} and d.school_id is not null and d.parent_id is null and d.deleted_at is null
      group by d.tenant_id, d.id order by count(*) desc, d.id limit 1`;
    if (largest === undefined) throw new Error("the foundation has no department");
    const ctx: TenantContext = {
      tenantId,
      actor: { kind: "user", userId: admin.id, sessionId: null },
      origin: { requestId: newId(), ip: null, userAgent: null, traceId: null, channel: "job" },
      locale: "id",
      schoolId: null,
    };
    const asOf = new Date(systemClock.now().getTime() - 30 * 86_400_000).toISOString().slice(0, 10);
    const questions: Readonly<Record<string, () => Promise<object>>> = {
      "chart of today, 50 schools": () => getOrgChart(services, ctx, {}),
      "chart as of a date, 50 schools": () => getOrgChart(services, ctx, { asOf }),
      "chart of a school": () => getOrgChart(services, ctx, { schoolId: largest.schoolId }),
      "tree of positions": () => getPositionHierarchy(services, ctx, { departmentId: largest.id }),
      "tree of departments": () => getDepartmentHierarchy(services, ctx, { schoolId: largest.schoolId }),
    };
    let isMet = true;
    console.log("| what | median ms | min–max | KiB of JSON |\n| --- | --- | --- | --- |");
    for (const [what, ask] of Object.entries(questions)) {
      const { median, least, most, bytes } = await measure(ask, rounds);
      isMet &&= median <= goalMs;
      console.log(
        `| ${what} | ${median.toFixed(1)} | ${least.toFixed(1)}–${most.toFixed(1)} | ${Math.round(bytes / 1024)} |`,
      );
    }
    return isMet;
  } finally {
    await cleanup.close();
  }
}

async function measure(ask: () => Promise<object>, rounds: number) {
  const times: number[] = [];
  let bytes = 0;
  for (let round = -warmUps; round < rounds; round += 1) {
    const startedAt = performance.now();
    bytes = Buffer.byteLength(JSON.stringify(await ask()));
    if (round >= 0) times.push(performance.now() - startedAt);
  }
  times.sort((one, other) => one - other);
  return { median: times[times.length >> 1] ?? 0, least: times[0] ?? 0, most: times.at(-1) ?? 0, bytes };
}

try {
  const isMet = await main();
  console.log(isMet ? "bench organisation: met" : `bench organisation: short: a median above ${goalMs} ms`);
  process.exitCode = isMet ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log("bench organisation: short: it could not be measured");
  process.exitCode = 1;
}
