import { makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, expect, it } from "vitest";
import { createEmployee, getEmployee, updateEmployee } from "../../organisation/index.ts";
import { type Services, storeFile } from "../../platform/index.ts";
import { commitImport, createImport, getImport, listImportRows, runImport, undoImport } from "./index.ts";
import { dapodikColumns } from "./mapping/dapodik-columns.ts";

const database = testDatabase();
let services: Services;

beforeAll(() => {
  services = testServices(database);
});

const plain = {
  gender: "P",
  birthDate: "1990-01-01",
  employmentStatus: "GTY/PTY",
  employeeKind: "Guru Kelas",
  phone: "+62247654321",
  mobile: "+628123456789",
  additionalDuty: "Kepala Perpustakaan",
  candidateDecree: "813/1/2015",
  candidateOn: "2015-03-01",
  appointmentDecree: "821/2/2016",
  appointedOn: "2016-03-01",
  appointedBy: "Ketua Yayasan",
  rankGrade: "III/b",
  salarySource: "Yayasan",
  civilServantOn: "2016-04-01",
  principalLicence: false,
  supervisionTraining: true,
  braille: false,
  signLanguage: true,
  nuks: "16023L0880310",
};
const specific = {
  nik: "3374014101900001",
  noKk: "3374010101100001",
  npwp: "092542943407000",
  taxpayerName: "SITI AMINAH",
  nationality: "ID",
  religion: "Kristen",
  maritalStatus: "1",
  motherName: "Sri",
  spouseName: "Budi",
  spouseNip: "0099",
  spouseOccupation: "Petani",
  birthPlace: "Semarang",
  street: "Jl. Mawar 1",
  rt: "3",
  rw: "07",
  hamlet: "Krajan",
  village: "Tembalang",
  district: "Tembalang",
  postalCode: "50275",
  latitude: "-6.9824",
  longitude: "110.4203",
  bankName: "BRI",
  bankAccountNumber: "001200340056",
  bankAccountHolder: "SITI AMINAH",
  karpeg: "N 012345",
  karisKarsu: "K 9",
};

/** A sheet as Dapodik gives it out, with one line for each of the people. */
function sheetOf(people: readonly Readonly<Record<string, string | boolean>>[]): string {
  const cellOf = (value: string | boolean | undefined) =>
    typeof value === "boolean" ? (value ? "Ya" : "Tidak") : `"${value ?? ""}"`;
  return [
    dapodikColumns.map(([header]) => header).join(","),
    ...people.map((person) => dapodikColumns.map(([, field]) => cellOf(person[field])).join(",")),
  ].join("\n");
}

async function planned(tenant: TestTenant, text: string, includeSpecific: boolean): Promise<string> {
  const facts = { name: "dapodik.csv", mediaType: "text/csv", purpose: "import", expiresAt: null } as const;
  const bytes = (async function* () {
    yield Buffer.from(text);
  })();
  const file = await storeFile(services, tenant.admin, facts, bytes, { maxBytes: 1_000_000 });
  const { id } = await createImport(services, tenant.admin, { fileId: file.id, kind: "people", includeSpecific });
  await run(tenant, id);
  return id;
}

const run = (tenant: TestTenant, importId: string) =>
  runImport(services, { tenantId: tenant.id, importId }, new AbortController().signal);

const read = (tenant: TestTenant, nip: string) => getEmployee(services, tenant.admin, { nip });

