import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { silentLogger } from "@gloria/core";
import { connect, findMigrations, type RoleUrls, startEmbeddedPostgres } from "@gloria/db";
import { migrateAll } from "@gloria/jobs";
import { seedBench } from "@gloria/services";
import postgres from "postgres";
import type { Cleanup } from "./cleanup.ts";

export interface BenchDatabase {
  /** Signs in as the owner, whom row security does not bind. */
  readonly ownerUrl: string;
  readonly roleUrls: RoleUrls;
  readonly home: string;
  readonly version: string;
  readonly postmasterPid: number;
}

const asOf = new Date("2026-07-13T00:00:00Z");

/**
 * The server of the benches and in it the database with this many people, built when it is missing, unfinished, of
 * another schema, or wanted anew. Durable, with the settings of `npm start`.
 */
export async function openBenchDatabase(
  options: { readonly home: string; readonly users: number; readonly fresh: boolean },
  cleanup: Cleanup,
): Promise<BenchDatabase> {
  const database = `bench_${options.users}`;
  const server = await startEmbeddedPostgres({ home: options.home, logger: silentLogger, database: "postgres" });
  // One that ran before is somebody else's to stop.
  if (!server.attached)
    cleanup.add(
      () => server.stop(),
      () => server.kill(),
    );
  const ownerUrl = new URL(server.url);
  ownerUrl.pathname = `/${database}`;
  const mark = `bench data of ${options.users} people, schema ${schemaDigest()}`;
  const maintenance = postgres(server.url, { max: 1, onnotice: () => {} });
  try {
    const [found] = await maintenance<{ mark: string | null }[]>`
      select shobj_description(oid, 'pg_database') as mark from pg_database where datname = ${database}`;
    const isComplete = !options.fresh && found?.mark === mark;
    if (!isComplete) {
      await maintenance`drop database if exists ${maintenance(database)} with (force)`;
      await maintenance`create database ${maintenance(database)}`;
    }
    const { urls } = await migrateAll({
      ownerUrl: ownerUrl.toString(),
      secretsDir: join(server.home, "secrets"),
      redisUrl: null,
    });
    if (!isComplete) {
      await seed(ownerUrl.toString(), options.users);
      await maintenance.unsafe(`comment on database ${database} is '${mark}'`);
    }
    const [row] = await maintenance<{ version: string }[]>`select current_setting('server_version') as version`;
    return {
      ownerUrl: ownerUrl.toString(),
      roleUrls: urls,
      home: server.home,
      version: row?.version ?? "?",
      postmasterPid: server.pid,
    };
  } finally {
    await maintenance.end({ timeout: 5 });
  }
}

async function seed(ownerUrl: string, users: number): Promise<void> {
  console.log(`filling the database with ${users.toLocaleString("en")} people; kept for the next run`);
  const owner = connect({ url: ownerUrl, max: 1, name: "gloria-bench-seed" });
  try {
    const report = await seedBench(
      { owner },
      { total: users, asOf, onStep: (step, ms) => ms > 2000 && console.log(`  ${(ms / 1000).toFixed(1)} s  ${step}`) },
    );
    console.log(
      `  ${(report.milliseconds / 1000).toFixed(1)} s in all: ${report.users} people in ${report.tenants} tenants`,
    );
  } finally {
    await owner.close();
  }
}

/** Changes with every migration file, also with one that is edited in place. */
function schemaDigest(): string {
  const folder = findMigrations();
  const digest = createHash("sha256");
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort()) {
    digest.update(readFileSync(join(folder, file)));
  }
  return digest.digest("hex").slice(0, 12);
}
