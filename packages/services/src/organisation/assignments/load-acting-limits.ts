import { AppError } from "@gloria/core";
import { type TenantTransaction, tenants } from "@gloria/db";
import { eq } from "drizzle-orm";
import type { ActingLimits } from "./acting-rules.ts";

/** How long somebody may act in a vacant seat of this foundation. */
export async function loadActingLimits(tx: TenantTransaction): Promise<ActingLimits> {
  const [limits] = await tx.db
    .select({
      months: tenants.actingMonths,
      extensions: tenants.actingExtensions,
      extensionMonths: tenants.actingExtensionMonths,
    })
    .from(tenants)
    .where(eq(tenants.id, tx.tenantId));
  if (limits === undefined) throw new AppError("tenant.not_found");
  return limits;
}
