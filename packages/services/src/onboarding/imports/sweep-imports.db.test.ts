import { makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, expect, it } from "vitest";
import { type Services, storeFile } from "../../platform/index.ts";
import { commitImport, createImport, getImport, listImportRows, runImport, sweepImports, undoImport } from "./index.ts";

const database = testDatabase();
const live = new AbortController().signal;
let services: Services;
let tenant: TestTenant;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
});

async function storedFile(text: string): Promise<string> {
  const file = await storeFile(
    services,
    tenant.admin,
    { name: "guru.csv", mediaType: "text/csv", purpose: "import", expiresAt: null },
    (async function* () {
      yield Buffer.from(text);
    })(),
    { maxBytes: 1_000 },
  );
  return file.id;
}

async function imported(fileId: string): Promise<string> {
  const { id } = await createImport(services, tenant.admin, { fileId, kind: "people" });
  await runImport(services, { tenantId: tenant.id, importId: id }, live);
  return id;
}

const lapse = (id: string) =>
  database.owner`update gloria.imports set expires_at = now() - interval '1 second' where id = ${id}`;
const files = async (id: string) => (await database.owner`select 1 from gloria.files where id = ${id}`).length;

it("empties what has expired and keeps its counts; what lives or runs is let be", async () => {
  const fileId = await storedFile("NIP,Nama,Kode sekolah\n7001,Siti Rahma,\n7002,Budi,TIDAK-ADA\n");
  const [id, later] = [await imported(fileId), await imported(fileId)];
  await commitImport(services, tenant.admin, { id });
  await lapse(id);
  await sweepImports(services, live);
  expect((await getImport(services, tenant.admin, { id })).expired).toBe(false);
  await runImport(services, { tenantId: tenant.id, importId: id }, live);
  const before = await getImport(services, tenant.admin, { id });

  expect(await sweepImports(services, live)).toBeGreaterThanOrEqual(1);
  const after = await getImport(services, tenant.admin, { id });
  expect(after).toMatchObject({
    expired: true,
    fileId: null,
    counts: before.counts,
    results: before.results,
    can: { undo: false, commit: false, resume: false },
  });
  expect(after.counts).toMatchObject({ create: 1, error: 1 });
  const { items } = await listImportRows(services, tenant.admin, { id, limit: 10 });
  expect(items).toHaveLength(2);
  for (const row of items) expect(row).toMatchObject({ label: null, entityId: null, differences: [], problems: [] });
  const kept = await database.owner<{ text: string }[]>`
    select to_jsonb(r)::text as text from gloria.import_rows r where import_id = ${id}`;
  for (const { text } of kept) expect(text).not.toMatch(/Siti|Budi|700[12]|TIDAK-ADA/);
  await expect(undoImport(services, tenant.admin, { id })).rejects.toMatchObject({ code: "import.expired" });

  expect(await getImport(services, tenant.admin, { id: later })).toMatchObject({ expired: false, fileId });
  expect((await listImportRows(services, tenant.admin, { id: later, limit: 10 })).items[0]?.label).toBe("Siti Rahma");
  expect(await files(fileId)).toBe(1);
  await lapse(later);
  await Promise.all([sweepImports(services, live), sweepImports(services, live)]);
  await sweepImports(services, live);
  expect(await getImport(services, tenant.admin, { id: later })).toMatchObject({ expired: true, fileId: null });
  expect(await files(fileId)).toBe(0);
});
