import { readTenant } from "@gloria/db";
import { makeOneOfEverything, makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import type { TransactionSql } from "postgres";
import { beforeAll, describe, expect, test } from "vitest";
import { factsStatement } from "./facts-statement.ts";
import { loadFactsOf } from "./load-facts.ts";

const database = testDatabase();

/** Whatever the statement reads. */
const tables = [...new Set([...factsStatement.matchAll(/\bgloria\.(\w+)/g)].map(([, table]) => table ?? ""))]
  .filter((table) => table !== "permission_epochs")
  .sort();

/** What of these decides; of the others every column counts as deciding. */
const deciding: Readonly<Record<string, string>> = {
  users: "status = 'resigned'",
  schools: "time_zone = 'Asia/Jayapura'",
  tenants: "time_zone = 'Asia/Jayapura'",
};

let tenant: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  tenant = await makeTenant(database);
  other = await makeTenant(database);
  await makeOneOfEverything(database, tenant);
  await makeOneOfEverything(database, other);
});

const epochOf = async ({ id }: TestTenant) => {
  const [row] = await database.owner<{ epoch: string; logged: string }[]>`
    select e.epoch, (select max(l.epoch) from gloria.permission_epoch_log l where l.tenant_id = e.tenant_id) as logged
    from gloria.permission_epochs e where e.tenant_id = ${id}`;
  expect(row?.logged).toBe(row?.epoch);
  return Number(row?.epoch);
};

const factsOf = async ({ id, system }: TestTenant) => {
  const people = await database.owner<
    { id: string }[]
  >`select id from gloria.users where tenant_id = ${id} order by id`;
  return readTenant(database.app, system, (tx) =>
    loadFactsOf(
      tx,
      people.map((person) => person.id),
    ),
  );
};

class TakenBack extends Error {}

test("the walk finds them", () => {
  expect(tables.length).toBeGreaterThan(12);
});

describe.each(tables)("%s", (table) => {
  const key = table === "tenants" ? "id" : "tenant_id";
  const change = async (sql: TransactionSql) => {
    const changed = await sql.unsafe(
      `update gloria.${table} set ${deciding[table] ?? `${key} = ${key}`} where ${key} = $1 returning 1`,
      [tenant.id],
    );
    expect(changed.length).toBeGreaterThan(0);
  };

  test("a change raises the epoch of its tenant, one that is taken back does not, and no other tenant notices", async () => {
    const [before, others, theirs] = [await epochOf(tenant), await epochOf(other), await factsOf(other)];
    const failing = database.owner.begin(async (sql) => {
      await change(sql);
      throw new TakenBack();
    });
    await expect(failing).rejects.toThrow(TakenBack);
    expect(await epochOf(tenant)).toBe(before);
    await database.owner.begin(change);
    expect(await epochOf(tenant)).toBe(before + 1);
    expect(await epochOf(other)).toBe(others);
    expect(await factsOf(other)).toEqual(theirs);
  });
});

// New people, schools and tenants have no rights yet, and none is ever deleted while something refers to it.
test.each(tables.filter((table) => !(table in deciding)))(
  "new rows of %s, and rows that go, raise it too",
  async (table) => {
    const triggers = await database.owner<{ event: string }[]>`
      select event_manipulation as event from information_schema.triggers
      where event_object_schema = 'gloria' and event_object_table = ${table} and action_timing = 'AFTER'
        and action_orientation = 'STATEMENT' and action_statement ~ 'raise_epoch_of_(new|old)'`;
    expect(triggers.map(({ event }) => event)).toEqual(expect.arrayContaining(["INSERT", "DELETE"]));
  },
);
