import type { Invitation, InvitationStatus } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { invitations, schools, type TenantTransaction, users } from "@gloria/db";
import { type Access, rowFilterSql, type Target } from "@gloria/permissions";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { attributeColumns, targetAttributes } from "../../platform/index.ts";

export type InvitationRow = typeof invitations.$inferSelect;

/** An invitation with the person it is for. */
export interface LoadedInvitation {
  readonly invitation: InvitationRow;
  readonly userName: string;
  readonly homeSchoolId: string | null;
  readonly homeSchoolName: string | null;
  readonly inviterName: string | null;
}

const columns = {
  invitation: invitations,
  userName: users.name,
  homeSchoolId: users.homeSchoolId,
  homeSchoolName: schools.name,
  inviterName: sql<string | null>`(
    select i.name from gloria.users i where i.tenant_id = ${invitations.tenantId} and i.id = ${invitations.invitedBy})`,
};

export function selectInvitations(tx: TenantTransaction) {
  return tx.db
    .select(columns)
    .from(invitations)
    .innerJoin(users, and(eq(users.tenantId, invitations.tenantId), eq(users.id, invitations.userId)))
    .leftJoin(schools, and(eq(schools.tenantId, users.tenantId), eq(schools.id, users.homeSchoolId)));
}

/** @throws AppError `invitation.not_found` */
export async function lockInvitation(tx: TenantTransaction, id: string): Promise<LoadedInvitation> {
  const mine = and(eq(invitations.tenantId, tx.tenantId), eq(invitations.id, id));
  // Two statements: what is joined must not be older than the lock.
  const [, [row]] = await Promise.all([
    tx.db.select({ id: invitations.id }).from(invitations).where(mine).for("update"),
    selectInvitations(tx).where(and(mine, isNull(users.deletedAt))),
  ]);
  if (row === undefined) throw new AppError("invitation.not_found");
  return row;
}

/** What permissions see of an invitation: the person's school, and the person. */
export function invitationTarget(row: Pick<LoadedInvitation, "invitation" | "homeSchoolId">): Target {
  return {
    tenantId: row.invitation.tenantId,
    ownerId: row.invitation.userId,
    departmentIds: [],
    schoolIds: row.homeSchoolId === null ? [] : [row.homeSchoolId],
    resource: { type: "invitation", id: row.invitation.id },
    attributes: targetAttributes("invitation", row.invitation),
  };
}

/** The invitations that the caller may read; the SQL twin of {@link invitationTarget}. */
export function visibleInvitations(access: Access): SQL | undefined {
  return rowFilterSql(access.filter("invitation:read"), {
    own: (ownerId) => eq(invitations.userId, ownerId),
    school: (ids) => sql`${users.homeSchoolId} = any(${sql.param(ids)}::uuid[])`,
    department: null,
    schoolless: isNull(users.homeSchoolId),
    resource: { type: "invitation", is: (ids) => sql`${invitations.id} = any(${sql.param(ids)}::uuid[])` },
    attributes: attributeColumns("invitation", invitations),
  });
}

/** @param now by the clock of the database */
export function statusOf(row: InvitationRow, now: Date): InvitationStatus {
  if (row.acceptedAt !== null) return "accepted";
  if (row.withdrawnAt !== null) return "withdrawn";
  return row.expiresAt <= now ? "expired" : "pending";
}

/** The SQL twin of {@link statusOf}. */
export function hasStatus(status: InvitationStatus): SQL {
  switch (status) {
    case "accepted":
      return sql`${invitations.acceptedAt} is not null`;
    case "withdrawn":
      return sql`${invitations.withdrawnAt} is not null`;
    case "expired":
      return sql`${invitations.acceptedAt} is null and ${invitations.withdrawnAt} is null and ${invitations.expiresAt} <= now()`;
    case "pending":
      return sql`${invitations.acceptedAt} is null and ${invitations.withdrawnAt} is null and ${invitations.expiresAt} > now()`;
  }
}

export function toInvitation(row: LoadedInvitation, access: Access, now: Date): Invitation {
  const { invitation } = row;
  const status = statusOf(invitation, now);
  const isOpen = status === "pending" || status === "expired";
  const target = invitationTarget(row);
  return {
    id: invitation.id,
    userId: invitation.userId,
    userName: row.userName,
    homeSchoolId: row.homeSchoolId,
    homeSchoolName: row.homeSchoolName,
    proof: invitation.codeHash === null ? "email" : "code",
    email: invitation.email,
    status,
    expiresAt: invitation.expiresAt.toISOString(),
    sentCount: invitation.sentCount,
    lastSentAt: invitation.lastSentAt.toISOString(),
    acceptedAt: invitation.acceptedAt?.toISOString() ?? null,
    withdrawnAt: invitation.withdrawnAt?.toISOString() ?? null,
    invitedBy: invitation.invitedBy === null ? null : { id: invitation.invitedBy, name: row.inviterName ?? "" },
    version: invitation.version,
    createdAt: invitation.createdAt.toISOString(),
    can: {
      resend: isOpen && access.can("invitation:update", target),
      withdraw: isOpen && access.can("invitation:delete", target),
    },
  };
}
