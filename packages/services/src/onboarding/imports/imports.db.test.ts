import { makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Services, storeFile } from "../../platform/index.ts";
import { commitImport, createImport, getImport, listImportRows, resumeImport, runImport, undoImport } from "./index.ts";

const database = testDatabase();
let services: Services;
const live = new AbortController().signal;

beforeAll(() => {
  services = testServices(database);
});

/** A foundation with two schools, a department, positions of few and many seats, and a role. */
async function foundation(): Promise<TestTenant> {
  const tenant = await makeTenant(database);
  const [first, second] = [await tenant.addSchool({ code: "SMA-1" }), await tenant.addSchool({ code: "SD-1" })];
  const { owner } = database;
  for (const school of [first, second]) {
    await owner`insert into gloria.positions (tenant_id, id, school_id, code, name, level, headcount) values
      (${tenant.id}, gen_random_uuid(), ${school}, 'GURU', 'Guru', 5, 1000),
      (${tenant.id}, gen_random_uuid(), ${school}, 'KS', 'Kepala Sekolah', 1, 1)`;
  }
  await owner`insert into gloria.roles (tenant_id, id, code, name) values (${tenant.id}, gen_random_uuid(), 'teacher', 'Guru')`;
  return tenant;
}

const heading = "NIP,Nama,Email,Kode sekolah,Kode jabatan,Kode peran";

async function started(tenant: TestTenant, lines: readonly string[], kind: "people" | "organisation" = "people") {
  const text = [...(kind === "people" ? [heading] : []), ...lines].join("\n");
  const file = await storeFile(
    services,
    tenant.admin,
    { name: "daftar.csv", mediaType: "text/csv", purpose: "import", expiresAt: null },
    (async function* () {
      yield Buffer.from(text);
    })(),
    { maxBytes: 50_000_000 },
  );
  const fields = ["nip", "name", "email", "schoolCode", "positionCode", "roleCode"];
  const columns = heading.split(",").map((header, index) => ({ header, field: fields[index] ?? "ignore" }));
  const mapping = kind === "people" ? { mapping: { columns } } : {};
  const made = await createImport(services, tenant.admin, { fileId: file.id, kind, ...mapping });
  await runImport(services, { tenantId: tenant.id, importId: made.id }, live);
  return made.id;
}

async function committed(tenant: TestTenant, id: string) {
  await commitImport(services, tenant.admin, { id });
  await runImport(services, { tenantId: tenant.id, importId: id }, live);
  return getImport(services, tenant.admin, { id });
}

async function rowsOf(tenant: TestTenant, id: string) {
  return (await listImportRows(services, tenant.admin, { id, limit: 200 })).items;
}

/**
 * What lives in the tables: every column but version and the instant of the last change, which only go forward. Of
 * rows that decide, those that are not closed.
 */
async function liveRows(tenant: TestTenant): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const table of [
    "users",
    "employees",
    "schools",
    "departments",
    "positions",
    "position_reports",
    "external_ids",
  ]) {
    hashes[table] = await hashOf(table, "true", tenant);
  }
  for (const table of ["assignments", "role_assignments"])
    hashes[table] = await hashOf(table, "ended_at is null", tenant);
  return hashes;
}

async function hashOf(table: string, living: string, tenant: TestTenant): Promise<string> {
  const [row] = await database.owner.unsafe<{ hash: string }[]>(
    `select md5(coalesce(string_agg(row, '' order by row), '')) as hash from (
       select (to_jsonb(t) - 'version' - 'updated_at')::text as row from gloria.${table} t where tenant_id = '${tenant.id}' and ${living}) r`,
  );
  return row?.hash ?? "";
}