it("takes every column of Dapodik over, specific data encrypted on all its ways, and back again", async () => {
  const tenant = await makeTenant(database);
  const before = await createEmployee(services, tenant.admin, {
    nip: "0013",
    name: "Ayu Lestari",
    rankGrade: "III/a",
    specific: { religion: "Katolik", bankAccountNumber: "777888999" },
  }).then(() => read(tenant, "0013"));
  const rows = [
    { ...plain, ...specific, name: "Siti Aminah", nip: "0012", email: "siti@demo.example" },
    { name: "Ayu Lestari", nip: "0013", rankGrade: "III/b", religion: "Kristen", nik: "3374014202910002" },
  ];
  const id = await planned(tenant, sheetOf(rows), true);
  expect(await getImport(services, tenant.admin, { id })).toMatchObject({
    status: "planned",
    problems: [],
    counts: { create: 2, update: 0, skip: 0, error: 0 },
  });
  const shown = JSON.stringify((await listImportRows(services, tenant.admin, { id })).items);
  expect(shown).toContain('"specific.nik"');
  const kept = JSON.stringify(await database.owner`select mapped from gloria.import_rows where import_id = ${id}`);
  for (const value of ["3374014101900001", "001200340056", "Jl. Mawar 1", "Kristen", "110.4203"]) {
    expect(shown).not.toContain(value);
    expect(kept).not.toContain(value);
  }

  await commitImport(services, tenant.admin, { id });
  await run(tenant, id);
  expect(await getImport(services, tenant.admin, { id })).toMatchObject({ results: { applied: 2, changed: 0 } });
  expect(await read(tenant, "0012")).toMatchObject({ ...plain, specific, masked: false, warnings: [] });
  const changed = await read(tenant, "0013");
  expect(changed).toMatchObject({ rankGrade: "III/b" });
  expect(changed.specific).toEqual({ ...before.specific, religion: "Kristen", nik: "3374014202910002" });
  const audited = JSON.stringify(await database.owner`select changes from gloria.audit_events where batch_id = ${id}`);
  expect(audited).toContain("specific.nik");
  expect(audited).not.toContain("3374014101900001");

  await undoImport(services, tenant.admin, { id });
  await run(tenant, id);
  expect(await getImport(services, tenant.admin, { id })).toMatchObject({ results: { undone: 2, kept: 0 } });
  await expect(read(tenant, "0012")).rejects.toMatchObject({ code: "employee.not_found" });
  const restored = await read(tenant, "0013");
  expect(restored).toMatchObject({ rankGrade: "III/a", specific: before.specific });
  const [index] = await database.owner`select nik_index from gloria.employees where id = ${before.id}`;
  expect(index).toEqual({ nik_index: null });
});

it("leaves specific data alone that was not asked for, and a row whose specific data has changed since", async () => {
  const tenant = await makeTenant(database);
  await createEmployee(services, tenant.admin, { nip: "0013", name: "Ayu", specific: { religion: "Katolik" } });
  const row = { name: "Ayu", nip: "0013", rankGrade: "III/b", religion: "Kristen" };
  const id = await planned(tenant, sheetOf([row]), false);
  await commitImport(services, tenant.admin, { id });
  await run(tenant, id);
  expect(await read(tenant, "0013")).toMatchObject({ rankGrade: "III/b", specific: { religion: "Katolik" } });

  const later = await planned(tenant, sheetOf([row]), true);
  await updateEmployee(services, tenant.admin, { nip: "0013", specific: { religion: "Hindu" } });
  await commitImport(services, tenant.admin, { id: later });
  await run(tenant, later);
  expect(await getImport(services, tenant.admin, { id: later })).toMatchObject({ results: { applied: 0, changed: 1 } });
  expect(await read(tenant, "0013")).toMatchObject({ specific: { religion: "Hindu" } });
});

it("needs the right to change specific data", async () => {
  const tenant = await makeTenant(database);
  const userId = await tenant.addUser({ name: "Tata Usaha" });
  await tenant.addGrant({ userId, code: "import:create", scope: "ALL" });
  const ctx = { ...tenant.admin, actor: { kind: "user", userId, sessionId: null } } as const;
  const file = { fileId: "01931c3e-0000-7000-8000-000000000000", kind: "people" } as const;
  await expect(createImport(services, ctx, { ...file, includeSpecific: true })).rejects.toMatchObject({
    code: "access.denied",
    params: { permission: "employee.sensitive:update" },
  });
});
