import { makeTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import { createExport, findStalledExports, getExport, runExport } from "./index.ts";

const database = testDatabase();
let services: Services;

beforeAll(() => {
  services = testServices(database);
});

it("gives an export up that has killed its worker as often as it may fail", async () => {
  const tenant = await makeTenant(database);
  const { id } = await createExport(services, tenant.admin, { kind: "users", format: "csv" });
  await database.owner`update gloria.exports set status = 'running', attempts = 5, lease_until = now() - interval '1 second' where id = ${id}`;
  await runExport(services, { tenantId: tenant.id, exportId: id }, new AbortController().signal);
  expect(await getExport(services, tenant.admin, { id })).toMatchObject({
    status: "failed",
    error: { code: "service.internal" },
    download: null,
  });
  expect((await findStalledExports(services)).map(({ exportId }) => exportId)).not.toContain(id);
});
