import type { Services } from "../../platform/index.ts";

/** Exports whose run has died or never begun, to be run (again). */
export async function findStalledExports(
  services: Services,
): Promise<{ readonly tenantId: string; readonly exportId: string }[]> {
  const rows = await services.system.sql<{ tenant_id: string; export_id: string }[]>`
    select tenant_id, export_id from gloria.find_stalled_exports(100)`;
  return rows.map((row) => ({ tenantId: row.tenant_id, exportId: row.export_id }));
}