describe("an import of people", () => {
  it("shows what each row would do, does it, and takes it back to the very rows that were", async () => {
    const tenant = await foundation();
    await tenant.addUser({ name: "Budi Lama", nip: "100", email: "budi@demo.example" });
    const before = await liveRows(tenant);
    const id = await started(tenant, [
      "200,Siti Baru,siti@demo.example,SMA-1,GURU,teacher",
      "100,Budi Santoso,,SMA-1,,",
      "201,Tanpa Surel,,SD-1,KS,",
      "202,Kedua,,SD-1,KS,",
      "203,Sekolah Salah,,XX,,",
      "200,Siti Baru,siti@demo.example,SD-1,GURU,",
    ]);
    const planned = await getImport(services, tenant.admin, { id });
    expect(planned).toMatchObject({
      status: "planned",
      problems: [],
      counts: { create: 2, update: 2, skip: 0, error: 2 },
      progress: { done: 6, total: 6 },
    });
    expect(
      (await rowsOf(tenant, id)).map(({ action, problems }) => [action, problems.map(({ code }) => code)]),
    ).toEqual([
      ["create", []],
      ["update", []],
      ["create", []],
      ["error", ["position_full"]],
      ["error", ["school_unknown"]],
      ["update", []],
    ]);
    expect(await liveRows(tenant)).toEqual(before);

    const done = await committed(tenant, id);
    expect(done).toMatchObject({ status: "committed", results: { applied: 4, changed: 0 } });
    const [siti] = await database.owner<{ id: string; username: string | null; seats: number; roles: number }[]>`
      select u.id, u.username, (select count(*)::int from gloria.assignments a where a.user_id = u.id) as seats,
        (select count(*)::int from gloria.role_assignments a where a.user_id = u.id) as roles
      from gloria.users u where tenant_id = ${tenant.id} and nip = '200'`;
    expect(siti).toMatchObject({ seats: 2, roles: 1 });
    const [quiet] =
      await database.owner`select username from gloria.users where tenant_id = ${tenant.id} and nip = '201'`;
    expect(quiet?.["username"]).toBe("201");
    const events = await database.owner<{ action: string; n: number }[]>`
      select action, count(*)::int as n from gloria.audit_events where tenant_id = ${tenant.id} and batch_id = ${id} group by 1 order by 1`;
    expect(Object.fromEntries(events.map(({ action, n }) => [action, n]))).toMatchObject({
      "user.create": 2,
      "user.update": 1,
      "employee.create": 3,
      "assignment.create": 3,
      "role.assign": 1,
    });

    await undoImport(services, tenant.admin, { id });
    await runImport(services, { tenantId: tenant.id, importId: id }, live);
    expect(await getImport(services, tenant.admin, { id })).toMatchObject({
      status: "undone",
      results: { applied: 0, undone: 4, kept: 0 },
    });
    expect(await liveRows(tenant)).toEqual(before);
  });

  it("leaves a row alone whose plan has changed since, and keeps what was changed after it", async () => {
    const tenant = await foundation();
    const id = await started(tenant, ["300,Ani,ani@demo.example,,,", "301,Bayu,bayu@demo.example,,,"]);
    await tenant.addUser({ name: "Ani Lain", nip: "300", email: "lain@demo.example" });
    expect(await committed(tenant, id)).toMatchObject({ results: { applied: 1, changed: 1 } });
    const [changed] = await rowsOf(tenant, id);
    expect(changed?.problems[0]).toMatchObject({
      code: "changed_since_dry_run",
      message: expect.stringContaining("uji coba"),
    });
    await database.owner`update gloria.users set phone = '+62000', version = version + 1 where tenant_id = ${tenant.id} and nip = '301'`;
    await undoImport(services, tenant.admin, { id });
    await runImport(services, { tenantId: tenant.id, importId: id }, live);
    expect(await getImport(services, tenant.admin, { id })).toMatchObject({ results: { undone: 0, kept: 1 } });
    expect(
      await database.owner`select name from gloria.users where tenant_id = ${tenant.id} and nip = '301'`,
    ).toHaveLength(1);
  });

  it("names both people whom a row could mean, and refuses a file with an unknown heading", async () => {
    const tenant = await foundation();
    await tenant.addUser({ name: "Orang Satu", nip: "400", email: "satu@demo.example" });
    await tenant.addUser({ name: "Orang Dua", nip: "401", email: "dua@demo.example" });
    const id = await started(tenant, ["400,Siapa,dua@demo.example,,,"]);
    const [row] = await rowsOf(tenant, id);
    expect(row?.problems[0]?.code).toBe("match_ambiguous");
    expect(row?.problems[0]?.message).toMatch(/Orang Satu.*Orang Dua/);

    const bad = await started(tenant, ["Benda Aneh,Nama", "1,Budi"], "organisation");
    expect(await getImport(services, tenant.admin, { id: bad })).toMatchObject({
      status: "failed",
      failure: "import.file_unreadable",
      problems: [{ code: expect.stringContaining("header") }],
    });
  });

  it("grants nothing that whoever imports does not hold, and stops when they are suspended", async () => {
    const tenant = await foundation();
    const importer = await tenant.addUser({ name: "Petugas" });
    for (const code of ["import:create", "import:read", "import:approve", "user:create", "employee:create"]) {
      await tenant.addGrant({ userId: importer, code, scope: "ALL" });
    }
    const theirs: TestTenant = { ...tenant, admin: tenant.as(importer) };
    const id = await started(theirs, ["500,Cici,,SMA-1,GURU,teacher", "501,Dedi,,SMA-1,,"]);
    expect(
      (await rowsOf(theirs, id)).map(({ action, problems }) => [
        action,
        problems.map(({ params }) => params["permission"]),
      ]),
    ).toEqual([
      ["error", ["assignment:create", "role:assign"]],
      ["create", []],
    ]);
    await commitImport(services, theirs.admin, { id });
    await database.owner`update gloria.users set status = 'suspended' where tenant_id = ${tenant.id} and id = ${importer}`;
    await runImport(services, { tenantId: tenant.id, importId: id }, live);
    expect(await getImport(services, tenant.admin, { id })).toMatchObject({
      status: "failed",
      failure: "auth.person_inactive",
    });
    await resumeImport(services, tenant.admin, { id });
    await runImport(services, { tenantId: tenant.id, importId: id }, live);
    expect(await getImport(services, tenant.admin, { id })).toMatchObject({
      status: "committed",
      results: { applied: 1 },
    });
  });
});

