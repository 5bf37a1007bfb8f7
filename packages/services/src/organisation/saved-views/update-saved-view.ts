import {
  type SavedView,
  type SavedViewScreen,
  type UpdateSavedViewInput,
  updateSavedViewInput,
} from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { savedViews } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  assertVersion,
  diffEntity,
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  wantsSnapshot,
  writeInTenant,
} from "../../platform/index.ts";
import {
  auditedSavedView,
  clearDefault,
  lockOwnView,
  parseState,
  readOwnerName,
  savedViewColumnClasses,
  toSavedView,
  viewOwner,
} from "./saved-view-queries.ts";

/**
 * Changes the named fields of a view of the caller's own; sharing it, and changing one that is shared, needs
 * `saved_view:share`.
 *
 * Errors: `saved_view.not_found`, `request.invalid`, `access.denied`, `saved_view.version_conflict`,
 * `saved_view.name_in_use`.
 */
export async function updateSavedView(
  services: Services,
  ctx: TenantContext,
  input: UpdateSavedViewInput,
): Promise<SavedView> {
  const { id, version, state, ...fields } = parseInput(updateSavedViewInput, input);
  const ownerId = viewOwner(ctx);
  return writeInTenant(services, ctx, async (tx) => {
    const [before, access] = await Promise.all([lockOwnView(tx, ownerId, id), tx.access]);
    if (before.deletedAt !== null) throw new AppError("saved_view.not_found");
    // Taking a view back from the others is always the owner's to do.
    if (fields.isShared ?? before.isShared) access.assert("saved_view:share");
    assertVersion("saved_view.version_conflict", version, before);
    const checked = state === undefined ? {} : { state: parseState(before.screen as SavedViewScreen, state) };
    if (fields.isDefault === true && !before.isDefault) await clearDefault(tx, ownerId, before.screen);
    const [after] = await tx.db
      .update(savedViews)
      .set({ ...fields, ...checked, ...nextVersion(savedViews) })
      .where(and(eq(savedViews.tenantId, tx.tenantId), eq(savedViews.id, id)))
      .returning();
    if (after === undefined) throw new AppError("saved_view.not_found");
    const audited = auditedSavedView(after);
    const [ownerName] = await Promise.all([
      readOwnerName(tx, ownerId),
      recordAudit(tx, "saved_view.update", {
        entity: { type: "saved_view", id, version: after.version, label: after.name },
        changes: diffEntity(auditedSavedView(before), audited, savedViewColumnClasses),
        ...(wantsSnapshot(after.version) ? { snapshot: snapshotOf(audited, savedViewColumnClasses) } : {}),
      }),
    ]);
    return toSavedView(after, ownerName, ownerId);
  });
}
