import { randomBytes } from "node:crypto";
import { connect, type Database, type RoleUrls } from "@gloria/db";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, inject } from "vitest";
import { urlOf } from "./database-url.ts";
import { templateDatabase } from "./global-setup.ts";

/** A database of its own for one test file. */
export interface TestDatabase {
  readonly name: string;
  /** As its owner: sees and changes everything. For arranging and for looking, not for the code under test. */
  readonly owner: Sql;
  readonly app: Database;
  readonly system: Database;
  readonly urls: RoleUrls & { readonly owner: string };
}

/**
 * Clones the migrated template before the file's tests and drops the clone after them. Call it at the top of a
 * file or of a `describe`; the answer is filled in before the first test.
 */
export function testDatabase(): TestDatabase {
  const database: { current: TestDatabase | null } = { current: null };
  beforeAll(async () => {
    database.current = await cloneTemplate();
  });
  afterAll(async () => {
    if (database.current !== null) await dropClone(database.current);
  });
  return new Proxy({} as TestDatabase, {
    get(_, key) {
      if (database.current === null) throw new Error("the test database is there from beforeAll on");
      return Reflect.get(database.current, key);
    },
  });
}

async function cloneTemplate(): Promise<TestDatabase> {
  const { ownerUrl, roleUrls } = inject("testServer");
  const name = `gloria_test_${randomBytes(6).toString("hex")}`;
  await asAdmin(ownerUrl, (admin) => admin.unsafe(`create database ${name} template ${templateDatabase}`));
  const urls = {
    owner: urlOf(ownerUrl, name),
    app: urlOf(roleUrls.app, name),
    system: urlOf(roleUrls.system, name),
    queue: urlOf(roleUrls.queue, name),
  };
  return {
    name,
    urls,
    owner: postgres(urls.owner, { max: 2, onnotice: () => {} }),
    app: connect({ url: urls.app, max: 8, name: "test-app" }),
    system: connect({ url: urls.system, max: 2, name: "test-system" }),
  };
}

async function dropClone(database: TestDatabase): Promise<void> {
  await Promise.all([database.owner.end({ timeout: 5 }), database.app.close(), database.system.close()]);
  await asAdmin(inject("testServer").ownerUrl, (admin) => admin.unsafe(`drop database ${database.name} with (force)`));
}

async function asAdmin(url: string, work: (admin: Sql) => Promise<unknown>): Promise<void> {
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(admin);
  } finally {
    await admin.end({ timeout: 5 });
  }
}
