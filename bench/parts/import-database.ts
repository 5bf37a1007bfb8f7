import { join } from "node:path";
import { silentLogger } from "@gloria/core";
import { type RoleUrls, startEmbeddedPostgres } from "@gloria/db";
import { migrateAll } from "@gloria/jobs";
import postgres from "postgres";
import type { Cleanup } from "./cleanup.ts";

export interface ImportDatabase {
  readonly ownerUrl: string;
  readonly roleUrls: RoleUrls;
  readonly home: string;
  readonly version: string;
}

const name = "bench_imports";

/** An empty database on a server of its own, made anew and dropped when the bench ends. */
export async function openImportDatabase(home: string, cleanup: Cleanup): Promise<ImportDatabase> {
  const server = await startEmbeddedPostgres({ home, logger: silentLogger, database: "postgres" });
  // One that ran before is somebody else's to stop.
  if (!server.attached)
    cleanup.add(
      () => server.stop(),
      () => server.kill(),
    );
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const maintenance = postgres(server.url, { max: 1, onnotice: () => {} });
  cleanup.add(async () => {
    await maintenance`drop database if exists ${maintenance(name)} with (force)`;
    await maintenance.end({ timeout: 5 });
  });
  await maintenance`drop database if exists ${maintenance(name)} with (force)`;
  await maintenance`create database ${maintenance(name)}`;
  const ownerUrl = url.toString();
  const { urls } = await migrateAll({ ownerUrl, secretsDir: join(server.home, "secrets"), redisUrl: null });
  const [row] = await maintenance<{ version: string }[]>`select current_setting('server_version') as version`;
  return { ownerUrl, roleUrls: urls, home: server.home, version: row?.version ?? "?" };
}
