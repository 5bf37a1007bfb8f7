import { type CreateSavedViewInput, createSavedViewInput, type SavedView } from "@gloria/contracts";
import { newId, type TenantContext } from "@gloria/core";
import { savedViews } from "@gloria/db";
import {
  additionsOf,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  writeInTenant,
} from "../../platform/index.ts";
import {
  auditedSavedView,
  clearDefault,
  parseState,
  readOwnerName,
  savedViewColumnClasses,
  toSavedView,
  viewOwner,
} from "./saved-view-queries.ts";

/**
 * Saves search and filters of a screen for the caller; sharing them needs `saved_view:share`.
 *
 * Errors: `request.invalid` for a state that the screen's list does not take, `access.denied`,
 * `saved_view.name_in_use`.
 */
export async function createSavedView(
  services: Services,
  ctx: TenantContext,
  input: CreateSavedViewInput,
): Promise<SavedView> {
  const { state, ...fields } = parseInput(createSavedViewInput, input);
  const ownerId = viewOwner(ctx);
  const checked = parseState(fields.screen, state);
  return writeInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    if (fields.isShared === true) access.assert("saved_view:share");
    if (fields.isDefault === true) await clearDefault(tx, ownerId, fields.screen);
    const [view] = await tx.db
      .insert(savedViews)
      .values({ ...fields, state: checked, tenantId: tx.tenantId, id: newId(), ownerId })
      .returning();
    if (view === undefined) throw new Error("insert returned no row");
    const audited = auditedSavedView(view);
    const [ownerName] = await Promise.all([
      readOwnerName(tx, ownerId),
      recordAudit(tx, "saved_view.create", {
        entity: { type: "saved_view", id: view.id, version: view.version, label: view.name },
        changes: additionsOf(audited, savedViewColumnClasses),
        snapshot: snapshotOf(audited, savedViewColumnClasses),
      }),
    ]);
    return toSavedView(view, ownerName, ownerId);
  });
}
