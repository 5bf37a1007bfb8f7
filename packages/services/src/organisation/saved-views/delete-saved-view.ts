import { deleteSavedViewInput, type SavedView } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { savedViews } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  assertVersion,
  diffEntity,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  softDeletion,
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

/** Deletes a view of the caller's own softly. Errors: `saved_view.not_found`, `saved_view.version_conflict`. */
export async function deleteSavedView(
  services: Services,
  ctx: TenantContext,
  input: { id: string; version?: number | undefined },
): Promise<SavedView> {
  const { id, version } = parseInput(deleteSavedViewInput, input);
  const ownerId = viewOwner(ctx);
  return writeInTenant(services, ctx, async (tx) => {
    const before = await lockOwnView(tx, ownerId, id);
    const ownerName = await readOwnerName(tx, ownerId);
    if (before.deletedAt !== null) return toSavedView(before, ownerName, ownerId);
    assertVersion("saved_view.version_conflict", version, before);
    const [after] = await tx.db
      .update(savedViews)
      .set(softDeletion(savedViews, ctx.actor))
      .where(and(eq(savedViews.tenantId, tx.tenantId), eq(savedViews.id, id)))
      .returning();
    if (after === undefined) throw new AppError("saved_view.not_found");
    const audited = auditedSavedView(after);
    await recordAudit(tx, "saved_view.delete", {
      entity: { type: "saved_view", id, version: after.version, label: after.name },
      changes: diffEntity(auditedSavedView(before), audited, savedViewColumnClasses),
      snapshot: snapshotOf(audited, savedViewColumnClasses),
    });
    return toSavedView(after, ownerName, ownerId);
  });
}
