import { type Invitation, type ListInvitationsInput, listInvitationsInput, type Page } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { invitations, users } from "@gloria/db";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { decodeCursor, instantKey, pageFrom, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { hasStatus, selectInvitations, toInvitation, visibleInvitations } from "./invitation-queries.ts";

export interface InvitationPage extends Page<Invitation> {
  readonly can: { readonly create: boolean };
}

/** The invitations of living people that the caller may see, the newest first. */
export async function listInvitations(
  services: Services,
  ctx: TenantContext,
  input: ListInvitationsInput,
): Promise<InvitationPage> {
  const wanted = parseInput(listInvitationsInput, input);
  const after = decodeCursor(wanted.cursor, "-createdAt", instantKey);
  return readInTenant(services, ctx, async (tx) => {
    const [access, { now }] = await Promise.all([tx.access, tx.opening]);
    access.assert("invitation:read");
    const rows = await selectInvitations(tx)
      .where(
        and(
          eq(invitations.tenantId, tx.tenantId),
          isNull(users.deletedAt),
          visibleInvitations(access),
          wanted.status === undefined ? undefined : hasStatus(wanted.status),
          wanted.schoolId === undefined ? undefined : eq(users.homeSchoolId, wanted.schoolId),
          wanted.userId === undefined ? undefined : eq(invitations.userId, wanted.userId),
          after === null
            ? undefined
            : sql`(${invitations.createdAt}, ${invitations.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(desc(invitations.createdAt), desc(invitations.id))
      .limit(wanted.limit + 1);
    const page = pageFrom(
      rows,
      wanted.limit,
      (row) => toInvitation(row, access, now),
      ({ invitation }) => ({ sort: "-createdAt", after: [invitation.createdAt.toISOString(), invitation.id] }),
    );
    return { ...page, can: { create: access.can("invitation:create") } };
  });
}
