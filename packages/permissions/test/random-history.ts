import { newId } from "@gloria/core";
import type { TestDatabase, TestTenant } from "@gloria/testkit";
import fc from "fast-check";
import type { Sql, TransactionSql } from "postgres";
import type { Query, Target } from "../src/index.ts";

/** People and things of one tenant, between whom a history happens. */
export interface Stage {
  readonly tenantId: string;
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly departments: readonly string[];
  readonly positions: readonly string[];
  readonly schools: readonly string[];
  readonly modules: readonly string[];
}

/** What happens, and three numbers that say to whom. */
export interface Step {
  readonly deed: Deed;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

export async function makeStage({ owner }: TestDatabase, tenant: TestTenant): Promise<Stage> {
  const ids = (n: number) => Array.from({ length: n }, () => newId());
  const stage: Stage = {
    tenantId: tenant.id,
    users: [await tenant.addUser(), await tenant.addUser(), await tenant.addUser()],
    schools: [await tenant.addSchool(), await tenant.addSchool({ timeZone: "Asia/Jayapura" })],
    roles: ids(4),
    departments: ids(4),
    positions: ids(3),
    modules: ["organisation", "audit"],
  };
  for (const [n, id] of stage.roles.entries()) {
    await owner`insert into gloria.roles (tenant_id, id, code, name) values (${tenant.id}, ${id}, ${`r${n}`}, 'Peran')`;
  }
  for (const [n, id] of stage.departments.entries()) {
    await owner`insert into gloria.departments (tenant_id, id, code, name, parent_id, school_id)
      values (${tenant.id}, ${id}, ${`d${n}`}, 'Bagian', ${n === 0 ? null : at(stage.departments, n - 1)}, ${n === 3 ? null : at(stage.schools, n)})`;
  }
  for (const [n, id] of stage.positions.entries()) {
    await owner`insert into gloria.positions (tenant_id, id, code, name, level, headcount, department_id)
      values (${tenant.id}, ${id}, ${`p${n}`}, 'Jabatan', 5, 50, ${at(stage.departments, n)})`;
  }
  return stage;
}

function at<Item>(items: readonly Item[], n: number): Item {
  const item = items[n % items.length];
  if (item === undefined) throw new Error("nothing to choose from");
  return item;
}

type Act = (sql: TransactionSql, stage: Stage, step: Step) => PromiseLike<{ readonly count: number }>;

const codes = ["user:read", "user:*", "school:read", "audit:read"];

/** What may be asked in a history: the codes it grants, at every kind of place. */
export function questionsOn({ tenantId, users, departments, schools }: Stage): Query[] {
  const places: Target[] = [
    {},
    { ownerId: at(users, 0), departmentIds: [], schoolIds: [] },
    { ownerId: at(users, 1), departmentIds: [at(departments, 2)], schoolIds: [at(schools, 0)] },
    { ownerId: null, departmentIds: [at(departments, 1)], schoolIds: [at(schools, 1)] },
    { ownerId: null, departmentIds: [], schoolIds: schools, resource: { type: "user", id: at(users, 2) } },
  ];
  return ["user:read", "user:update", "school:read", "audit:read"].flatMap((code) => [
    { code },
    { code, region: { scope: "ALL" as const } },
    ...places.map((target) => ({ code, target: { ...target, tenantId } })),
  ]);
}

/** Half of the windows are open, the others over for long, or yet to come. */
const untilOf = (n: number) => at([null, null, "2020-01-02T00:00:00Z", "2999-01-01T00:00:00Z"] as const, n);

/** A random open row of a table is closed. */
const close =
  (table: string): Act =>
  (sql, { tenantId }, { a }) =>
    sql.unsafe(
      `update gloria.${table} set ended_at = now() where tenant_id = $1 and id = (
         select id from gloria.${table} where tenant_id = $1 and ended_at is null order by id offset (
           select $2::int % greatest(count(*), 1) from gloria.${table} where tenant_id = $1 and ended_at is null) limit 1)`,
      [tenantId, a],
    );

const deeds = {
  grantUser: (sql, { tenantId, users, departments }, { a, b, c }) =>
    sql`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, scope, effect, department_id, valid_from, valid_until)
      values (${tenantId}, ${newId()}, 'user', ${at(users, a)}, ${at(codes, b)}, 'DEPARTMENT', ${c % 3 ? "ALLOW" : "DENY"}, ${at(departments, b)}, '2020-01-01', ${untilOf(c)})`,
  // Over while the history goes on, without anything that is written then.
  grantShortly: (sql, { tenantId, users }, { a, b, c }) =>
    sql`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, scope, valid_from, valid_until)
      values (${tenantId}, ${newId()}, 'user', ${at(users, a)}, ${at(codes, b)}, 'ALL', '2020-01-01', clock_timestamp() + make_interval(secs => ${c + 1} / 200.0))`,
  grantRole: (sql, { tenantId, roles }, { a, b, c }) =>
    sql`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, scope, valid_from, valid_until)
      values (${tenantId}, ${newId()}, 'role', ${at(roles, a)}, ${at(codes, b)}, 'ALL', '2020-01-01', ${untilOf(c)})`,
  grantPlace: (sql, { tenantId, positions, departments }, { a, b, c }) =>
    sql`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, scope)
      values (${tenantId}, ${newId()}, ${c % 2 ? "position" : "department"}, ${c % 2 ? at(positions, a) : at(departments, a)}, ${at(codes, b)}, 'SCHOOL')`,
  revoke: close("grants"),
  reopen: (sql, { tenantId }, { a }) =>
    sql`update gloria.grants set ended_at = null, ended_epoch = null where tenant_id = ${tenantId} and id = (
      select id from gloria.grants where tenant_id = ${tenantId} and ended_at is not null order by id offset (
        select ${a}::int % greatest(count(*), 1) from gloria.grants where tenant_id = ${tenantId} and ended_at is not null) limit 1)`,
  giveRole: (sql, { tenantId, users, roles, departments }, { a, b, c }) =>
    sql`insert into gloria.role_assignments (tenant_id, id, user_id, role_id, department_id, valid_from, valid_until)
      values (${tenantId}, ${newId()}, ${at(users, a)}, ${at(roles, b)}, ${c % 3 ? null : at(departments, c)}, '2020-01-01', ${untilOf(c)})`,
  takeRole: close("role_assignments"),
  link: (sql, { tenantId, roles }, { a, b }) => {
    const [low, high] = [a % roles.length, b % roles.length].sort((x, y) => x - y) as [number, number];
    return sql`insert into gloria.role_edges (tenant_id, id, child_role_id, parent_role_id)
      select ${tenantId}, ${newId()}, ${at(roles, low)}, ${at(roles, high)}
      where ${low < high} and not exists (select 1 from gloria.role_edges where tenant_id = ${tenantId} and ended_at is null
        and child_role_id = ${at(roles, low)} and parent_role_id = ${at(roles, high)})`;
  },
  unlink: close("role_edges"),
  appoint: (sql, { tenantId, users, positions, schools }, { a, b, c }) =>
    sql`insert into gloria.assignments (tenant_id, id, user_id, position_id, school_id, kind, valid_from, valid_until)
      select ${tenantId}, ${newId()}, ${at(users, a)}, ${at(positions, b)}, ${c % 2 ? at(schools, c) : null}, ${c % 3 ? "DEFINITIF" : "PLT"}, '2020-01-01',
        ${c % 3 ? untilOf(c) : "2999-01-01"}
      where not exists (select 1 from gloria.assignments where tenant_id = ${tenantId} and ended_at is null
        and user_id = ${at(users, a)} and position_id = ${at(positions, b)})`,
  dismiss: close("assignments"),
  moveDepartment: (sql, { tenantId, departments }, { a, b }) => {
    const [low, high] = [a % departments.length, b % departments.length].sort((x, y) => x - y) as [number, number];
    return sql`update gloria.departments set parent_id = ${low === high ? null : at(departments, low)}
      where tenant_id = ${tenantId} and id = ${at(departments, high)}`;
  },
  renameDepartment: (sql, { tenantId, departments }, { a }) =>
    sql`update gloria.departments set name = 'Lain' where tenant_id = ${tenantId} and id = ${at(departments, a)}`,
  addDepartment: (sql, { tenantId, departments }, { a }) => {
    const id = newId();
    return sql`insert into gloria.departments (tenant_id, id, code, name, parent_id) values (${tenantId}, ${id}, ${id}, 'Baru', ${at(departments, a)})`;
  },
  removeDepartment: (sql, { tenantId }, { a }) =>
    sql`delete from gloria.departments where tenant_id = ${tenantId} and id = (
      select id from gloria.departments d where tenant_id = ${tenantId} and name = 'Baru' order by id offset ${a % 3} limit 1)`,
  movePosition: (sql, { tenantId, positions, departments }, { a, b }) =>
    sql`update gloria.positions set department_id = ${at(departments, b)} where tenant_id = ${tenantId} and id = ${at(positions, a)}`,
  togglePosition: (sql, { tenantId, positions }, { a }) =>
    sql`update gloria.positions set deleted_at = case when deleted_at is null then now() end where tenant_id = ${tenantId} and id = ${at(positions, a)}`,
  toggleRole: (sql, { tenantId, roles }, { a }) =>
    sql`update gloria.roles set deleted_at = case when deleted_at is null then now() end where tenant_id = ${tenantId} and id = ${at(roles, a)}`,
  recodeRole: (sql, { tenantId, roles }, { a }) =>
    sql`update gloria.roles set code = ${newId()} where tenant_id = ${tenantId} and id = ${at(roles, a)}`,
  suspend: (sql, { tenantId, users }, { a, b }) =>
    sql`update gloria.users set status = ${at(["active", "active", "suspended", "active", "resigned", "active"], b)} where tenant_id = ${tenantId} and id = ${at(users, a)}`,
  moveHome: (sql, { tenantId, users, schools }, { a, b }) =>
    sql`update gloria.users set home_school_id = ${b % 3 ? at(schools, b) : null} where tenant_id = ${tenantId} and id = ${at(users, a)}`,
  delegate: (sql, { tenantId, users }, { a, b, c }) => {
    const [from, to] = [at(users, a), at(users, a + 1 + (b % (users.length - 1)))];
    return sql`insert into gloria.delegations (tenant_id, id, delegator_id, delegate_id, codes, valid_from, valid_until, parent_id)
      values (${tenantId}, ${newId()}, ${from}, ${to}, ${[at(codes, c)]}, '2020-01-01', ${untilOf(c) ?? "2999-01-01"}, (
        select id from gloria.delegations where tenant_id = ${tenantId} and delegate_id = ${from} order by id limit ${c % 2}))`;
  },
  undelegate: close("delegations"),
  forbid: (sql, { tenantId, users }, { a, b, c }) =>
    sql`insert into gloria.guardrails (tenant_id, id, kind, name, code, resource_type, resource_id, valid_until)
      values (${tenantId}, ${newId()}, 'legal_hold', 'Sengketa', ${at(codes, b)}, 'user', ${at(users, a)}, ${untilOf(c)})`,
  permit: close("guardrails"),
  switchModule: (sql, { tenantId, modules }, { a, b }) =>
    sql`insert into gloria.modules (tenant_id, id, code, is_system, is_enabled) values (${tenantId}, ${newId()}, ${at(modules, a)}, true, ${b % 4 > 0})
      on conflict (tenant_id, code) do update set is_enabled = excluded.is_enabled`,
  forgetModule: (sql, { tenantId, modules }, { a }) =>
    sql`delete from gloria.modules where tenant_id = ${tenantId} and code = ${at(modules, a)}`,
  addPermission: (sql, { tenantId }, { a, b }) =>
    sql`insert into gloria.permissions (tenant_id, id, code, name, module, permission_group, sensitive)
      values (${tenantId}, ${newId()}, ${`koperasi${a % 3}:read`}, 'Koperasi', 'koperasi', 'koperasi', ${b % 2 === 0})
      on conflict (tenant_id, code) where deleted_at is null do update set sensitive = excluded.sensitive, deleted_at = ${b % 3 ? null : new Date()}`,
  moveZone: (sql, { tenantId, schools }, { a, b }) =>
    sql`update gloria.schools set time_zone = ${at(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"], b)} where tenant_id = ${tenantId} and id = ${at(schools, a)}`,
  suspendTenant: (sql, { tenantId }, { a }) =>
    sql`update gloria.tenants set status = ${a % 6 ? "active" : "suspended"}, time_zone = ${at(["Asia/Jakarta", "Asia/Makassar"], a)} where id = ${tenantId}`,
} as const satisfies Record<string, Act>;

export type Deed = keyof typeof deeds;
export const deedNames = Object.keys(deeds) as readonly Deed[];
const undoing = [
  "grantUser",
  "revoke",
  "reopen",
  "takeRole",
  "dismiss",
  "undelegate",
] as const satisfies readonly Deed[];

/** Transactions, each of one deed or more. */
export const histories: fc.Arbitrary<Step[][]> = fc.array(
  fc.array(
    fc.record({
      // What undoes something is worth more often: there must be something to undo.
      deed: fc.constantFrom(...deedNames, ...undoing, ...undoing, ...undoing),
      a: fc.nat({ max: 11 }),
      b: fc.nat({ max: 11 }),
      c: fc.nat({ max: 11 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  { minLength: 12, maxLength: 30, size: "max" },
);

/** Of users, schools and tenants not every column decides. */
const partlyDeciding: readonly Deed[] = ["suspend", "moveHome", "moveZone", "suspendTenant"];

/** What happened to the tenant: how many rows of tables of which every change decides, and whether others might. */
export interface Happened {
  readonly deciding: number;
  readonly perhaps: boolean;
}

/** One transaction as the owner of the tables. */
export async function happen(owner: Sql, stage: Stage, steps: readonly Step[]): Promise<Happened> {
  return owner.begin((sql) => act(sql, stage, steps));
}

/** {@link happen} in a transaction that is already there. */
export async function act(sql: TransactionSql, stage: Stage, steps: readonly Step[]): Promise<Happened> {
  let deciding = 0;
  let perhaps = false;
  for (const step of steps) {
    const { count } = await deeds[step.deed](sql, stage, step);
    if (partlyDeciding.includes(step.deed)) perhaps ||= count > 0;
    else deciding += count;
  }
  return { deciding, perhaps };
}
