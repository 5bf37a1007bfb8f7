import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Sql } from "postgres";

const tables = ["users", "employees", "assignments", "role_assignments"] as const;

/** Tables of the same columns, defaults, checks and indexes; no triggers, no foreign keys, no row security. */
export async function makeCopyTables(owner: Sql): Promise<void> {
  await owner`create schema bench_copy`;
  for (const table of tables) {
    await owner.unsafe(`create table bench_copy.${table} (like gloria.${table} including all)`);
  }
}

/**
 * Copies the rows of a tenant, but for its first person, who was there before the import, into the empty tables: by the
 * server out of files of its own, in one transaction. How many milliseconds it takes.
 */
export async function copyRows(owner: Sql, tenantId: string, adminId: string): Promise<number> {
  const [setting] = await owner<{ folder: string }[]>`select current_setting('data_directory') as folder`;
  const copies: { target: string; file: string }[] = [];
  try {
    for (const table of tables) {
      const columns = await writtenColumns(owner, table);
      const file = join(setting?.folder ?? "", `bench-copy-${table}`);
      copies.push({ target: `bench_copy.${table} (${columns})`, file });
      const own = table === "users" ? `and id <> '${adminId}'` : "";
      await owner.unsafe(
        `copy (select ${columns} from gloria.${table} where tenant_id = '${tenantId}' ${own}) to '${file}'`,
      );
    }
    await owner.unsafe(`truncate ${tables.map((table) => `bench_copy.${table}`).join(", ")}`);
    const startedAt = performance.now();
    await owner.begin(async (tx) => {
      for (const { target, file } of copies) await tx.unsafe(`copy ${target} from '${file}'`);
    });
    return performance.now() - startedAt;
  } finally {
    for (const { file } of copies) await rm(file, { force: true });
  }
}

/** All columns but those that PostgreSQL makes of the others. */
async function writtenColumns(owner: Sql, table: string): Promise<string> {
  const rows = await owner<{ name: string }[]>`
    select quote_ident(attname) as name from pg_attribute
    where attrelid = ${`gloria.${table}`}::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`;
  return rows.map(({ name }) => name).join(", ");
}
