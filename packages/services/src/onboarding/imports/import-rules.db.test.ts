import { newId, type TenantContext } from "@gloria/core";
import { makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDepartment, createEmployee, createPosition } from "../../organisation/index.ts";
import { type Services, storeFile } from "../../platform/index.ts";
import { commitImport, createImport, getImport, listImportRows, runImport, undoImport } from "./index.ts";

const database = testDatabase();
const live = new AbortController().signal;
let services: Services;
let tenant: TestTenant;
let schoolId: string;

beforeAll(() => {
  services = testServices(database);
});
beforeEach(async () => {
  tenant = await makeTenant(database);
  schoolId = await tenant.addSchool({ code: "SMA-1" });
});

type Line = Readonly<Record<string, string>>;

/** A dry run of these rows, whose keys are the fields that they fill. */
async function planned(lines: readonly Line[], ctx: TenantContext = tenant.admin): Promise<string> {
  const fields = [...new Set(lines.flatMap((line) => Object.keys(line)))];
  const text = [fields, ...lines.map((line) => fields.map((field) => line[field] ?? ""))];
  const bytes = (async function* () {
    yield Buffer.from(text.map((cells) => cells.join(",")).join("\n"));
  })();
  const facts = { name: "daftar.csv", mediaType: "text/csv", purpose: "import", expiresAt: null } as const;
  const file = await storeFile(services, ctx, facts, bytes, { maxBytes: 100_000 });
  const { id } = await createImport(services, ctx, {
    fileId: file.id,
    kind: "people",
    includeSpecific: fields.includes("nik"),
    mapping: { columns: fields.map((field) => ({ header: field, field })) },
  });
  await runImport(services, { tenantId: tenant.id, importId: id }, live);
  return id;
}

async function committed(id: string) {
  await commitImport(services, tenant.admin, { id });
  await runImport(services, { tenantId: tenant.id, importId: id }, live);
  return (await getImport(services, tenant.admin, { id })).results;
}

async function problemsOf(id: string): Promise<string[][]> {
  const { items } = await listImportRows(services, tenant.admin, { id, limit: 200 });
  return items.map(({ problems }) => problems.map(({ code }) => code));
}

const problems = async (lines: readonly Line[], ctx?: TenantContext) => problemsOf(await planned(lines, ctx));

