import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { type Beyond, type Gain, loadGiver } from "./giver.ts";
import { nameSupport, supportBy } from "./support.ts";

/**
 * Nobody hands out more than they hold, at that place or wider and for so long; what somebody may do with their own
 * things counts as held by whoever holds it anywhere. What is delegated to the caller, or theirs on a condition, is not
 * theirs to hand out. Who has `permission:grant_any` over the whole foundation may hand out anything as long as they
 * have it.
 *
 * @throws AppError `access.escalation` with the first permission that goes beyond; `access.outlasts_support` with the
 *   permission, what the caller holds it by, and when that ends
 */
export async function assertMayGive(tx: TenantTransaction, access: Access, gains: readonly Gain[]): Promise<void> {
  const giver = await loadGiver(tx, access);
  const beyond = giver.firstBeyond(gains.filter(({ span }) => !giver.mayGiveAnything(span)));
  if (beyond !== null) throw await beyondError(tx, beyond);
}

/** What is said of it to whoever tried. */
export async function beyondError(tx: TenantTransaction, { permission, ends }: Beyond): Promise<AppError> {
  if (ends === null) return new AppError("access.escalation", { permission });
  const support = supportBy(ends.support);
  return new AppError("access.outlasts_support", {
    permission,
    support: await nameSupport(tx, support),
    supportKind: support.kind,
    supportId: support.id,
    until: ends.at.toISOString(),
  });
}
