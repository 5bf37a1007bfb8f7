import type { TenantContext } from "@gloria/core";
import { makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, expect, it } from "vitest";
import { createEmployee } from "../../organisation/index.ts";
import { type Services, storeFile } from "../../platform/index.ts";
import { createImport, listImportRows, runImport } from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let importer: TenantContext;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
  const [here, elsewhere] = [await tenant.addSchool({ code: "SMA-1" }), await tenant.addSchool({ code: "SMA-2" })];
  const userId = await tenant.addUser({ homeSchoolId: here });
  await tenant.addGrant({ userId, code: "import:create", scope: "ALL" });
  await tenant.addGrant({ userId, code: "import:read", scope: "ALL" });
  for (const code of ["user:create", "user:update", "employee:create", "employee:update"]) {
    await tenant.addGrant({ userId, code, scope: "SCHOOL", schoolId: here });
  }
  importer = tenant.as(userId);
  await createEmployee(services, tenant.admin, { nip: "B-1", name: "Pegawai Dua", schoolId: elsewhere });
  await createEmployee(services, tenant.admin, { nip: "A-1", name: "Pegawai Satu", schoolId: here });
});

async function plan(...lines: readonly string[]) {
  const file = await storeFile(
    services,
    importer,
    { name: "daftar.csv", mediaType: "text/csv", purpose: "import", expiresAt: null },
    (async function* () {
      yield Buffer.from(["NIP,Nama,Kode sekolah", ...lines].join("\n"));
    })(),
    { maxBytes: 1_000_000 },
  );
  const fields = ["nip", "name", "schoolCode"];
  const columns = ["NIP", "Nama", "Kode sekolah"].map((header, index) => ({
    header,
    field: fields[index] ?? "ignore",
  }));
  const made = await createImport(services, importer, { fileId: file.id, kind: "people", mapping: { columns } });
  await runImport(services, { tenantId: tenant.id, importId: made.id }, new AbortController().signal);
  const { items } = await listImportRows(services, importer, { id: made.id });
  return items.map(({ action, problems }) => [
    action,
    problems.map(({ code, params }) => `${code} ${params["permission"] ?? ""}`.trim()),
  ]);
}

it("links, takes over and moves the employees of one's own school only", async () => {
  expect(
    await plan(
      "A-1,Pegawai Satu,SMA-1",
      "B-1,Pegawai Dua,SMA-1",
      "B-1,Pegawai Dua,",
      "N-1,Baru,SMA-1",
      "N-2,Baru,SMA-2",
    ),
  ).toEqual([
    ["create", []],
    ["error", ["not_permitted employee:update"]],
    ["error", ["not_permitted user:create", "not_permitted employee:update"]],
    ["create", []],
    ["error", ["not_permitted user:create", "not_permitted employee:create"]],
  ]);
});
