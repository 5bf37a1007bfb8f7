import type { Tenant } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { type TenantTransaction, tenants } from "@gloria/db";
import { eq } from "drizzle-orm";

export function toTenant(row: typeof tenants.$inferSelect): Tenant {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    kind: row.kind,
    status: row.status,
    clerkOrgId: row.clerkOrgId,
    locale: row.locale,
    timeZone: row.timeZone,
    createdAt: row.createdAt.toISOString(),
  };
}

/** The tenant of the transaction. */
export async function readTenantRow(tx: TenantTransaction): Promise<Tenant> {
  const [row] = await tx.db.select().from(tenants).where(eq(tenants.id, tx.tenantId));
  if (row === undefined) throw new AppError("tenant.not_found");
  return toTenant(row);
}
