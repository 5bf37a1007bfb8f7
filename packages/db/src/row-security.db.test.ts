import { newId } from "@gloria/core";
import { makeOneOfEverything, makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import postgres, { type TransactionSql } from "postgres";
import { beforeAll, describe, expect, it } from "vitest";
import { assertBoundRole } from "./connect.ts";
import { roleNamesOf } from "./database-roles.ts";

const database = testDatabase();
let a: TestTenant;
let b: TestTenant;
let tables: Table[];
// The roles belong to the template that every test database is a clone of.
const roles = roleNamesOf("gloria_template");

interface Table {
  readonly name: string;
  readonly tenantColumn: string | null;
}

beforeAll(async () => {
  a = await makeTenant(database);
  b = await makeTenant(database);
  await makeOneOfEverything(database, a);
  await makeOneOfEverything(database, b);
  await database.owner`insert into gloria.webhook_receipts (provider, external_id, type) values ('clerk', 'msg_1', 'user.created')`;
  tables = await database.owner<Table[]>`
    select c.relname as name, (select a.attname from pg_attribute a where a.attrelid = c.oid and not a.attisdropped
      and a.attname = case when c.relname = 'tenants' then 'id' else 'tenant_id' end) as "tenantColumn"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'gloria' and c.relkind in ('r', 'p') and not c.relispartition order by 1`;
});

/** Runs statements as the request role inside a tenant ('' for none), and takes them back. */
async function asApp<Result>(tenantId: string, work: (sql: TransactionSql) => Promise<Result>): Promise<Result> {
  const done: { result?: Result } = {};
  await database.app.sql
    .begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${tenantId}, true)`;
      done.result = await work(sql);
      throw new TakenBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error;
    });
  return done.result as Result;
}

class TakenBack extends Error {}

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof postgres.PostgresError ? error.code : "none";
}

/** The tables that a role may do something to, as the catalogue says, with the privileges. */
async function rightsOf(role: string): Promise<Record<string, string[]>> {
  const rows = await database.owner<{ name: string; rights: string[] }[]>`
    select c.relname as name, array_agg(p.privilege order by p.privilege) as rights
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) as p(privilege)
    where n.nspname = 'gloria' and c.relkind in ('r', 'p', 'v', 'm') and has_table_privilege(${role}, c.oid, p.privilege)
    group by 1`;
  return Object.fromEntries(rows.map((row) => [row.name, row.rights]));
}

describe("the catalogue", () => {
  it("has row security enabled and forced on every table, partitioned or not", async () => {
    const open = await database.owner`
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'gloria' and c.relkind in ('r', 'p') and not c.relispartition
        and not (c.relrowsecurity and c.relforcerowsecurity)`;
    expect(open.map((row) => row["relname"])).toEqual([]);
    expect(tables.length).toBeGreaterThan(20);
  });

  it("has policies for the known roles only, and each of them checks what it writes", async () => {
    const policies = await database.owner<
      { table: string; name: string; roles: string[]; qual: string; check: string }[]
    >`
      select tablename as "table", policyname as name, roles::text[] as roles, qual, with_check as "check" from pg_policies where schemaname = 'gloria'`;
    const [me] = await database.owner<{ name: string }[]>`select current_user::text as name`;
    const roleOf: Record<string, string> = {
      owner_all: me?.name ?? "",
      tenant_rows: roles.app,
      system_rows: roles.system,
    };
    for (const policy of policies) {
      expect(policy.roles, `${policy.table}.${policy.name}`).toEqual([roleOf[policy.name]]);
      expect(policy.check).toBe(policy.qual);
      if (policy.name === "tenant_rows") expect(policy.qual).toContain("app.tenant_id");
    }
    expect(
      policies
        .filter((policy) => policy.name === "owner_all")
        .map((policy) => policy.table)
        .sort(),
    ).toEqual(tables.map((table) => table.name));
  });

  it("grants nothing on partitions, to nobody", async () => {
    const partitions = await database.owner<{ name: string; granted: boolean }[]>`
      select c.relname as name, exists (
        select 1 from unnest(array[${roles.app}, ${roles.system}, ${roles.queue}]) r, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p
        where has_table_privilege(r, c.oid, p)) as granted
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'gloria' and c.relispartition and c.relkind = 'r'`;
    expect(partitions.length).toBeGreaterThan(5);
    expect(partitions.filter((partition) => partition.granted)).toEqual([]);
  });

  it("lets no role truncate, reference or hang triggers on a table, and none but the owner owns one", async () => {
    for (const role of Object.values(roles)) {
      const rights = Object.values(await rightsOf(role)).flat();
      expect(rights.filter((right) => ["TRUNCATE", "REFERENCES", "TRIGGER"].includes(right))).toEqual([]);
    }
    const owned = await database.owner`
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner
      where n.nspname = 'gloria' and r.rolname in (${roles.app}, ${roles.system}, ${roles.queue})`;
    expect(owned).toHaveLength(0);
  });

  it("keeps the audit log append-only for the request role", async () => {
    expect((await rightsOf(roles.app))["audit_events"]).toEqual(["INSERT", "SELECT"]);
    expect((await rightsOf(roles.app))["permission_epochs"]).toEqual(["SELECT"]);
    expect((await rightsOf(roles.app))["permission_epoch_log"]).toEqual(["SELECT"]);
    expect((await rightsOf(roles.app))["superseded_facts"]).toEqual(["SELECT"]);
  });

  it("leads every index of a tenant's table with the tenant, but for those that the relay and sweeper read", async () => {
    const strays = await database.owner<{ index: string }[]>`
      select x.relname as index from pg_index i join pg_class x on x.oid = i.indexrelid
      join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
      join pg_attribute a on a.attrelid = t.oid and a.attname = 'tenant_id'
      where n.nspname = 'gloria' and not t.relispartition and i.indkey[0] <> a.attnum order by 1`;
    expect(strays.map((row) => row.index)).toEqual([
      "audit_events_xid_idx",
      "deliveries_due_idx",
      "exports_finished_idx",
      "exports_unfinished_idx",
      "files_expiry_idx",
      "files_incomplete_idx",
      "imports_expiry_idx",
      "imports_running_idx",
      "notifications_unexpanded_idx",
      "notifications_unpublished_idx",
      "outbox_pending_idx",
      "permission_batches_running_idx",
      "scim_tokens_id_key",
      "users_search_idx",
    ]);
  });

  it("leads every foreign key between tenants' tables with the tenant", async () => {
    const loose = await database.owner`
      select c.conname from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
      join pg_class f on f.oid = c.confrelid
      where c.contype = 'f' and n.nspname = 'gloria' and f.relname <> 'tenants'
        and (select a.attname from pg_attribute a where a.attrelid = c.conrelid and a.attnum = c.conkey[1]) <> 'tenant_id'`;
    expect(loose.map((row) => row["conname"])).toEqual([]);
  });

  it("sets a search path on every function with its definer's rights, and lets nobody else call the system's", async () => {
    const functions = await database.owner<
      { name: string; definer: boolean; fixed: boolean; app: boolean; system: boolean; everybody: boolean }[]
    >`
      select p.proname as name, p.prosecdef as definer,
        coalesce(exists (select 1 from unnest(p.proconfig) c where c like 'search_path=%'), false) as fixed,
        has_function_privilege(${roles.app}, p.oid, 'execute') as app,
        has_function_privilege(${roles.system}, p.oid, 'execute') as system,
        has_function_privilege(${roles.queue}, p.oid, 'execute') as everybody
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'gloria'`;
    expect(functions.filter((fn) => fn.definer && !fn.fixed).map((fn) => fn.name)).toEqual([]);
    expect(functions.filter((fn) => fn.everybody).map((fn) => fn.name)).toEqual([]);
    const definers = functions.filter((fn) => fn.definer);
    expect(
      definers
        .filter((fn) => fn.app)
        .map((fn) => fn.name)
        .sort(),
    ).toEqual([
      "duplicate_candidates",
      "lock_epoch",
      "match_people",
      "purge_person",
      "raise_epoch",
      "search_users",
      "search_users_nearly",
      "share_epoch",
      "take_back_person",
      "take_back_place",
    ]);
    expect(
      definers
        .filter((fn) => fn.system)
        .map((fn) => fn.name)
        .sort(),
    ).toEqual([
      "ensure_audit_partitions",
      "find_clerk_user",
      "find_expired_imports",
      "find_old_exports",
      "find_sign_in",
      "find_stalled_exports",
      "find_swept_files",
    ]);
  });
});

describe("the request role", () => {
  it("has rows of both tenants to be kept from, in every table", async () => {
    for (const { name, tenantColumn } of tables) {
      if (tenantColumn === null) continue;
      const [count] = await database.owner.unsafe<{ n: number }[]>(
        `select count(distinct ${tenantColumn})::int as n from gloria.${name} where ${tenantColumn} in ('${a.id}', '${b.id}')`,
      );
      expect(count?.n, `rows of two tenants in ${name}: add one to makeOneOfEverything`).toBe(2);
    }
  });

  it("sees nothing of any table without a tenant, whether unset, empty or reset", async () => {
    for (const { name, tenantColumn } of tables) {
      if (tenantColumn === null) {
        expect(await refusalOf(database.app.sql.unsafe(`select 1 from gloria.${name}`)), name).toBe("42501");
        continue;
      }
      const [plain] = await database.app.sql.unsafe<{ n: number }[]>(`select count(*)::int as n from gloria.${name}`);
      expect(plain?.n, name).toBe(0);
      const [empty] = await asApp("", (sql) =>
        sql.unsafe<{ n: number }[]>(`select count(*)::int as n from gloria.${name}`),
      );
      expect(empty?.n, name).toBe(0);
    }
  });

  it("sees the tenant's own rows and none of another's", async () => {
    for (const { name, tenantColumn } of tables) {
      if (tenantColumn === null) continue;
      const seen = await asApp(a.id, (sql) =>
        sql.unsafe<{ tenant: string; n: number }[]>(
          `select ${tenantColumn} as tenant, count(*)::int as n from gloria.${name} group by 1`,
        ),
      );
      expect(
        seen.map((row) => row.tenant),
        name,
      ).toEqual([a.id]);
    }
  });

  it("cannot insert a row for another tenant, copy one there, move one there, or touch one of its", async () => {
    const rights = await rightsOf(roles.app);
    for (const { name, tenantColumn } of tables) {
      if (tenantColumn === null) continue;
      const may = rights[name] ?? [];
      const columns = await database.owner<{ name: string }[]>`
        select attname as name from pg_attribute where attrelid = ${`gloria.${name}`}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`;
      const list = columns.map((column) => `"${column.name}"`).join(", ");
      const copied = columns
        .map((column) => (column.name === tenantColumn ? `'${b.id}'::uuid` : `"${column.name}"`))
        .join(", ");
      const insert = asApp(a.id, (sql) =>
        sql.unsafe(`insert into gloria.${name} (${list}) select ${copied} from gloria.${name} limit 1`),
      );
      expect(await refusalOf(insert), `insert into ${name}`).toBe("42501");
      const move = asApp(a.id, (sql) => sql.unsafe(`update gloria.${name} set ${tenantColumn} = '${b.id}'`));
      expect(await refusalOf(move), `move in ${name}`).toBe("42501");
      for (const [right, statement] of [
        [
          "UPDATE",
          `update gloria.${name} set ${tenantColumn} = ${tenantColumn} where ${tenantColumn} = '${b.id}' returning 1`,
        ],
        ["DELETE", `delete from gloria.${name} where ${tenantColumn} = '${b.id}' returning 1`],
      ] as const) {
        const touch = asApp(a.id, (sql) => sql.unsafe(statement));
        if (may.includes(right)) expect(await touch, `${right} ${name}`).toHaveLength(0);
        else expect(await refusalOf(touch), `${right} ${name}`).toBe("42501");
      }
    }
  });

  it("cannot refer to another tenant's rows", async () => {
    const theirs = await b.addSchool();
    const refer = asApp(
      a.id,
      (sql) =>
        sql`insert into gloria.users (tenant_id, id, name, home_school_id) values (${a.id}, ${newId()}, 'X', ${theirs})`,
    );
    expect(await refusalOf(refer)).toBe("23503");
  });

  it("cannot shed its row security, become another role, or define functions there", async () => {
    for (const statement of [
      "set row_security = off; select count(*) from gloria.users",
      `set role ${roles.system}`,
      "set session authorization postgres",
      "alter table gloria.users disable row level security",
      "create table gloria.mine (id int)",
      "create function gloria.mine() returns int language sql as 'select 1'",
      "select * from gloria.find_sign_in('admin@demo.example')",
      "select gloria.ensure_audit_partitions('2030-01-01', '2030-02-01')",
      "select * from gloria_migrations.__drizzle_migrations",
    ]) {
      // 22023: "query would be affected by row-level security" has a code of its own.
      expect(["42501", "22023"], statement).toContain(
        await refusalOf(database.app.sql.begin((sql) => sql.unsafe(statement))),
      );
    }
  });

  it("is bound, as the process asks at its start; the owner is not", async () => {
    await expect(assertBoundRole(database.app.sql)).resolves.toBeUndefined();
    await expect(assertBoundRole(database.system.sql)).resolves.toBeUndefined();
    await expect(assertBoundRole(database.owner)).rejects.toThrow(/refuses to run/);
  });
});

describe("the other roles", () => {
  it("lets the system role at what must be read before a tenant is known, and no more", async () => {
    expect(await rightsOf(roles.system)).toEqual({
      tenants: ["SELECT"],
      outbox: ["SELECT", "UPDATE"],
      notifications: ["SELECT", "UPDATE"],
      deliveries: ["SELECT", "UPDATE"],
      webhook_receipts: ["INSERT", "SELECT"],
      clerk_users: ["INSERT", "SELECT", "UPDATE"],
      clerk_memberships: ["INSERT", "SELECT", "UPDATE"],
      scim_tokens: ["SELECT"],
      imports: ["SELECT"],
      permission_batches: ["SELECT"],
    });
    const [count] = await database.system.sql<
      { n: number }[]
    >`select count(*)::int as n from gloria.tenants where id in (${a.id}, ${b.id})`;
    expect(count?.n).toBe(2);
    expect(await refusalOf(database.system.sql`select 1 from gloria.users`)).toBe("42501");
  });

  it("shows the queue role nothing of Gloria's schema", async () => {
    const queue = postgres(database.urls.queue, { max: 1, onnotice: () => {} });
    try {
      for (const { name } of tables)
        expect(await refusalOf(queue.unsafe(`select 1 from gloria.${name}`)), name).toBe("42501");
      expect(await refusalOf(queue`select gloria.fold('x')`)).toBe("42501");
      expect(await rightsOf(roles.queue)).toEqual({});
    } finally {
      await queue.end();
    }
  });
});
