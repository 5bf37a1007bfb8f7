import type { NipRule } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { tenants } from "@gloria/db";
import type { Target } from "@gloria/permissions";
import { eq } from "drizzle-orm";
import { readInTenant, type Services, type VerbTransaction } from "../../platform/index.ts";

/** What the foundation's NIPs look like. Errors: `access.denied`. */
export async function getNipRule(services: Services, ctx: TenantContext): Promise<NipRule> {
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    const target = tenantTarget(tx);
    access.assert("tenant:read", target);
    const [tenant] = await tx.db
      .select({ pattern: tenants.nipPattern })
      .from(tenants)
      .where(eq(tenants.id, tx.tenantId));
    return { pattern: tenant?.pattern ?? null, can: { update: access.can("tenant:update", target) } };
  });
}

/** The foundation as a whole: only a right over all of it covers it. */
export function tenantTarget(tx: VerbTransaction): Target {
  return { tenantId: tx.tenantId, ownerId: null, departmentIds: [], schoolIds: [] };
}
