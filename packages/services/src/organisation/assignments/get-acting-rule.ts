import type { ActingRule } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { readInTenant, type Services } from "../../platform/index.ts";
import { tenantTarget } from "../employees/get-nip-rule.ts";
import { loadActingLimits } from "./load-acting-limits.ts";

/** How long somebody may act in a vacant seat of the foundation. Errors: `access.denied`. */
export async function getActingRule(services: Services, ctx: TenantContext): Promise<ActingRule> {
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    const target = tenantTarget(tx);
    access.assert("tenant:read", target);
    return { ...(await loadActingLimits(tx)), can: { update: access.can("tenant:update", target) } };
  });
}
