import type { Me } from "@gloria/contracts";
import type { Impersonation } from "@gloria/core";
import { impersonations, type TenantTransaction, users } from "@gloria/db";
import { and, eq } from "drizzle-orm";

/** What the admin app shows above everything while somebody looks through another person's eyes. */
export async function readBanner(tx: TenantTransaction, { id }: Impersonation): Promise<Me["impersonation"]> {
  const [row] = await tx.db
    .select({ byId: users.id, byName: users.name, reason: impersonations.reason, expiresAt: impersonations.expiresAt })
    .from(impersonations)
    .innerJoin(users, and(eq(users.tenantId, impersonations.tenantId), eq(users.id, impersonations.impersonatorId)))
    .where(and(eq(impersonations.tenantId, tx.tenantId), eq(impersonations.id, id)));
  if (row === undefined) return null;
  return {
    id,
    by: { id: row.byId, name: row.byName },
    reason: row.reason,
    expiresAt: row.expiresAt.toISOString(),
  };
}
