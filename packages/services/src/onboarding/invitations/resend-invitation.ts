import {
  type PrintedCode,
  type ResendInvitationInput,
  type ResentInvitation,
  resendInvitationInput,
} from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { invitations, users } from "@gloria/db";
import { and, eq, sql } from "drizzle-orm";
import {
  assertVersion,
  invitationToken,
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  type VerbTransaction,
  writeInTenant,
} from "../../platform/index.ts";
import { drawCode, hashCode, hashToken } from "./invitation-proofs.ts";
import { invitationTarget, lockInvitation, statusOf, toInvitation } from "./invitation-queries.ts";
import { mailInvitation, printedCode, readInviter } from "./send-invitation.ts";

/** Between two sendings of one invitation. */
const restMs = 60_000;

/**
 * Sends an invitation again, also an expired one, with a new token or code: the old one is dead with this commit. Who
 * has an e-mail by now gets a mail, who has none any more gets a code.
 *
 * Errors: `invitation.not_found`, `access.denied`, `invitation.version_conflict`, `invitation.already_accepted`,
 * `invitation.withdrawn`, `invitation.not_invitable`, `invitation.too_soon` within a minute.
 */
export async function resendInvitation(
  services: Services,
  ctx: TenantContext,
  input: ResendInvitationInput,
): Promise<ResentInvitation> {
  const { id, version, validDays } = parseInput(resendInvitationInput, input);
  const code = drawCode();
  // Kept beside the result, which an idempotency key would store: a repeated request is answered without the code.
  let printed: PrintedCode | null = null;
  const resent = await writeInTenant(services, ctx, async (tx) => {
    const [loaded, access, { now }] = await Promise.all([lockInvitation(tx, id), tx.access, tx.opening]);
    access.assert("invitation:update", invitationTarget(loaded));
    const before = loaded.invitation;
    assertVersion("invitation.version_conflict", version, before);
    const status = statusOf(before, now);
    if (status === "accepted") throw new AppError("invitation.already_accepted");
    if (status === "withdrawn") throw new AppError("invitation.withdrawn");
    if (now.getTime() - before.lastSentAt.getTime() < restMs) throw new AppError("invitation.too_soon");
    const [person, inviter] = await Promise.all([readInvitee(tx, before.userId), readInviter(tx)]);
    const sending = before.sentCount + 1;
    const byMail = person.email !== null;
    const [after] = await tx.db
      .update(invitations)
      .set({
        email: person.email,
        tokenHash: byMail
          ? hashToken(invitationToken(services.fieldCrypto, tx.tenantId, { invitationId: id, sending }))
          : null,
        codeHash: byMail ? null : await hashCode(services.fieldCrypto, tx.tenantId, code),
        expiresAt: new Date(now.getTime() + validDays * 86_400_000),
        sentCount: sending,
        lastSentAt: sql`now()`,
        ...nextVersion(invitations),
      })
      .where(and(eq(invitations.tenantId, tx.tenantId), eq(invitations.id, id)))
      .returning();
    if (after === undefined) throw new AppError("invitation.not_found");
    const addressee = {
      userId: before.userId,
      invitationId: id,
      sending,
      name: person.name,
      identifier: person.email ?? person.username ?? person.nip ?? person.name,
      schoolId: person.homeSchoolId,
      schoolName: loaded.homeSchoolName,
      expiresAt: after.expiresAt,
    };
    await Promise.all([
      byMail ? mailInvitation(services, tx, inviter, addressee) : null,
      recordAudit(tx, "invitation.resend", {
        entity: { type: "invitation", id, version: after.version, label: person.name },
        schoolId: person.homeSchoolId,
        targets: [{ type: "user", id: before.userId }],
        changes: [
          {
            path: "expiresAt",
            op: "replace",
            from: before.expiresAt.toISOString(),
            to: after.expiresAt.toISOString(),
            class: "internal",
          },
          { path: "sentCount", op: "replace", from: before.sentCount, to: sending, class: "internal" },
        ],
      }),
    ]);
    printed = byMail ? null : printedCode(inviter, addressee, code);
    return toInvitation({ ...loaded, invitation: after }, access, now);
  });
  return { ...resent, printed };
}

/** @throws AppError `invitation.not_invitable` when the person no longer waits for one */
async function readInvitee(tx: VerbTransaction, userId: string) {
  const [person] = await tx.db
    .select()
    .from(users)
    .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, userId)));
  if (person?.status !== "invited" || person.deletedAt !== null) throw new AppError("invitation.not_invitable");
  return person;
}
