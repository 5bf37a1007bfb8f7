import { type EndGuardrailInput, endGuardrailInput, type GuardrailChange } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { guardrails } from "@gloria/db";
import { and, eq, sql } from "drizzle-orm";
import { parseInput, recordAudit, type Services } from "../../platform/index.ts";
import { changeRights, loadKnownPermissions, permissionsNamedBy } from "../escalation/index.ts";
import { loadGuardrail, toGuardrail } from "./guardrail-queries.ts";

/**
 * Lifts a guardrail at once; what it forbade is granted again to whoever was granted it.
 *
 * Errors: `access.denied`, `guardrail.not_found`, `guardrail.already_ended`.
 */
export async function endGuardrail(
  services: Services,
  ctx: TenantContext,
  input: EndGuardrailInput,
): Promise<GuardrailChange> {
  const { id, reason } = parseInput(endGuardrailInput, input);
  return changeRights(services, ctx, { dryRun: false }, async (tx, access) => {
    access.assertRegion("guardrail:close", { scope: "ALL" });
    const before = await loadGuardrail(tx, id);
    if (before.state === "ended" || before.state === "expired") throw new AppError("guardrail.already_ended");
    await tx.db
      .update(guardrails)
      .set({ endedAt: sql`now()`, endedBy: access.userId })
      .where(and(eq(guardrails.tenantId, tx.tenantId), eq(guardrails.id, id)));
    const after = await loadGuardrail(tx, id);
    await recordAudit(tx, "guardrail.end", {
      entity: { type: "guardrail", id: after.row.id, label: after.row.name },
      reason: reason ?? null,
    });
    const permissions = permissionsNamedBy(await loadKnownPermissions(tx), after.row.code);
    return { guardrail: toGuardrail(after, access), permissions };
  });
}
