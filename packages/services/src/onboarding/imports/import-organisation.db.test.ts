import { makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Services, storeFile } from "../../platform/index.ts";
import { commitImport, createImport, getImport, listImportRows, runImport, undoImport } from "./index.ts";

const database = testDatabase();
const live = new AbortController().signal;
let services: Services;
let tenant: TestTenant;

beforeAll(() => {
  services = testServices(database);
});
beforeEach(async () => {
  tenant = await makeTenant(database);
});

const headings = {
  entity: "Jenis",
  code: "Kode",
  name: "Nama",
  schoolCode: "Kode Sekolah",
  departmentCode: "Kode Bagian",
  parentCode: "Kode Bagian Induk",
  reportsToCode: "Kode Atasan",
  coordinatorCodes: "Kode Koordinator",
  positionLevel: "Tingkat Jabatan",
  headcount: "Jumlah Formasi",
  schoolLevel: "Jenjang",
  externalId: "ID Luar",
} as const;
type Line = Partial<Record<keyof typeof headings, string>>;

const keys = Object.keys(headings) as (keyof typeof headings)[];
const school = (code: string, more: Line = {}): Line => ({ entity: "Sekolah", code, schoolLevel: "SMA", ...more });
const department = (code: string, more: Line = {}): Line => ({ entity: "Bagian", code, ...more });
const position = (code: string, more: Line = {}): Line => ({
  entity: "Jabatan",
  code,
  schoolCode: "SMA-1",
  positionLevel: "3",
  ...more,
});

async function planned(lines: readonly Line[]): Promise<string> {
  const text = [keys.map((key) => headings[key]), ...lines.map((line) => keys.map((key) => line[key] ?? ""))]
    .map((cells) => cells.join(","))
    .join("\n");
  const file = await storeFile(
    services,
    tenant.admin,
    { name: "organisasi.csv", mediaType: "text/csv", purpose: "import", expiresAt: null },
    (async function* () {
      yield Buffer.from(text);
    })(),
    { maxBytes: 100_000 },
  );
  const { id } = await createImport(services, tenant.admin, { fileId: file.id, kind: "organisation" });
  await runImport(services, { tenantId: tenant.id, importId: id }, live);
  return id;
}

async function committed(id: string) {
  await commitImport(services, tenant.admin, { id });
  await runImport(services, { tenantId: tenant.id, importId: id }, live);
  return getImport(services, tenant.admin, { id });
}

async function undone(id: string) {
  await undoImport(services, tenant.admin, { id });
  await runImport(services, { tenantId: tenant.id, importId: id }, live);
  return getImport(services, tenant.admin, { id });
}

/** Action and problem codes of each row. */
async function actionsOf(id: string): Promise<[string, string[]][]> {
  const { items } = await listImportRows(services, tenant.admin, { id, limit: 100 });
  return items.map(({ action, problems }) => [action, problems.map(({ code }) => code)]);
}

const tables = ["schools", "departments", "positions", "position_reports", "external_ids"] as const;

/**
 * Every row of the organisation, without version and the instant of the last change, which only go forward. Lines are
 * set as a whole, so theirs is the instant of making.
 */
async function organisation(): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const table of tables) {
    found[table] = await database.owner.unsafe(
      `select to_jsonb(t) - 'version' - 'updated_at' - '${table === "position_reports" ? "created_at" : ""}' as row from gloria.${table} t where tenant_id = $1 order by 1`,
      [tenant.id],
    );
  }
  return found;
}

async function lines(): Promise<readonly unknown[]> {
  return database.owner`
    select p.code, r.kind, above.code as reports_to from gloria.position_reports r
    join gloria.positions p on p.tenant_id = r.tenant_id and p.id = r.position_id
    join gloria.positions above on above.tenant_id = r.tenant_id and above.id = r.reports_to_id
    where r.tenant_id = ${tenant.id} order by 1, 2, 3`;
}

const whole: readonly Line[] = [
  school("SMA-1", { name: "SMA Satu", externalId: "dapodik-1" }),
  department("TU", { name: "Tata Usaha", schoolCode: "SMA-1" }),
  department("KEU", { name: "Keuangan", schoolCode: "SMA-1", parentCode: "TU" }),
  position("KS", { name: "Kepala Sekolah", positionLevel: "1" }),
  position("WAKA", { name: "Wakil Kepala", positionLevel: "2", reportsToCode: "KS", headcount: "3" }),
  position("BEND", { name: "Bendahara", departmentCode: "KEU", reportsToCode: "KS", coordinatorCodes: "WAKA" }),
];

