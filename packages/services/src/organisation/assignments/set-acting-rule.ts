import { type ActingRule, type SetActingRuleInput, setActingRuleInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { tenants } from "@gloria/db";
import { eq } from "drizzle-orm";
import {
  type ColumnClasses,
  diffEntity,
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  writeInTenant,
} from "../../platform/index.ts";
import { tenantTarget } from "../employees/get-nip-rule.ts";

type Limits = Pick<typeof tenants.$inferSelect, "actingMonths" | "actingExtensions" | "actingExtensionMonths">;

const limitClasses: ColumnClasses<Limits> = {
  actingMonths: "internal",
  actingExtensions: "internal",
  actingExtensionMonths: "internal",
};

/**
 * Says how long somebody may act in a vacant seat, for what is appointed or put off from now on: terms that there are
 * stay.
 *
 * Errors: `access.denied`.
 */
export async function setActingRule(
  services: Services,
  ctx: TenantContext,
  input: SetActingRuleInput,
): Promise<ActingRule> {
  const { months, extensions, extensionMonths } = parseInput(setActingRuleInput, input);
  const limits: Limits = {
    actingMonths: months,
    actingExtensions: extensions,
    actingExtensionMonths: extensionMonths,
  };
  return writeInTenant(services, ctx, async (tx) => {
    // A change of the tenant's row raises its epoch.
    await tx.lockEpoch();
    const access = await tx.access;
    access.assert("tenant:update", tenantTarget(tx));
    const [before] = await tx.db.select().from(tenants).where(eq(tenants.id, tx.tenantId)).for("update");
    const [after] = await tx.db
      .update(tenants)
      .set({ ...limits, ...nextVersion(tenants) })
      .where(eq(tenants.id, tx.tenantId))
      .returning();
    if (before === undefined || after === undefined) throw new AppError("tenant.not_found");
    await recordAudit(tx, "tenant.acting_rule", {
      entity: { type: "tenant", id: after.id, version: after.version, label: after.name },
      changes: diffEntity(limitsOf(before), limits, limitClasses),
    });
    return { months, extensions, extensionMonths, can: { update: true } };
  });
}

function limitsOf({ actingMonths, actingExtensions, actingExtensionMonths }: Limits): Limits {
  return { actingMonths, actingExtensions, actingExtensionMonths };
}
