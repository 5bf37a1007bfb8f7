import type { FieldCrypto } from "@gloria/core";
import type { invitations } from "@gloria/db";
import { invitationToken } from "../../platform/index.ts";
import { hashToken } from "../invitations/index.ts";
import type { UserInsert } from "./people-rows.ts";
import type { SeededRandom } from "./seeded-random.ts";

export type InvitationInsert = typeof invitations.$inferInsert;

/** An invitation before its proof: that depends on the installation's keys, and is worked out when it is written. */
export type PlannedInvitation = Omit<InvitationInsert, "tokenHash" | "codeHash"> & { readonly id: string };

/** Held for a week; who was invited longer ago than that has let it expire. */
const validDays = 7.5;

/**
 * The invitation of everybody who waits for one, sent on the day that the account was made. One of them was invited
 * nine days ago: theirs has expired.
 */
export function invitationRows(
  random: SeededRandom,
  tenantId: string,
  people: readonly UserInsert[],
  invitedBy: string | null,
): PlannedInvitation[] {
  return people.flatMap((person) => {
    if (person.status !== "invited" || person.email == null || person.createdAt === undefined) return [];
    const at = person.createdAt;
    return [
      {
        tenantId,
        id: random.id(at.getTime()),
        userId: person.id,
        email: person.email,
        expiresAt: new Date(at.getTime() + validDays * 86_400_000),
        sentCount: 1,
        lastSentAt: at,
        invitedBy,
        createdAt: at,
        updatedAt: at,
      },
    ];
  });
}

/** With the proof of a mailed link; nobody has the mail, so sending again is the way on. */
export function provenInvitations(
  crypto: Pick<FieldCrypto, "blindIndex">,
  rows: readonly PlannedInvitation[],
): InvitationInsert[] {
  return rows.map((row) => ({
    ...row,
    tokenHash: hashToken(invitationToken(crypto, row.tenantId, { invitationId: row.id, sending: 1 })),
  }));
}
