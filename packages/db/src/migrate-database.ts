import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres, { type Sql } from "postgres";
import { applyAccessRules } from "./access-rules.ts";
import { ensureDatabaseRoles, type RoleNames, type RoleUrls, roleNamesOf } from "./database-roles.ts";
import { isMissingFile } from "./missing-file.ts";

export interface MigrateOptions {
  /** Sign-in of the database's owner. */
  readonly ownerUrl: string;
  /** Where the role passwords are kept (0600 files). */
  readonly secretsDir: string;
  /** Role URLs that an administrator made; then no role is created here. */
  readonly roleUrls?: RoleUrls | undefined;
}

export interface MigrationReport {
  readonly urls: RoleUrls;
  /** Tags of the migrations applied by this call, oldest first. */
  readonly applied: readonly string[];
}

export interface MigrationStatus {
  readonly applied: readonly string[];
  readonly pending: readonly string[];
}

// Any number; the same in every version of Gloria, so that two of them never migrate at once.
const migrationLock = 7_206_441_301;

/**
 * Brings a database, empty or not, to this version: migrations, roles, row security and grants, under one advisory
 * lock, so that processes starting together take turns. Each migration commits whole or not at all.
 */
export async function migrateDatabase(options: MigrateOptions): Promise<MigrationReport> {
  return withOwner(options.ownerUrl, async (owner) => {
    await owner`select pg_advisory_lock(${migrationLock})`;
    try {
      const before = await readStatus(owner);
      const urls = options.roleUrls ?? (await ensureDatabaseRoles(owner, options.ownerUrl, options.secretsDir));
      if (before.pending.length > 0) {
        await migrate(drizzle(owner), { migrationsFolder: findMigrations(), migrationsSchema: "gloria_migrations" });
      }
      await owner.unsafe("begin");
      try {
        await applyAccessRules(
          owner,
          options.roleUrls === undefined ? await defaultNames(owner) : namesIn(options.roleUrls),
        );
        await owner.unsafe("commit");
      } catch (error) {
        await owner.unsafe("rollback");
        throw error;
      }
      return { urls, applied: before.pending };
    } finally {
      await owner`select pg_advisory_unlock(${migrationLock})`;
    }
  });
}

/** Which migrations a database has and lacks. Changes nothing. */
export async function readMigrationStatus(ownerUrl: string): Promise<MigrationStatus> {
  return withOwner(ownerUrl, readStatus);
}

async function withOwner<Result>(url: string, work: (owner: Sql) => Promise<Result>): Promise<Result> {
  const owner = postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: "gloria-migrate" } });
  try {
    return await work(owner);
  } finally {
    await owner.end({ timeout: 5 });
  }
}

async function readStatus(owner: Sql): Promise<MigrationStatus> {
  const journal = readJournal();
  const [table] = await owner<
    { name: string | null }[]
  >`select to_regclass('gloria_migrations.__drizzle_migrations')::text as name`;
  const rows =
    table?.name == null
      ? []
      : await owner<{ at: string }[]>`select created_at::text as at from gloria_migrations.__drizzle_migrations`;
  const done = new Set(rows.map((row) => row.at));
  return {
    applied: journal.filter((entry) => done.has(String(entry.when))).map((entry) => entry.tag),
    pending: journal.filter((entry) => !done.has(String(entry.when))).map((entry) => entry.tag),
  };
}

interface JournalEntry {
  readonly tag: string;
  readonly when: number;
}

function readJournal(): readonly JournalEntry[] {
  const journal: { entries: JournalEntry[] } = JSON.parse(
    readFileSync(join(findMigrations(), "meta", "_journal.json"), "utf8"),
  );
  return journal.entries;
}

/** The migrations folder, seen from this source file or from a bundle anywhere in the same tree. */
export function findMigrations(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    for (const candidate of [join(folder, "migrations"), join(folder, "packages", "db", "migrations")]) {
      if (hasJournal(candidate)) return candidate;
    }
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error("The folder packages/db/migrations is missing: this installation of Gloria is incomplete.");
    folder = parent;
  }
}

function hasJournal(folder: string): boolean {
  try {
    readFileSync(join(folder, "meta", "_journal.json"));
    return true;
  } catch (error) {
    if (isMissingFile(error)) return false;
    throw error;
  }
}

async function defaultNames(owner: Sql): Promise<RoleNames> {
  const [row] = await owner<{ database: string }[]>`select current_database() as database`;
  return roleNamesOf(row?.database ?? "");
}

function namesIn(urls: RoleUrls): RoleNames {
  const nameIn = (url: string) => decodeURIComponent(new URL(url).username);
  return { app: nameIn(urls.app), system: nameIn(urls.system), queue: nameIn(urls.queue) };
}
