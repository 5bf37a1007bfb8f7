import { findNikWarnings } from "@gloria/contracts";
import { isAppError, newId, type TenantContext } from "@gloria/core";
import { connect, type Database } from "@gloria/db";
import { testDatabase, testServices } from "@gloria/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listAccessReviews, listGuardrails, listMyDelegations } from "../../access/index.ts";
import {
  type EmployeeKey,
  listUnlinkedEmployees,
  listUnlinkedUsers,
  listUsers,
  openSpecific,
  type SealedSpecific,
} from "../../organisation/index.ts";
import type { Services } from "../../platform/index.ts";
import { demoPersonas } from "./demo-personas.ts";
import { expected } from "./expected.fixture.ts";
import { demoSeed, type SeedDemoReport, seedDemo } from "./seed-demo.ts";

// The clock of the database decides who holds what now, so the foundation is of today.
const asOf = new Date();
const today = new Date(asOf.getTime() + 7 * 60 * 60 * 1000).toISOString().slice(0, 10);
const day = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);

const database = testDatabase();
let owner: Database;
let services: Services;
let report: SeedDemoReport;

beforeAll(async () => {
  owner = connect({ url: database.urls.owner, max: 2, name: "seed" });
  services = testServices(database);
  report = await seedDemo({ owner, fieldCrypto: services.fieldCrypto }, { asOf });
});
afterAll(() => owner.close());

async function query<Row extends object>(statement: string, ...parameters: string[]): Promise<Row[]> {
  return [...(await database.owner.unsafe<Row[]>(statement, parameters))];
}

async function contextOf(email: string): Promise<TenantContext> {
  const [person] = await query<{ tenantId: string; userId: string }>(
    `select tenant_id as "tenantId", id as "userId" from gloria.users where email = $1`,
    email,
  );
  if (person === undefined) throw new Error(`nobody has the address ${email}`);
  return {
    tenantId: person.tenantId,
    actor: { kind: "user", userId: person.userId, sessionId: null },
    origin: { requestId: newId(), ip: null, userAgent: null, traceId: null, channel: "job" },
    locale: "id",
    schoolId: null,
  };
}

