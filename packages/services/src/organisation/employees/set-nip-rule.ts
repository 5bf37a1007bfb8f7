import { type NipRule, type SetNipRuleInput, setNipRuleInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { type TenantTransaction, tenants } from "@gloria/db";
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
import { wholeNip } from "./nip-rules.ts";

/**
 * Says what the foundation's NIPs look like, from now on: numbers there are stay, as do provisional ones.
 *
 * Errors: `access.denied`, `data.out_of_range` for an expression that PostgreSQL cannot read, or that refers back to a
 * group: those alone may take PostgreSQL an unbounded time.
 */
export async function setNipRule(services: Services, ctx: TenantContext, input: SetNipRuleInput): Promise<NipRule> {
  const { pattern } = parseInput(setNipRuleInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    // A change of the tenant's row raises its epoch.
    await tx.lockEpoch();
    const access = await tx.access;
    access.assert("tenant:update", tenantTarget(tx));
    if (pattern !== null) await assertReadable(tx, pattern);
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

/** Held against a number just as it will be, since options at its beginning have no place in the middle. */
async function assertReadable(tx: TenantTransaction, pattern: string): Promise<void> {
  if (backReference.test(pattern)) throw new AppError("data.out_of_range", { constraint: "tenants_nip_pattern_check" });
  await tx.sql.unsafe(`select '' ~ ${wholeNip("$1::text")}`, [pattern]);
}

/** `\\1` is a backslash and a one: pairs of backslashes are passed over. */
const backReference = /(?<!\\)(?:\\\\)*\\[1-9]/;
