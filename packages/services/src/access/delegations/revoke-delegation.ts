import { type DelegationChange, type RevokeDelegationInput, revokeDelegationInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { delegations } from "@gloria/db";
import { and, eq, sql } from "drizzle-orm";
import { findUserTarget } from "../../organisation/index.ts";
import { notify, parseInput, recordAudit, type Services } from "../../platform/index.ts";
import { changeRights } from "../escalation/index.ts";
import { delegationNotice } from "./announce-delegation.ts";
import { loadDelegation } from "./delegation-queries.ts";
import { showDelegations } from "./show-delegations.ts";

/**
 * Ends a delegation at once, and with it all that hands it on: by whoever delegates, by the delegate who gives it back,
 * or by who holds `delegation:close` over the delegator.
 *
 * Errors: `delegation.not_found`, `access.denied`, `delegation.already_ended`.
 */
export async function revokeDelegation(
  services: Services,
  ctx: TenantContext,
  input: RevokeDelegationInput,
): Promise<DelegationChange> {
  const { id, reason, dryRun } = parseInput(revokeDelegationInput, input);
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("auth.unauthenticated");
  return changeRights(services, ctx, { dryRun }, async (tx, access) => {
    const before = await loadDelegation(tx, id);
    const { delegatorId, delegateId, endedAt, validUntil } = before.row;
    if (actor.userId !== delegatorId && actor.userId !== delegateId) {
      access.assert("delegation:close", await findUserTarget(tx, delegatorId));
    }
    const { now } = await tx.opening;
    if (endedAt !== null || validUntil <= now) throw new AppError("delegation.already_ended");
    await tx.db
      .update(delegations)
      .set({ endedAt: sql`now()`, endedBy: actor.userId })
      .where(and(eq(delegations.tenantId, tx.tenantId), eq(delegations.id, id)));
    const after = await loadDelegation(tx, id);
    await Promise.all([
      recordAudit(tx, "delegation.revoke", {
        entity: { type: "delegation", id: after.row.id, label: after.delegate.name },
        targets: [
          { type: "user", id: delegatorId, label: after.delegator.name },
          { type: "user", id: delegateId, label: after.delegate.name },
        ],
        reason: reason ?? null,
      }),
      notify(tx, {
        type: "delegation.revoked",
        recipientIds: [delegatorId, delegateId].filter((userId) => userId !== actor.userId),
        entity: { type: "delegation", id: after.row.id },
        data: await delegationNotice(tx, after),
      }),
    ]);
    const [shown] = await showDelegations(services, tx, [after], access);
    if (shown === undefined) throw new Error("a locked row is gone");
    return { delegation: shown };
  });
}
