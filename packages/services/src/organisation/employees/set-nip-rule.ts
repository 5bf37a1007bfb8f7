import { type NipRule, type SetNipRuleInput, setNipRuleInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { tenants } from "@gloria/db";
import { eq } from "drizzle-orm";
import {
  diffEntity,
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  writeInTenant,
} from "../../platform/index.ts";
import { tenantTarget } from "./get-nip-rule.ts";

/**
 * Says what the foundation's NIPs look like, from now on: numbers there are stay, as do provisional ones.
 *
 * Errors: `access.denied`, `data.out_of_range` for an expression that PostgreSQL cannot read.
 */
export async function setNipRule(services: Services, ctx: TenantContext, input: SetNipRuleInput): Promise<NipRule> {
  const { pattern } = parseInput(setNipRuleInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    // A change of the tenant's row raises its epoch.
    await tx.lockEpoch();
    const access = await tx.access;
    access.assert("tenant:update", tenantTarget(tx));
    const [before] = await tx.db.select().from(tenants).where(eq(tenants.id, tx.tenantId)).for("update");
    const [after] = await tx.db
      .update(tenants)
      .set({ nipPattern: pattern, ...nextVersion(tenants) })
      .where(eq(tenants.id, tx.tenantId))
      .returning();
    if (before === undefined || after === undefined) throw new AppError("tenant.not_found");
    await recordAudit(tx, "tenant.nip_rule", {
      entity: { type: "tenant", id: after.id, version: after.version, label: after.name },
      changes: diffEntity({ nipPattern: before.nipPattern }, { nipPattern: pattern }, { nipPattern: "internal" }),
    });
    return { pattern, can: { update: true } };
  });
}
