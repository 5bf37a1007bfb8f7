import { makeTenant, testDatabase, testServices } from "@gloria/testkit";
import { expect, it } from "vitest";
import { createExport, listExports, purgeExports, runExport } from "./index.ts";

const database = testDatabase();

it("removes what ended thirty days ago, with its file, and nothing that is younger or has not ended", async () => {
  const services = testServices(database);
  const tenant = await makeTenant(database);
  const still = new AbortController().signal;
  const ask = async () => (await createExport(services, tenant.admin, { kind: "users", format: "csv" })).id;
  const [old, young, open] = [await ask(), await ask(), await ask()];
  for (const exportId of [old, young]) await runExport(services, { tenantId: tenant.id, exportId }, still);
  await database.owner`
    update gloria.exports set created_at = now() - interval '40 days',
      finished_at = case id when ${old} then now() - interval '31 days' when ${young} then now() - interval '29 days' end
    where tenant_id = ${tenant.id}`;

  const purged = await Promise.all([purgeExports(services, still), purgeExports(services, still)]);

  expect(purged.reduce((sum, count) => sum + count, 0)).toBe(1);
  const { items } = await listExports(services, tenant.admin, {});
  expect(items.map(({ id }) => id).sort()).toEqual([young, open].sort());
  const files = await database.owner`select id from gloria.files where tenant_id = ${tenant.id}`;
  expect(files).toEqual([{ id: items.find(({ id }) => id === young)?.download?.fileId }]);
  const audited = await database.owner`
    select actor_kind, reason from gloria.audit_events where entity_id = ${old} and action = 'export.delete'`;
  expect(audited).toEqual([{ actor_kind: "system", reason: "retention" }]);
});
