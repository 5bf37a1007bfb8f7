import { linkSecretMarker, type PrintedCode } from "@gloria/contracts";
import type { TenantTransaction } from "@gloria/db";
import { notify, type Services } from "../../platform/index.ts";

/** Somebody to be told of their invitation. */
export interface Addressee {
  readonly userId: string;
  readonly invitationId: string;
  readonly sending: number;
  readonly name: string;
  readonly identifier: string;
  readonly schoolId: string | null;
  readonly schoolName: string | null;
  readonly expiresAt: Date;
}

/** The foundation that invites. */
export interface Inviter {
  readonly name: string;
  readonly code: string;
  readonly timeZone: string;
}

export async function readInviter(tx: TenantTransaction): Promise<Inviter> {
  const [row] = await tx.sql.unsafe<Inviter[]>(
    `select name, code, time_zone as "timeZone" from gloria.tenants where id = $1`,
    [tx.tenantId],
  );
  if (row === undefined) throw new Error(`tenant ${tx.tenantId} is gone`);
  return row;
}

/** Tells the person by mail, in the caller's transaction; the secret of the link comes into it when it leaves. */
export async function mailInvitation(
  services: Services,
  tx: TenantTransaction,
  inviter: Inviter,
  to: Addressee,
): Promise<void> {
  await notify(tx, {
    type: "user.invited",
    recipientIds: [to.userId],
    entity: { type: "invitation", id: to.invitationId },
    schoolId: to.schoolId,
    expiresAt: to.expiresAt,
    data: {
      name: to.name,
      tenantName: inviter.name,
      identifier: to.identifier,
      acceptUrl: `${services.publicUrl}/invitations/accept#token=${linkSecretMarker}`,
      expiresAt: to.expiresAt.toISOString(),
      timeZone: inviter.timeZone,
      invitationId: to.invitationId,
      sending: to.sending,
    },
  });
}

/** A line of the sheet to be printed; nothing of it can be worked out again. */
export function printedCode(inviter: Inviter, to: Addressee, code: string): PrintedCode {
  return {
    invitationId: to.invitationId,
    name: to.name,
    identifier: to.identifier,
    schoolName: to.schoolName,
    tenantCode: inviter.code,
    code,
    expiresAt: to.expiresAt.toISOString(),
  };
}