describe("a position that a row gives", () => {
  const add = (code: string, headcount: number, at: { schoolId?: string; departmentId?: string } = { schoolId }) =>
    createPosition(services, tenant.admin, { code, name: code, level: 4, headcount, ...at });
  const seat = { schoolCode: "SMA-1", positionCode: "KS" };
  const acting = { ...seat, assignmentFrom: "2090-01-01", assignmentUntil: "2090-03-01" };

  it("is not given to oneself, nor to somebody who has resigned", async () => {
    await add("KS", 5);
    const nip = { admin: "100", resigned: "200", suspended: "300" };
    await database.owner`update gloria.users set nip = ${nip.admin} where id = ${tenant.adminId}`;
    await tenant.addUser({ nip: nip.resigned, status: "resigned" });
    await tenant.addUser({ nip: nip.suspended, status: "suspended" });
    expect(
      await problems([
        { nip: nip.admin, name: "Admin Yayasan", ...seat },
        { nip: nip.resigned, name: "Siti Aminah", ...seat },
        { nip: nip.suspended, name: "Siti Aminah", ...seat },
        { nip: "400", name: "Baru", ...seat, status: "resigned" },
      ]),
    ).toEqual([["self_appointment"], ["person_resigned"], [], ["person_resigned"]]);
  });

  it("is acted in as the seats allow, earlier rows of the file counted", async () => {
    await add("KS", 1);
    const lines = ["1", "2", "3", "4", "5"].map((nip) => ({ nip, name: `Orang ${nip}` }));
    const [one, two, three, four, five] = lines;
    const id = await planned([
      { ...one, ...acting, assignmentKind: "PLH" },
      { ...two, ...acting, assignmentKind: "PLT" },
      { ...three, ...acting, assignmentKind: "PLT" },
      { ...four, ...seat, assignmentFrom: "2090-02-01" },
      { ...five, ...seat, assignmentFrom: "2090-03-01" },
    ]);
    expect(await problemsOf(id)).toEqual([["plh_without_holder"], [], ["plt_seat_taken"], ["plt_in_place"], []]);
    expect(await committed(id)).toMatchObject({ applied: 2 });

    // And the same with what is in the tables by now.
    const later = { assignmentFrom: "2090-04-01", assignmentUntil: "2090-05-01" };
    expect(
      await problems([
        { ...one, ...acting, assignmentKind: "PLT" },
        { ...three, ...seat, ...later, assignmentKind: "PLT" },
        { ...four, ...seat, ...later, assignmentKind: "PLH" },
        { nip: "6", name: "Orang 6", ...seat, ...later, assignmentKind: "PLH" },
        { nip: "7", name: "Orang 7", ...seat, assignmentFrom: "2090-06-01" },
      ]),
    ).toEqual([["plt_seat_taken"], ["plt_seat_taken"], [], ["plh_without_holder"], ["position_full"]]);
  });

  it("is acted in no longer for being given again", async () => {
    await add("KS", 5);
    const plt = { nip: "1", name: "Orang 1", ...seat, assignmentKind: "PLT" };
    const id = await planned([
      { ...plt, assignmentFrom: "2090-01-01", assignmentUntil: "2090-04-01" },
      { ...plt, assignmentFrom: "2090-04-01", assignmentUntil: "2090-07-01" },
      { ...plt, assignmentFrom: "2090-07-01", assignmentUntil: "2090-08-01" },
    ]);
    expect(await problemsOf(id)).toEqual([[], [], ["acting_extended_enough"]]);
    await committed(id);
    const rows = await database.owner`
      select extensions, appointed_by from gloria.assignments where tenant_id = ${tenant.id} order by valid_from`;
    expect(rows).toEqual([
      { extensions: 0, appointed_by: tenant.adminId },
      { extensions: 1, appointed_by: tenant.adminId },
    ]);
  });

  it("whose rights reach beyond its place is given by who appoints there alone", async () => {
    const one = { email: "satu@demo.example", name: "Siti Aminah" };
    const two = { email: "dua@demo.example", name: "Siti Aminah" };
    const { id: finance } = await createDepartment(services, tenant.admin, { code: "KEU", name: "Keuangan" });
    const chair = await add("KETUA", 5, { departmentId: finance });
    await add("STAF", 5, { departmentId: finance });
    const inSchool = await add("BENDAHARA", 5);
    for (const [id, scope] of [
      [chair.id, "ALL"],
      [inSchool.id, "DEPARTMENT"],
    ] as const) {
      await database.owner`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, effect, scope)
        values (${tenant.id}, ${newId()}, 'position', ${id}, 'user:read', 'ALLOW', ${scope})`;
    }
    const inFinance = await tenant.addUser({ name: "Kepala Keuangan" });
    const principal = await tenant.addUser({ name: "Kepala Sekolah" });
    for (const userId of [inFinance, principal]) {
      await tenant.addGrant({ userId, code: "import:*", scope: "ALL" });
      await tenant.addGrant({ userId, code: "file:*", scope: "ALL" });
    }
    await tenant.addGrant({
      userId: inFinance,
      code: "assignment:create",
      scope: "DEPARTMENT",
      departmentId: finance,
    });
    await tenant.addGrant({ userId: principal, code: "assignment:create", scope: "SCHOOL", schoolId });
    await tenant.addUser({ email: one.email, homeSchoolId: schoolId });
    await tenant.addUser({ email: two.email });
    const lines = [
      { ...two, positionCode: "KETUA" },
      { ...two, positionCode: "STAF" },
      { ...one, positionCode: "BENDAHARA", departmentCode: "KEU" },
    ];
    const beyond = "position_beyond_place";
    const denied = "not_permitted";
    expect(await problems(lines)).toEqual([[], [], []]);
    expect((await problems(lines, tenant.as(inFinance))).slice(0, 2)).toEqual([[beyond], []]);
    expect(await problems(lines, tenant.as(principal))).toEqual([[denied, beyond], [denied], [beyond]]);
    expect(await problems([{ ...one, positionCode: "BENDAHARA" }], tenant.as(principal))).toEqual([[]]);
  });
});

