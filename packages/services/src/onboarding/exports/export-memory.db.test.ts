import { makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, expect, it } from "vitest";
import { openFile, type Services } from "../../platform/index.ts";
import { createExport, getExport, runExport } from "./index.ts";

const database = testDatabase();
const people = 30_000;
let services: Services;
let tenant: TestTenant;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
  const schoolId = await tenant.addSchool();
  // What the index of the search costs while they all come in is not what is tried here.
  await database.owner`drop index gloria.users_search_idx`;
  await database.owner`insert into gloria.users (tenant_id, id, name, email, nip, home_school_id)
    select ${tenant.id}, gen_random_uuid(), 'Guru nomor ' || n, 'guru' || n || '@demo.example', 'N' || n, ${schoolId}
    from generate_series(1, ${people - 1}) n`;
  await database.owner`analyze gloria.users`;
}, 180_000);

it("is made in pieces, however many people there are", async () => {
  const { id } = await createExport(services, tenant.admin, { kind: "users", format: "csv" });
  const before = process.memoryUsage().rss;
  let peak = before;
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  try {
    await runExport(services, { tenantId: tenant.id, exportId: id }, new AbortController().signal);
  } finally {
    clearInterval(sampling);
  }
  const made = await getExport(services, tenant.admin, { id });
  expect(made).toMatchObject({ status: "done", done: people, total: people });
  expect((peak - before) / 1e6).toBeLessThan(200);
  let lines = 0;
  for await (const piece of (await openFile(services, tenant.admin, made.download?.fileId ?? "")).bytes) {
    for (const byte of piece) if (byte === 10) lines += 1;
  }
  expect(lines).toBe(people + 1);
}, 180_000);