describe("an import of the organisation", () => {
  it("makes schools, departments below each other and positions with whom they report to, and takes all of it back", async () => {
    const before = await organisation();
    const id = await planned(whole);
    expect(await actionsOf(id)).toEqual(whole.map(() => ["create", []]));
    expect(await organisation()).toEqual(before);

    expect(await committed(id)).toMatchObject({ status: "committed", results: { applied: 6, changed: 0 } });
    const made = await database.owner`
      select d.code, up.code as parent, s.code as school from gloria.departments d
      join gloria.schools s on s.tenant_id = d.tenant_id and s.id = d.school_id
      left join gloria.departments up on up.tenant_id = d.tenant_id and up.id = d.parent_id
      where d.tenant_id = ${tenant.id} order by 1`;
    expect(made).toEqual([
      { code: "KEU", parent: "TU", school: "SMA-1" },
      { code: "TU", parent: null, school: "SMA-1" },
    ]);
    const positions = await database.owner`
      select p.code, p.level, p.headcount, d.code as department from gloria.positions p
      left join gloria.departments d on d.tenant_id = p.tenant_id and d.id = p.department_id
      where p.tenant_id = ${tenant.id} order by 1`;
    expect(positions).toEqual([
      { code: "BEND", level: 3, headcount: 1, department: "KEU" },
      { code: "KS", level: 1, headcount: 1, department: null },
      { code: "WAKA", level: 2, headcount: 3, department: null },
    ]);
    expect(await lines()).toEqual([
      { code: "BEND", kind: "coordinator", reports_to: "WAKA" },
      { code: "BEND", kind: "line", reports_to: "KS" },
      { code: "WAKA", kind: "line", reports_to: "KS" },
    ]);
    const events = await database.owner<{ action: string; n: number }[]>`
      select action, count(*)::int as n from gloria.audit_events
      where batch_id = ${id} and action like '%.create' and action not like 'import.%' group by 1 order by 1`;
    expect(events).toEqual([
      { action: "department.create", n: 2 },
      { action: "position.create", n: 3 },
      { action: "school.create", n: 1 },
    ]);

    expect(await undone(id)).toMatchObject({ status: "undone", results: { applied: 0, undone: 6, kept: 0 } });
    expect(await organisation()).toEqual(before);
  });

  it("skips what is so already, updates what differs, and puts the old columns and lines back", async () => {
    await committed(await planned(whole));
    const same = await planned(whole);
    expect(await actionsOf(same)).toEqual(whole.map(() => ["skip", []]));

    const before = await organisation();
    const id = await planned([
      // Known by the other system's name.
      { entity: "Sekolah", code: "SMA-1", name: "SMA Satu Baru", externalId: "dapodik-1" },
      department("KEU", { name: "Keuangan dan Umum", schoolCode: "SMA-1" }),
      position("WAKA", { name: "Wakil Kepala", headcount: "4", positionLevel: "2" }),
      position("BEND", { name: "Bendahara", reportsToCode: "WAKA", coordinatorCodes: "KS" }),
      position("GURU", { name: "Guru", reportsToCode: "WAKA" }),
    ]);
    expect(await actionsOf(id)).toEqual([...Array(4).fill(["update", []]), ["create", []]]);
    expect(await committed(id)).toMatchObject({ results: { applied: 5, changed: 0 } });
    expect(await lines()).toEqual([
      { code: "BEND", kind: "coordinator", reports_to: "KS" },
      { code: "BEND", kind: "line", reports_to: "WAKA" },
      { code: "GURU", kind: "line", reports_to: "WAKA" },
      { code: "WAKA", kind: "line", reports_to: "KS" },
    ]);
    expect(await undone(id)).toMatchObject({ results: { undone: 5, kept: 0 } });
    expect(await organisation()).toEqual(before);
  });

  it("refuses a row for what it names and is not there, and imports the others", async () => {
    const id = await planned([
      school("SMA-1", { name: "SMA Satu" }),
      school("SMA-2", { name: "Tanpa Jenjang", schoolLevel: "" }),
      department("TU", { name: "Tata Usaha", schoolCode: "NONE" }),
      department("KEU", { name: "Keuangan", schoolCode: "SMA-1", parentCode: "NONE" }),
      position("GURU", { name: "Guru", departmentCode: "NONE" }),
      position("WAKA", { name: "Wakil", reportsToCode: "NONE" }),
      position("KOOR", { name: "Koordinator", coordinatorCodes: "NONE" }),
      position("KS", { name: "Kepala Sekolah" }),
      position("KS", { name: "Kepala Sekolah Lagi" }),
    ]);
    expect(await actionsOf(id)).toEqual([
      ["create", []],
      ["error", ["level_required"]],
      ["error", ["school_unknown"]],
      ["error", ["parent_unknown"]],
      ["error", ["department_unknown"]],
      ["error", ["reports_to_unknown"]],
      ["error", ["reports_to_unknown"]],
      ["create", []],
      ["error", ["duplicate_in_file"]],
    ]);
    expect(await committed(id)).toMatchObject({ counts: { create: 2, error: 7 }, results: { applied: 2, changed: 0 } });
  });

  it("keeps no fewer seats than there are holders, and what others refer to by the time of the undo", async () => {
    const id = await planned(whole);
    await committed(id);
    const [seat] = await database.owner<{ id: string; school_id: string }[]>`
      select id, school_id from gloria.positions where tenant_id = ${tenant.id} and code = 'WAKA'`;
    for (const name of ["Ani", "Budi"]) {
      const userId = await tenant.addUser({ name });
      await database.owner`
        insert into gloria.assignments (tenant_id, id, user_id, position_id, school_id, kind, valid_from, is_primary)
        values (${tenant.id}, gen_random_uuid(), ${userId}, ${seat?.id ?? ""}, ${seat?.school_id ?? ""}, 'DEFINITIF', '2026-01-01', true)`;
    }
    const fewer = await planned([position("WAKA", { name: "Wakil Kepala", positionLevel: "2", headcount: "1" })]);
    expect(await actionsOf(fewer)).toEqual([["error", ["seats_below_holders"]]]);

    // WAKA has holders; above it stay its school and the head to whom it reports.
    expect(await undone(id)).toMatchObject({ status: "undone", results: { undone: 3, kept: 3 } });
    const { items } = await listImportRows(services, tenant.admin, { id, limit: 100, state: "kept" });
    expect(items.map(({ label, problems }) => [label, problems.map(({ code }) => code)])).toEqual([
      ["SMA Satu", ["referred_to"]],
      ["Kepala Sekolah", ["referred_to"]],
      ["Wakil Kepala", ["referred_to"]],
    ]);
    expect(items.at(-1)?.problems[0]).toMatchObject({
      params: { by: "assignments" },
      message: "Data lain sudah merujuk kepadanya (penugasan).",
    });
  });

  it("takes nobody further than their rights: a school's own administrator changes nothing elsewhere", async () => {
    await committed(await planned([school("SMA-1", { name: "SMA Satu" }), school("SD-1", { name: "SD Satu" })]));
    const [own] = await database.owner<{ id: string }[]>`
      select id from gloria.schools where tenant_id = ${tenant.id} and code = 'SMA-1'`;
    const person = await tenant.addUser({ name: "Petugas" });
    for (const code of ["import:create", "import:read"]) await tenant.addGrant({ userId: person, code, scope: "ALL" });
    await tenant.addGrant({ userId: person, code: "position:create", scope: "SCHOOL", schoolId: own?.id ?? "" });
    tenant = { ...tenant, admin: tenant.as(person) };
    const id = await planned([
      position("GURU", { name: "Guru" }),
      position("GURU", { name: "Guru", schoolCode: "SD-1" }),
      school("SMP-1", { name: "SMP Satu" }),
    ]);
    expect(await actionsOf(id)).toEqual([
      ["create", []],
      ["error", ["not_permitted"]],
      ["error", ["not_permitted"]],
    ]);
  });

  it("moves a department or a position for who may give anything alone, and leaves what stays to the others", async () => {
    await committed(await planned(whole));
    const person = await tenant.addUser({ name: "Petugas" });
    for (const code of ["import:*", "file:*", "department:*", "position:*"]) {
      await tenant.addGrant({ userId: person, code, scope: "ALL" });
    }
    const moves = [
      department("TU", { name: "Tata Usaha Baru", schoolCode: "SMA-1" }),
      department("HUMAS", { name: "Humas", schoolCode: "SMA-1", parentCode: "KEU" }),
      position("BEND", { name: "Bendahara", departmentCode: "TU" }),
    ];
    const { admin } = tenant;
    tenant = { ...tenant, admin: tenant.as(person) };
    expect(await actionsOf(await planned(moves))).toEqual([
      ["update", []],
      ["create", []],
      ["error", ["not_permitted"]],
    ]);
    tenant = { ...tenant, admin };
    expect(await actionsOf(await planned(moves))).toEqual([
      ["update", []],
      ["create", []],
      ["update", []],
    ]);
  });
});
