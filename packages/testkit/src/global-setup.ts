import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { silentLogger } from "@gloria/core";
import { migrateDatabase, type RoleUrls, startEmbeddedPostgres } from "@gloria/db";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { urlOf } from "./database-url.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly testServer: { readonly ownerUrl: string; readonly roleUrls: RoleUrls };
  }
}

export const templateDatabase = "gloria_template";

/** One server a run, without waiting for the disk; one migrated template that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), "gloria-test-"));
  // Started as root the server runs as another user, who must be able to pass.
  chmodSync(home, 0o711);
  const server = await startEmbeddedPostgres({
    home,
    logger: silentLogger,
    durable: false,
    settings: { max_connections: "200" },
  });
  const admin = postgres(server.url, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${templateDatabase}`);
  await admin.end();
  const { urls } = await migrateDatabase({
    ownerUrl: urlOf(server.url, templateDatabase),
    secretsDir: join(home, "secrets"),
  });
  project.provide("testServer", { ownerUrl: server.url, roleUrls: urls });
  return async () => {
    await server.stop();
    rmSync(server.home, { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
  };
}
