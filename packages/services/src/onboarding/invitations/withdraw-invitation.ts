import { type Invitation, type WithdrawInvitationInput, withdrawInvitationInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { invitations } from "@gloria/db";
import { and, eq, sql } from "drizzle-orm";
import {
  assertVersion,
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  writeInTenant,
} from "../../platform/index.ts";
import { invitationTarget, lockInvitation, toInvitation } from "./invitation-queries.ts";

/**
 * Takes an invitation back: its token or code is dead with this commit. The person stays, and can be invited anew.
 * Withdrawing twice changes nothing.
 *
 * Errors: `invitation.not_found`, `access.denied`, `invitation.version_conflict`, `invitation.already_accepted`.
 */
export async function withdrawInvitation(
  services: Services,
  ctx: TenantContext,
  input: WithdrawInvitationInput,
): Promise<Invitation> {
  const { id, version } = parseInput(withdrawInvitationInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    const [loaded, access, { now }] = await Promise.all([lockInvitation(tx, id), tx.access, tx.opening]);
    access.assert("invitation:delete", invitationTarget(loaded));
    const before = loaded.invitation;
    if (before.acceptedAt !== null) throw new AppError("invitation.already_accepted");
    if (before.withdrawnAt !== null) return toInvitation(loaded, access, now);
    assertVersion("invitation.version_conflict", version, before);
    const [after] = await tx.db
      .update(invitations)
      .set({ withdrawnAt: sql`now()`, ...nextVersion(invitations) })
      .where(and(eq(invitations.tenantId, tx.tenantId), eq(invitations.id, id)))
      .returning();
    if (after === undefined) throw new AppError("invitation.not_found");
    await recordAudit(tx, "invitation.withdraw", {
      entity: { type: "invitation", id, version: after.version, label: loaded.userName },
      schoolId: loaded.homeSchoolId,
      targets: [{ type: "user", id: before.userId }],
    });
    return toInvitation({ ...loaded, invitation: after }, access, now);
  });
}
