import { isPlatformCode } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import type { UserDataRow } from "../../organisation/index.ts";
import { listAssignmentsToday, userTarget } from "../../organisation/index.ts";
import type { Services, VerbTransaction } from "../../platform/index.ts";
import { findExcess } from "../escalation/index.ts";

/**
 * Whom the caller may look through: an active person over whom they hold the right, who is no operator, could not do
 * the same, and holds nothing that the caller does not.
 *
 * @throws AppError `access.denied`, `impersonation.not_allowed` with `{reason}`
 */
export async function assertMayImpersonate(
  services: Services,
  tx: VerbTransaction,
  person: UserDataRow,
): Promise<void> {
  const [access, held] = await Promise.all([tx.access, listAssignmentsToday(tx, person.id)]);
  access.assert("user:impersonate", userTarget(person, held));
  const refuse = (reason: string, permission: string | null = null) =>
    new AppError("impersonation.not_allowed", { reason, permission });
  if (person.id === access.userId) throw refuse("oneself");
  if (person.status !== "active" || person.deletedAt !== null) throw refuse("inactive");
  const theirs = await services.permissions.accessOfUser(tx, person.id);
  if (theirs.can("user:impersonate")) throw refuse("impersonator");
  const permissions = theirs.effective();
  if (permissions.some(({ code }) => isPlatformCode(code))) throw refuse("operator");
  const excess = await findExcess(tx, access, permissions);
  if (excess !== null) throw refuse("holds_more", excess);
}
