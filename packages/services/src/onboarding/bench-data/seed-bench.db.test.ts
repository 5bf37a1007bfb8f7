import { isAppError, newId } from "@gloria/core";
import { connect, type Database } from "@gloria/db";
import { testDatabase, testServices } from "@gloria/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listUsers } from "../../organisation/index.ts";
import { seedBench } from "./seed-bench.ts";

const database = testDatabase();
let owner: Database;
let before: unknown;

const rulesOf = () => database.owner`
  select 'constraint' as kind, conname as name, pg_get_constraintdef(oid) as rule from pg_constraint
    where conrelid in ('gloria.users'::regclass, 'gloria.assignments'::regclass, 'gloria.role_assignments'::regclass)
  union all select 'index', indexname, indexdef from pg_indexes where schemaname = 'gloria'
  union all select 'trigger', tgname, tgenabled::text from pg_trigger where tgrelid = 'gloria.assignments'::regclass and not tgisinternal
  union all select 'statistics', attrelid::regclass::text, attstattarget::text from pg_attribute
    where attrelid = 'gloria.users_search_idx'::regclass
  order by 1, 2`;

beforeAll(async () => {
  owner = connect({ url: database.urls.owner, max: 1, name: "seed" });
  before = await rulesOf();
  await seedBench({ owner }, { asOf: new Date(), total: 2_000 });
});
afterAll(() => owner.close());

describe("seedBench", () => {
  it("spreads the people over 90 small tenants and a big one, each with a school, a seat and a role", async () => {
    const [shape] = await database.owner`
      select count(*)::int as people, count(distinct tenant_id)::int as tenants, count(distinct email)::int as emails,
        count(*) filter (where tenant_id = (select id from gloria.tenants where code = 'bench-90'))::int as big
      from gloria.users where home_school_id is not null`;
    expect(shape).toEqual({ people: 2_000, tenants: 91, emails: 2_000, big: 200 });
    const [held] = await database.owner`
      select (select count(*) from gloria.assignments where is_primary)::int as seats,
        (select count(distinct user_id) from gloria.role_assignments)::int as roles,
        (select count(*) from gloria.role_assignments a join gloria.roles r on r.tenant_id = a.tenant_id and r.id = a.role_id
          where r.code = 'foundation_administrator')::int as administrators`;
    expect(held).toEqual({ seats: 2_000, roles: 2_000, administrators: 91 });
  });

  it("puts every index, constraint, trigger and statistics target back as it was", async () => {
    expect(await rulesOf()).toEqual(before);
  });

  it("is found by the search, for the administrator of the tenant alone", async () => {
    const services = testServices(database);
    const [admin] = await database.owner<{ tenantId: string; id: string }[]>`
      select tenant_id as "tenantId", id from gloria.users where email = 'admin@bench-90.example'`;
    const page = await listUsers(
      services,
      {
        tenantId: admin?.tenantId ?? "",
        actor: { kind: "user", userId: admin?.id ?? "", sessionId: null },
        origin: { requestId: newId(), ip: null, userAgent: null, traceId: null, channel: "job" },
        locale: "id",
        schoolId: null,
      },
      { q: "agus", limit: 200 },
    );
    expect(page.items.length).toBeGreaterThan(0);
    expect(page.items.every(({ email }) => email?.endsWith("@bench-90.example") === true)).toBe(true);
  });

  it("refuses a second time and too small a total, and writes nothing then", async () => {
    const again = await seedBench({ owner }, { asOf: new Date(), total: 1_000 }).catch((error: unknown) => error);
    expect(isAppError(again, "tenant.code_in_use")).toBe(true);
    const small = await seedBench({ owner }, { asOf: new Date(), total: 5 }).catch((error: unknown) => error);
    expect(isAppError(small, "data.out_of_range")).toBe(true);
    const [count] = await database.owner`select count(*)::int as users from gloria.users`;
    expect(count).toEqual({ users: 2_000 });
    expect(await rulesOf()).toEqual(before);
  });
});
