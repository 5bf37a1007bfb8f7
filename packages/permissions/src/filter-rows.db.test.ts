import { newId } from "@gloria/core";
import { testDatabase } from "@gloria/testkit";
import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import fc from "fast-check";
import { beforeAll, expect, test, vi } from "vitest";
import { meetCases } from "../test/meet-cases.ts";
import { codes, instants, me, people, rows as randomRows, requests } from "../test/random-facts.ts";
import { compileWorld, openWorlds, type World } from "../test/random-world.ts";
import { propertyTimeout } from "../test/run-counts.ts";
import { decide } from "./decide.ts";
import { filterFor } from "./filter-for.ts";
import type { RowFilter } from "./row-filter.ts";
import { type RowFilterColumns, rowFilterSql } from "./row-filter-sql.ts";
import type { Target } from "./target.ts";

// Thousands of filters on a busy machine.
vi.setConfig({ testTimeout: propertyTimeout });

const database = testDatabase();

/** Columns hold ids: each name of the random worlds stands for one. The longer ones first, some begin with another. */
const names = [me, "user-other", ...people, "school-a", "school-b", "wide-in-a", "a-top", "a-sub", "b-top", "wide"];
const ids = new Map(names.map((name) => [name, newId()]));

function withIds<Thing>(thing: Thing): Thing {
  let text = JSON.stringify(thing);
  for (const [name, id] of ids) text = text.replaceAll(new RegExp(`(?<![\\w-])${name}(?![\\w-])`, "g"), id);
  return JSON.parse(text);
}

/** A list has things of one kind. */
const ofList = randomRows.map((row) => ({ ...row, resource: { type: "document", id: row.resource?.id ?? "z" } }));
const rows: readonly Target[] = fc
  .sample(fc.array(ofList, { minLength: 60, maxLength: 60 }), { numRuns: 1, seed: 20_261_123 })
  .flat()
  .map(withIds);

const columns: RowFilterColumns = {
  own: (userId) => sql`r.owner_id = ${userId}::uuid`,
  school: (list) => sql`r.school_ids && ${sql.param(list)}::uuid[]`,
  department: (list) => sql`r.department_ids && ${sql.param(list)}::uuid[]`,
  schoolless: sql`cardinality(r.school_ids) = 0`,
  resource: { type: "document", is: (list) => sql`r.name = any(${sql.param(list)}::text[])` },
  attributes: { status: sql`r.status` },
};

beforeAll(async () => {
  await database.owner`create table filtered_rows (
    n integer primary key, name text not null, owner_id uuid, school_ids uuid[] not null, department_ids uuid[] not null, status text)`;
  for (const [n, row] of rows.entries()) {
    await database.owner`insert into filtered_rows values (${n}, ${row.resource?.id ?? ""}, ${row.ownerId ?? null},
      ${[...(row.schoolIds ?? [])]}, ${[...(row.departmentIds ?? [])]}, ${String(row.attributes?.["status"] ?? "") || null})`;
  }
});

/** The numbers of the rows that pass each filter, in one statement. */
async function passing(filters: readonly RowFilter[]): Promise<number[][]> {
  const listed = filters.map(
    (filter) =>
      sql`coalesce((select array_agg(r.n order by r.n) from filtered_rows r where ${rowFilterSql(filter, columns) ?? (sql`true` satisfies SQL)}), '{}')`,
  );
  const { sql: text, params } = new PgDialect().sqlToQuery(sql`select ${sql.join(listed, sql`, `)}`);
  const [found] = await database.owner.unsafe(text, params as never[]).values();
  return found ?? [];
}

test("PostgreSQL keeps exactly the rows for which a check is allowed", async () => {
  const seen = { kept: 0, dropped: 0, delegated: 0 };
  const asked = fc.tuple(
    fc.array(fc.tuple(openWorlds, requests, instants), { minLength: 8, maxLength: 8 }),
    fc.subarray([...codes], { minLength: 3, maxLength: 3 }),
  );
  await meetCases(
    asked,
    1000,
    async ([worlds, some]) => {
      const filters = worlds.flatMap(([named, request, at]) => {
        const world: World = withIds(named);
        const raw = { ...world.raw, userId: ids.get(me) ?? me };
        const facts = compileWorld({ ...world, raw }, at);
        return ["user:read", ...some].map((code) => ({
          filter: filterFor(facts, code, at, request),
          expected: rows.map((target) => decide(facts, { code, target, request }, at)),
        }));
      });
      // What keeps every row or none says little of the columns.
      const telling = filters.filter(({ filter }) => filter.kind !== "any" && filter.kind !== "none");
      if (telling.length === 0) return 0;
      const found = await passing(telling.map(({ filter }) => filter));
      for (const [n, { filter, expected }] of telling.entries()) {
        const allowed = expected.flatMap((decision, row) => (decision.allowed ? [row] : []));
        expect(found[n], JSON.stringify(filter)).toEqual(allowed);
        seen.kept += allowed.length;
        seen.dropped += rows.length - allowed.length;
        seen.delegated += expected.filter(({ layer }) => layer === "DELEGATION").length;
      }
      return telling.length;
    },
    5,
  );
  expect(Math.min(seen.kept, seen.dropped, seen.delegated)).toBeGreaterThan(100);
});