const person = fc.record({
  nip: fc.constantFrom("", "600", "601", "602", "603", "604", "605"),
  name: fc.constantFrom("Agus", "Bayu", "Cici", ""),
  email: fc.constantFrom("", "", "a@demo.example", "b@demo.example", "c@demo.example"),
  school: fc.constantFrom("", "SMA-1", "SD-1", "NONE"),
  position: fc.constantFrom("", "GURU", "KS"),
  role: fc.constantFrom("", "", "teacher"),
});

it("does in the commit exactly what the dry run has shown, row by row, and takes all of it back", {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 40 }), async (people) => {
      const tenant = await foundation();
      await tenant.addUser({ name: "Agus", nip: "600", email: "x@demo.example" });
      await tenant.addUser({ name: "Bayu", email: "a@demo.example" });
      const before = await liveRows(tenant);
      const lines = people.map((one) => [one.nip, one.name, one.email, one.school, one.position, one.role].join(","));
      const id = await started(tenant, lines);
      const planned = await getImport(services, tenant.admin, { id });
      if (planned.status === "failed") return;
      const wanted = (planned.counts?.create ?? 0) + (planned.counts?.update ?? 0) + (planned.counts?.skip ?? 0);
      const done = await committed(tenant, id);
      expect(done.results).toMatchObject({ applied: wanted, changed: 0 });
      await undoImport(services, tenant.admin, { id });
      await runImport(services, { tenantId: tenant.id, importId: id }, live);
      expect((await getImport(services, tenant.admin, { id })).results).toMatchObject({ kept: 0 });
      expect(await liveRows(tenant)).toEqual(before);
    }),
    { numRuns: 12 },
  );
});
