import { testDatabase } from "@gloria/testkit";
import { getTableColumns, getTableName, is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import * as schema from "./index.ts";

const database = testDatabase();
const tables = Object.values<unknown>(schema).filter((value): value is PgTable => is(value, PgTable));

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly generated: boolean;
  readonly hasDefault: boolean;
}

const byName = (left: Column, right: Column) => (left.name < right.name ? -1 : 1);

// How PostgreSQL spells what drizzle calls otherwise.
function spelled(type: string): string {
  return type.replace(/^timestamp \((\d)\) with time zone$/, "timestamp($1) with time zone");
}

describe("the drizzle schema", () => {
  it("has the tables of the catalogue", async () => {
    const rows = await database.owner<{ name: string }[]>`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'gloria' and c.relkind in ('r', 'p') and not c.relispartition order by 1`;
    expect(tables.map((table) => getTableName(table)).sort()).toEqual(rows.map((row) => row.name));
  });

  it.each(tables.map((table) => [getTableName(table), table] as const))(
    "has the columns of %s",
    async (name, table) => {
      const there = await database.owner<Column[]>`
      select attname as name, format_type(atttypid, atttypmod) as type, attnotnull as "notNull",
        attgenerated <> '' as generated, atthasdef and attgenerated = '' as "hasDefault"
      from pg_attribute where attrelid = ${`gloria.${name}`}::regclass and attnum > 0 and not attisdropped`;
      const here = Object.values(getTableColumns(table)).map(
        (column): Column => ({
          name: column.name,
          type: spelled(column.getSQLType()),
          notNull: column.notNull,
          generated: column.generated !== undefined,
          hasDefault: column.hasDefault && column.generated === undefined,
        }),
      );
      expect(here.sort(byName)).toEqual([...there].sort(byName));
    },
  );

  it.each(tables.map((table) => [getTableName(table), table] as const))(
    "has the indexes, keys and checks of %s",
    async (name, table) => {
      const { indexes, foreignKeys, checks, uniqueConstraints } = getTableConfig(table);
      const there = await database.owner<{ name: string }[]>`
        select conname as name from pg_constraint where conrelid = ${`gloria.${name}`}::regclass and contype in ('f', 'c', 'u')
        union select x.relname from pg_index i join pg_class x on x.oid = i.indexrelid
        where i.indrelid = ${`gloria.${name}`}::regclass and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))`;
      const here = [
        ...indexes.map((index) => index.config.name),
        ...foreignKeys.map((key) => key.getName()),
        ...checks.map((check) => check.name),
        ...uniqueConstraints.map((unique) => unique.name),
      ];
      // Written by hand in the migration, because drizzle cannot say it.
      const byHand = ["users_search_idx", "assignments_current_idx"];
      expect(here.sort()).toEqual(
        there
          .map((row) => row.name)
          .filter((found) => !byHand.includes(found))
          .sort(),
      );
    },
  );
});