describe("a person whom a row names", () => {
  const people = async () =>
    database.owner`select u.nip as account, e.nip as master, e.nuptk, e.gender from gloria.users u
      left join gloria.employees e on e.tenant_id = u.tenant_id and e.nip = u.nip
      where u.tenant_id = ${tenant.id} and u.id <> ${tenant.adminId} order by u.name`;

  it("gets a provisional NIP for employee data without one, which the dry run does not fix", async () => {
    await createEmployee(services, tenant.admin, { name: "Sudah Ada" });
    const lines = [
      { name: "Ayu", email: "ayu@demo.example", gender: "P", nik: "" },
      { name: "Budi", email: "budi@demo.example", gender: "", nik: "3374014101900001" },
      { name: "Citra", email: "citra@demo.example", gender: "", nik: "" },
    ];
    const id = await planned(lines);
    const { items } = await listImportRows(services, tenant.admin, { id });
    expect(items.map(({ differences }) => differences.filter(({ path }) => path.endsWith("nip")))).toEqual([
      ["nip", "employee.nip"].map((path) => ({ path, from: null, to: "PROV-…" })),
      ["nip", "employee.nip"].map((path) => ({ path, from: null, to: "PROV-…" })),
      [],
    ]);
    // Numbers that are given in between change nothing of the plan.
    await createEmployee(services, tenant.admin, { name: "Di Antara" });
    expect(await committed(id)).toMatchObject({ applied: 3, changed: 0 });
    expect(await people()).toEqual([
      { account: "PROV-000003", master: "PROV-000003", nuptk: null, gender: "P" },
      { account: "PROV-000004", master: "PROV-000004", nuptk: null, gender: null },
      { account: null, master: null, nuptk: null, gender: null },
    ]);
    const again = await planned(lines);
    expect(await getImport(services, tenant.admin, { id: again })).toMatchObject({ counts: { skip: 3, error: 0 } });

    await undoImport(services, tenant.admin, { id });
    await runImport(services, { tenantId: tenant.id, importId: id }, live);
    expect(await people()).toEqual([]);
  });

  it("is found by the NIK, and has it alone", async () => {
    const [ayus, budis, fresh] = ["3374014101900001", "3374014202910002", "3374014303920003"];
    await createEmployee(services, tenant.admin, { nip: "1", name: "Ayu", specific: { nik: ayus } });
    await createEmployee(services, tenant.admin, { nip: "2", name: "Budi", specific: { nik: budis } });
    const id = await planned([
      { name: "Ayu Lestari", nip: "", nik: ayus },
      { name: "Budi", nip: "2", nik: ayus },
      { name: "Orang Baru", nip: "3", nik: ayus },
      { name: "Dian", nip: "4", nik: fresh },
      { name: "Eko", nip: "5", nik: fresh },
    ]);
    expect(await problemsOf(id)).toEqual([[], ["nik_in_use"], ["nik_in_use"], [], ["nik_in_use"]]);
    expect(await committed(id)).toMatchObject({ applied: 2 });
    const [ayu] = await database.owner`select name from gloria.employees where tenant_id = ${tenant.id} and nip = '1'`;
    expect(ayu).toEqual({ name: "Ayu Lestari" });
  });
});

describe("the form of a file", () => {
  async function imported(
    header: string,
    kind: "people" | "organisation",
    preset?: "dapodik" | "gloria" | "oneroster",
  ) {
    const bytes = (async function* () {
      yield Buffer.from(`${header}\nSiti,1`);
    })();
    const facts = { name: "daftar.csv", mediaType: "text/csv", purpose: "import", expiresAt: null } as const;
    const file = await storeFile(services, tenant.admin, facts, bytes, { maxBytes: 100_000 });
    const { id } = await createImport(services, tenant.admin, {
      fileId: file.id,
      kind,
      ...(preset === undefined ? {} : { preset }),
    });
    await runImport(services, { tenantId: tenant.id, importId: id }, live);
    return getImport(services, tenant.admin, { id });
  }

  it("is told by the import when its headings have told it", async () => {
    expect(await imported("Nama,NUPTK", "people")).toMatchObject({
      preset: expect.stringMatching(/^(dapodik|gloria)$/),
    });
    expect(await imported("Nama Lengkap,Rahasia,Lain,Entah", "people")).toMatchObject({
      status: "failed",
      preset: null,
    });
  });

  it("is the one that was named, or the import says that it is another", async () => {
    for (const preset of ["dapodik", "gloria"] as const) {
      expect(await imported("Nama,NIP", "people", preset)).toMatchObject({ status: "planned", preset });
    }
    for (const [header, kind, preset] of [
      ["Nama,NIP", "people", "oneroster"],
      ["Kode,Nama", "organisation", "dapodik"],
    ] as const) {
      expect(await imported(header, kind, preset)).toMatchObject({
        status: "failed",
        problems: [{ code: "preset_differs", params: { preset } }],
      });
    }
  });
});
