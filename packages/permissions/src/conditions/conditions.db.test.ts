import { testDatabase } from "@gloria/testkit";
import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import {
  type RandomRow,
  randomCondition,
  randomContext,
  randomRow,
  rowsOfCode,
  targetOf,
} from "../../test/random-conditions.ts";
import type { RowFilter } from "../row-filter.ts";
import { type RowFilterColumns, rowFilterSql } from "../row-filter-sql.ts";
import { compileCondition } from "./compile-condition.ts";

const database = testDatabase();
const seed = 20_261_123;
const [rows] = fc.sample(fc.array(randomRow, { minLength: 300, maxLength: 300 }), { numRuns: 1, seed });

const columns: RowFilterColumns = {
  own: (userId) => sql`r.owner_id = ${userId}::uuid`,
  school: (ids) => sql`r.school_id = any(${sql.param(ids)}::uuid[])`,
  department: null,
  schoolless: sql`r.school_id is null`,
  resource: { type: "assignment", is: (ids) => sql`r.id = any(${sql.param(ids)}::uuid[])` },
  attributes: {
    kind: sql`r.kind`,
    ftePercent: sql`r.fte_percent`,
    isPrimary: sql`r.is_primary`,
    positionId: sql`r.position_id::text`,
  },
};

beforeAll(async () => {
  await database.owner`create table judged_rows (
    n integer primary key, id uuid not null, owner_id uuid, school_id uuid, kind text, fte_percent integer,
    is_primary boolean, position_id uuid)`;
  await database.owner`insert into judged_rows ${database.owner((rows ?? []).map(toRecord))}`;
});

const toRecord = ({ id, ownerId, schoolIds, attributes }: RandomRow, n: number) => ({
  n,
  id,
  owner_id: ownerId,
  school_id: schoolIds[0] ?? null,
  kind: attributes.kind,
  fte_percent: attributes.ftePercent,
  is_primary: attributes.isPrimary,
  position_id: attributes.positionId,
});

/** The numbers of the rows that pass each filter, in one statement. */
async function passing(filters: readonly RowFilter[], asked = columns): Promise<number[][]> {
  const passes = (filter: RowFilter): SQL => rowFilterSql(filter, asked) ?? sql`true`;
  const listed = filters.map(
    (filter) => sql`coalesce((select array_agg(r.n) from judged_rows r where ${passes(filter)}), '{}')`,
  );
  const { sql: text, params } = new PgDialect().sqlToQuery(sql`select ${sql.join(listed, sql`, `)}`);
  const [found] = await database.owner.unsafe(text, params as never[]).values();
  return (found ?? []).map((numbers: number[]) => [...numbers].sort((a, b) => a - b));
}

test("PostgreSQL keeps the rows that a check allows, and those that a check does not deny", async () => {
  const cases = fc
    .sample(fc.tuple(randomCondition, randomContext), { numRuns: 600, seed })
    .flatMap(([{ source }, context]) => {
      const condition = compileCondition(source, rowsOfCode);
      return condition.error === null ? [{ source, context, condition }] : [];
    });
  expect(cases.length).toBeGreaterThan(400);
  const outcomes = new Set<unknown>();
  for (let from = 0; from < cases.length; from += 50) {
    const batch = cases.slice(from, from + 50);
    const found = await passing(
      batch.flatMap(({ condition, context }) => {
        const { isTrue, isNotFalse } = condition.rows(context);
        return [isTrue, isNotFalse];
      }),
    );
    batch.forEach(({ source, condition, context }, place) => {
      const judged = (rows ?? []).map((row) => condition.evaluate({ ...context, target: targetOf(row) }));
      for (const outcome of judged) outcomes.add(outcome);
      const numbers = (keep: (outcome: unknown) => boolean) =>
        judged.flatMap((outcome, n) => (keep(outcome) ? [n] : []));
      expect(found[place * 2], source).toEqual(numbers((outcome) => outcome === true));
      expect(found[place * 2 + 1], source).toEqual(numbers((outcome) => outcome !== false));
    });
  }
  expect(outcomes).toEqual(new Set([true, false, "error"]));
});

test("a list that knows nothing of its rows lets none pass as true, and all as not false", async () => {
  const bare: RowFilterColumns = { own: null, school: null, department: null, schoolless: null, resource: null };
  const [context] = fc.sample(randomContext, { numRuns: 1, seed });
  if (context === undefined) throw new Error("a context was drawn");
  for (const source of [
    "target.kind == 'PLT'",
    "target.ftePercent < 50",
    "target.id == actor.id",
    "has(target.ownerId)",
  ]) {
    for (const asked of [source, `!(${source})`]) {
      const { isTrue, isNotFalse } = compileCondition(asked, rowsOfCode).rows(context);
      const [certain, possible] = await passing([isTrue, isNotFalse], bare);
      expect(certain).toEqual([]);
      expect(possible).toHaveLength(300);
    }
  }
});
