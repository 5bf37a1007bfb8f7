import { type SavedView, savedViewIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { savedViews } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  diffEntity,
  parseInput,
  recordAudit,
  restoration,
  type Services,
  snapshotOf,
  writeInTenant,
} from "../../platform/index.ts";
import {
  auditedSavedView,
  lockOwnView,
  readOwnerName,
  savedViewColumnClasses,
  toSavedView,
  viewOwner,
} from "./saved-view-queries.ts";

/**
 * Takes a soft deletion back. A view that was shared comes back as its owner's alone, one that opened the screen as one
 * of many: others may have taken its place. Errors: `saved_view.not_found`, `saved_view.name_in_use`.
 */
export async function restoreSavedView(
  services: Services,
  ctx: TenantContext,
  input: { id: string },
): Promise<SavedView> {
  const { id } = parseInput(savedViewIdInput, input);
  const ownerId = viewOwner(ctx);
  return writeInTenant(services, ctx, async (tx) => {
    const before = await lockOwnView(tx, ownerId, id);
    const ownerName = await readOwnerName(tx, ownerId);
    if (before.deletedAt === null) return toSavedView(before, ownerName, ownerId);
    const [after] = await tx.db
      .update(savedViews)
      .set({ ...restoration(savedViews), isShared: false, isDefault: false })
      .where(and(eq(savedViews.tenantId, tx.tenantId), eq(savedViews.id, id)))
      .returning();
    if (after === undefined) throw new AppError("saved_view.not_found");
    const audited = auditedSavedView(after);
    await recordAudit(tx, "saved_view.restore", {
      entity: { type: "saved_view", id, version: after.version, label: after.name },
      changes: diffEntity(auditedSavedView(before), audited, savedViewColumnClasses),
      snapshot: snapshotOf(audited, savedViewColumnClasses),
    });
    return toSavedView(after, ownerName, ownerId);
  });
}