describe("seedDemo", () => {
  it("invites everybody who waits, and lets one invitation expire", async () => {
    const rows = await database.owner<{ name: string; expired: boolean }[]>`
      select u.name, i.expires_at <= ${asOf} as expired from gloria.invitations i join gloria.users u on u.id = i.user_id
      where i.tenant_id = ${report.tenantId} and u.status = 'invited' and i.token_hash is not null and i.invited_by is not null`;
    expect(rows).toHaveLength(8);
    expect(rows.filter(({ expired }) => expired)).toEqual([{ name: "Nur Hayati", expired: true }]);
  });

  it("has a delegation that gives something and one that is over, and a review that is half done", async () => {
    const principal = await contextOf("kepsek@demo.example");
    const delegations = await listMyDelegations(services, principal, {});
    expect(delegations.items.map(({ state, lacking }) => ({ state, lacking }))).toEqual([
      { state: "active", lacking: [] },
      { state: "expired", lacking: [] },
    ]);
    const reviews = await listAccessReviews(services, principal, {});
    expect(reviews.items.map(({ status, can, progress }) => ({ status, can, progress }))).toEqual([
      {
        status: "open",
        can: { decide: true, close: false },
        progress: { total: 76, keep: 9, revoke: 0, undecided: 67, refused: 0 },
      },
    ]);
    const guardrails = await listGuardrails(services, await contextOf("admin@demo.example"), {});
    expect(guardrails.items.map(({ kind, state }) => [kind, state])).toEqual([["separation_of_duties", "active"]]);
  });

  it("writes the rows that expected.json counts", async () => {
    expect(demoSeed).toBe(expected.seed);
    expect(report.rows).toMatchObject(expected.rows);
    for (const [table, count] of Object.entries(report.rows)) {
      expect(await query<object>(`select count(*)::int as count from gloria."${table}"`), table).toEqual([{ count }]);
    }
  });

  it("has exactly the people of every seat, and seats for all of them on every date", async () => {
    const seats = await query<{ school: string; seat: string; holders: number }>(
      `select s.code as school, p.code as seat, count(*)::int as holders
       from gloria.assignments a
       join gloria.positions p on p.tenant_id = a.tenant_id and p.id = a.position_id
       join gloria.schools s on s.tenant_id = p.tenant_id and s.id = p.school_id
       where a.kind = 'DEFINITIF' and daterange(a.valid_from, a.valid_until) @> $1::date group by 1, 2`,
      today,
    );
    const bySchool = Object.fromEntries(
      Object.keys(expected.schools).map((school) => [
        school,
        Object.fromEntries(seats.filter((one) => one.school === school).map(({ seat, holders }) => [seat, holders])),
      ]),
    );
    expect(bySchool).toEqual(
      Object.fromEntries(Object.entries(expected.schools).map(([school, { seats: wanted }]) => [school, wanted])),
    );
    const overfull = await query<object>(
      `select p.code, b.at from gloria.positions p
       cross join (select valid_from as at from gloria.assignments union select $1::date) b
       join gloria.assignments a on a.tenant_id = p.tenant_id and a.position_id = p.id and a.kind = 'DEFINITIF'
         and daterange(a.valid_from, a.valid_until) @> b.at
       group by p.tenant_id, p.id, p.code, p.headcount, b.at having count(*) > p.headcount`,
      today,
    );
    expect(overfull).toEqual([]);
    const vacancies = await query<object>(
      `select s.code as school, p.code as seat from gloria.positions p
       join gloria.schools s on s.tenant_id = p.tenant_id and s.id = p.school_id
       where not exists (select 1 from gloria.assignments a where a.tenant_id = p.tenant_id and a.position_id = p.id
         and a.kind = 'DEFINITIF' and daterange(a.valid_from, a.valid_until) @> $1::date) order by 1, 2`,
      today,
    );
    expect(vacancies).toEqual(expected.vacancies);
  });

  it("gives everybody of the 360 exactly one main seat, in the school where they belong", async () => {
    const [people] = await query<{ people: number; elsewhere: number }>(
      `select count(*)::int as people, count(*) filter (where a.school_id <> u.home_school_id)::int as elsewhere
       from gloria.users u join gloria.assignments a on a.tenant_id = u.tenant_id and a.user_id = u.id
         and a.is_primary and daterange(a.valid_from, a.valid_until) @> $1::date
       where u.deleted_at is null and u.status <> 'resigned'`,
      today,
    );
    expect(people).toEqual({ people: expected.demo.people, elsewhere: 0 });
    const without = await query<object>(
      `select u.name from gloria.users u join gloria.tenants t on t.id = u.tenant_id
       where t.code = 'demo' and u.status = 'active' and u.deleted_at is null and 1 <> (
         select count(*) from gloria.assignments a where a.tenant_id = u.tenant_id and a.user_id = u.id
           and a.is_primary and daterange(a.valid_from, a.valid_until) @> $1::date)`,
      today,
    );
    expect(without).toEqual([]);
  });

  it("has no cycle in departments, lines or roles", async () => {
    const edges = {
      departments: "select tenant_id, id as low, parent_id as high from gloria.departments where parent_id is not null",
      lines:
        "select tenant_id, position_id as low, reports_to_id as high from gloria.position_reports where kind = 'line'",
      roles: "select tenant_id, child_role_id as low, parent_role_id as high from gloria.role_edges",
    };
    for (const [name, statement] of Object.entries(edges)) {
      const cycles = await query<object>(
        `with recursive edge as (${statement}), up(start, high) as (
           select low, high from edge union select up.start, edge.high from up join edge on edge.low = up.high
         ) select * from up where start = high`,
      );
      expect(cycles, name).toEqual([]);
    }
    // Every seat but the one at the top stands below another.
    const tops = await query<{ code: string }>(
      `select p.code from gloria.positions p where not exists (select 1 from gloria.position_reports r
         where r.tenant_id = p.tenant_id and r.position_id = p.id and r.kind = 'line')`,
    );
    expect(tops).toEqual([{ code: "KETUA_PEMBINA" }]);
  });

  it("has the planned mix of people", async () => {
    const [mix] = await query<Record<string, number>>(
      `select count(*)::int as users, count(*) filter (where deleted_at is not null)::int as deleted,
         count(*) filter (where email is null)::int as "withoutEmail",
         count(*) filter (where email is null and username = nip)::int as "signInByNip"
       from gloria.users u join gloria.tenants t on t.id = u.tenant_id where t.code = 'demo'`,
    );
    const { users, deleted, withoutEmail } = expected.demo;
    expect(mix).toEqual({ users, deleted, withoutEmail, signInByNip: withoutEmail });
    const statuses = await query<{ status: string; count: number }>(
      `select u.status, count(*)::int as count from gloria.users u join gloria.tenants t on t.id = u.tenant_id
       where t.code = 'demo' and deleted_at is null group by 1`,
    );
    expect(Object.fromEntries(statuses.map(({ status, count }) => [status, count]))).toEqual(expected.demo.byStatus);
    const employment = await query<{ kind: string; count: number }>(
      `select case when employment_status in ('GTY', 'PTY') then 'GTY/PTY' else employment_status end as kind,
         count(*)::int as count from gloria.employees where active_status <> 'Keluar' group by 1`,
    );
    expect(Object.fromEntries(employment.map(({ kind, count }) => [kind, count]))).toEqual(expected.demo.employment);
    const [single] = await query<object>(
      `select count(*)::int as count from gloria.employees where active_status <> 'Keluar' and name !~ ' '`,
    );
    expect(single).toEqual({ count: expected.demo.singleNames });
    const twins = await query<object>(
      `select u.name, u.status from gloria.users u join gloria.tenants t on t.id = u.tenant_id
       where t.code = 'demo' and lower(replace(u.name, ' ', '')) = 'nurhayati' and home_school_id =
         (select id from gloria.schools where code = 'SD-SMG') order by 1`,
    );
    expect(twins).toContainEqual({ name: "Nur Hayati", status: "invited" });
    expect(twins).toContainEqual({ name: "Nurhayati", status: "active" });
  });

  it("gives every employee specific data that nobody real could have, and five no account", async () => {
    const admin = await contextOf("admin@demo.example");
    const shown: string[] = [];
    const rows = await query<EmployeeKey & SealedSpecific & { birthDate: string; gender: "L" | "P" }>(
      `select tenant_id as "tenantId", id, specific, nik_index as "nikIndex", npwp_index as "npwpIndex",
         birth_date::text as "birthDate", gender from gloria.employees`,
    );
    for (const row of rows) {
      const opened = openSpecific(services.fieldCrypto, row);
      expect(opened.nik).toMatch(/^99/);
      expect(findNikWarnings(opened.nik ?? "", row)).toEqual([]);
      expect([opened.noKk, opened.npwp, opened.bankAccountNumber].every((number) => number?.startsWith("99"))).toBe(
        true,
      );
      shown.push(opened.nik ?? "");
    }
    expect(new Set(shown).size).toBe(expected.rows["employees"]);
    const { items } = await listUnlinkedEmployees(services, admin, {});
    expect(items).toHaveLength(expected.demo.unlinkedEmployees);
    expect(items.filter(({ isProvisional }) => isProvisional)).toHaveLength(2);
    const people = await listUnlinkedUsers(services, admin, {});
    expect(people.items.map(({ name }) => name)).toEqual(["Nur Hayati"]);
    const given = await query<object>(`select last_provisional from gloria.employee_numberings`);
    expect(given).toEqual([{ last_provisional: 2 }]);
  });

  it("plants the acting, part-time, overloaded and moving cases", async () => {
    const acting = await query<object>(
      `select a.kind, s.code as school, p.code as seat, a.valid_from::text as "from", a.valid_until::text as until
       from gloria.assignments a join gloria.positions p on p.tenant_id = a.tenant_id and p.id = a.position_id
       join gloria.schools s on s.tenant_id = a.tenant_id and s.id = a.school_id
       where a.kind <> 'DEFINITIF' order by until`,
    );
    expect(acting).toEqual([
      { kind: "PLT", school: "SD-SMG", seat: "WAKASIS", from: day(-45), until: day(0) },
      { kind: "PLT", school: "SMK-MKS", seat: "PUSTAKAWAN", from: day(-60), until: day(3) },
      { kind: "PLH", school: "SMP-SMG", seat: "KEPSEK", from: day(-3), until: day(5) },
      { kind: "PLT", school: "SMK-MKS", seat: "KEPSEK", from: day(-40), until: day(50) },
    ]);
    const loads = await query<{ fte: number; people: number; seats: number }>(
      `select fte, seats, count(*)::int as people from (select sum(a.fte_percent)::int as fte, count(*)::int as seats
         from gloria.assignments a where daterange(a.valid_from, a.valid_until) @> $1::date group by a.user_id) l
       where fte <> 100 or seats > 2 group by 1, 2 order by 1`,
      today,
    );
    expect(loads).toEqual([
      { fte: 100, seats: 3, people: 1 },
      { fte: 120, seats: 2, people: 1 },
    ]);
    const shared = await query<object>(
      `select array_agg(s.code || ' ' || a.fte_percent order by a.fte_percent desc) as shares
       from gloria.assignments a join gloria.schools s on s.tenant_id = a.tenant_id and s.id = a.school_id
       where daterange(a.valid_from, a.valid_until) @> $1::date group by a.user_id
       having count(distinct a.school_id) > 1`,
      today,
    );
    expect(shared).toEqual([{ shares: ["SMA-SMG 60", "SMP-SMG 40"] }]);
    const moving = await query<object>(
      `select old.valid_until::text as leaves, new.valid_from::text as begins, s.code as school
       from gloria.assignments old join gloria.assignments new on new.tenant_id = old.tenant_id and new.user_id = old.user_id
         and new.is_primary and new.valid_from = old.valid_until
       join gloria.schools s on s.tenant_id = new.tenant_id and s.id = new.school_id where old.is_primary`,
    );
    expect(moving).toEqual([{ leaves: day(14), begins: day(14), school: "SMK-MKS" }]);
  });

  it("finds every persona by e-mail, once, and people without e-mail by NIP", async () => {
    for (const { email, tenant } of demoPersonas) {
      const found = await database.system.sql`select tenant_code from gloria.find_sign_in(${email})`;
      expect(
        found.map((row) => row["tenant_code"]),
        email,
      ).toEqual([tenant]);
    }
    const [someone] = await query<{ nip: string; id: string }>(`select nip, id from gloria.users where email is null`);
    const found = await database.system.sql`select user_id from gloria.find_sign_in(${someone?.nip ?? ""})`;
    expect(found.map((row) => row["user_id"])).toEqual([someone?.id]);
  });

  it("names people and tenants as the local issuer's tokens do", async () => {
    const [wrong] = await query<object>(
      `select (select count(*) from gloria.users where clerk_user_id <> 'user_' || replace(id::text, '-', ''))::int as users,
         (select count(*) from gloria.tenants where clerk_org_id <> 'org_' || replace(id::text, '-', ''))::int as tenants`,
    );
    expect(wrong).toEqual({ users: 0, tenants: 0 });
  });

  it("shows each persona the people they may see, through the real decision", async () => {
    const seen = async (email: string) => {
      const ctx = await contextOf(email);
      const names = new Set<string | null>();
      let count = 0;
      let cursor: string | undefined;
      do {
        const page = await listUsers(services, ctx, { limit: 200, ...(cursor === undefined ? {} : { cursor }) });
        for (const row of page.items) names.add(row.homeSchoolName);
        count += page.items.length;
        cursor = page.nextCursor ?? undefined;
        if (cursor === undefined) return { count, schools: names.size, create: page.can.create };
      } while (cursor !== undefined);
      return { count, schools: names.size, create: false };
    };
    const visible = expected.demo.users - expected.demo.deleted;
    expect(await seen("admin@demo.example")).toEqual({ count: visible, schools: 7, create: true });
    expect(await seen("auditor@demo.example")).toEqual({ count: visible, schools: 7, create: false });
    expect(await seen("bendahara@demo.example")).toEqual({ count: visible, schools: 7, create: false });
    expect(await seen("guru@demo.example")).toEqual({ count: 1, schools: 1, create: false });
    expect(await seen("admin@lain.example")).toEqual({ count: 4, schools: 1, create: true });
    expect(await seen("operator@demo.example")).toEqual({ count: 1, schools: 1, create: true });
    // Of her own school, with those who left it and the teacher who also works at another.
    const smaPeople = expected.schools["SMA-SMG"]?.people ?? 0;
    const principal = await seen("kepsek@demo.example");
    expect(principal.create).toBe(true);
    expect(principal.count).toBeGreaterThanOrEqual(smaPeople);
    expect(principal.count).toBeLessThan(smaPeople + 10);
  });

  it("keeps the tenants apart for the request role", async () => {
    const { tenantId } = await contextOf("admin@lain.example");
    const counts = await database.app.sql.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${tenantId}, true)`;
      return sql`select (select count(*) from gloria.users)::int as users, (select count(*) from gloria.grants where tenant_id <> ${tenantId})::int as foreign`;
    });
    expect(counts).toEqual([{ users: 4, foreign: 0 }]);
  });

  it("tells of every creation in the audit log, one batch, and of every later version", async () => {
    const [gaps] = await query<object>(
      `select (select count(*) from gloria.users u where not exists (select 1 from gloria.audit_events e
           where e.tenant_id = u.tenant_id and e.entity_type = 'user' and e.entity_id = u.id and e.action = 'user.create'))::int as uncreated,
         (select count(*) from gloria.users u where u.version <> (select max(e.entity_version) from gloria.audit_events e
           where e.tenant_id = u.tenant_id and e.entity_type = 'user' and e.entity_id = u.id))::int as versions,
         (select count(*) from gloria.assignments a where not exists (select 1 from gloria.audit_events e
           where e.tenant_id = a.tenant_id and e.entity_type = 'assignment' and e.entity_id = a.id))::int as assignments,
         (select count(*) from gloria.grants g where not exists (select 1 from gloria.audit_events e
           where e.tenant_id = g.tenant_id and e.entity_type = 'grant' and e.entity_id = g.id))::int as grants,
         (select count(distinct batch_id) from gloria.audit_events where batch_id is not null)::int as batches,
         (select count(*) from gloria.audit_events_default)::int as unpartitioned,
         (select count(*) from gloria.audit_events where occurred_at > $1::timestamptz)::int as future`,
      asOf.toISOString(),
    );
    expect(gaps).toEqual({
      uncreated: 0,
      versions: 0,
      assignments: 0,
      grants: 0,
      batches: 1,
      unpartitioned: 0,
      future: 0,
    });
    const [recent] = await query<{ count: number }>(
      `select count(*)::int as count from gloria.audit_events where occurred_at > $1::timestamptz - interval '14 days'`,
      asOf.toISOString(),
    );
    expect(recent?.count).toBeGreaterThan(100);
  });

  it("has inboxes whose counts are true and leaves the worker nothing to do", async () => {
    const wrong = await query<object>(
      `select c.user_id from gloria.inbox_counters c where c.unread <> (select count(*) from gloria.inbox_items i
         where i.tenant_id = c.tenant_id and i.user_id = c.user_id and i.read_at is null)`,
    );
    expect(wrong).toEqual([]);
    const [open] = await query<object>(
      `select (select count(*) from gloria.notifications where expanded_at is null or published_at is null)::int as notifications,
         (select count(*) from gloria.deliveries where state <> 'delivered')::int as deliveries,
         (select count(*) from gloria.outbox)::int as outbox`,
    );
    expect(open).toEqual({ notifications: 0, deliveries: 0, outbox: 0 });
  });

  it("refuses a database that has it already, and writes nothing then", async () => {
    const again = await seedDemo({ owner, fieldCrypto: services.fieldCrypto }, { asOf, seed: 7 }).catch(
      (error: unknown) => error,
    );
    expect(isAppError(again, "tenant.code_in_use")).toBe(true);
    const [tenants] = await query<object>(`select count(*)::int as count from gloria.tenants`);
    expect(tenants).toEqual({ count: 3 });
  });
});
