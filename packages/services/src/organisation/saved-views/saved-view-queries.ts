import { type SavedView, type SavedViewScreen, savedViewStates } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { savedViews, type TenantTransaction, users } from "@gloria/db";
import { and, eq, isNull, or } from "drizzle-orm";
import { type ColumnClasses, fieldErrorsOf } from "../../platform/index.ts";

export type SavedViewRow = typeof savedViews.$inferSelect;

/** What the audit log tells of a view; its state as JSON. */
type AuditedSavedView = Omit<SavedViewRow, "state"> & { readonly state: string };

/** How much care each column of a saved view needs in the audit log. */
export const savedViewColumnClasses: ColumnClasses<AuditedSavedView> = {
  tenantId: "bookkeeping",
  id: "bookkeeping",
  ownerId: "internal",
  screen: "internal",
  name: "internal",
  // A search may be for a person.
  state: "personal",
  isShared: "internal",
  isDefault: "internal",
  position: "bookkeeping",
  version: "bookkeeping",
  createdAt: "bookkeeping",
  updatedAt: "bookkeeping",
  deletedAt: "internal",
  deletedBy: "internal",
};

export function auditedSavedView(row: SavedViewRow): AuditedSavedView {
  return { ...row, state: JSON.stringify(row.state) };
}

/** Whose views a verb works on. Views are a person's own: keeping them needs no permission. */
export function viewOwner({ actor }: TenantContext): string {
  if (actor.kind !== "user") throw new AppError("auth.unauthenticated");
  return actor.userId;
}

/** A living view that is the caller's own or shared. */
export function isVisibleTo(ownerId: string) {
  return and(isNull(savedViews.deletedAt), or(eq(savedViews.ownerId, ownerId), eq(savedViews.isShared, true)));
}

/**
 * A view of the caller's own, deleted or not, locked until the transaction ends.
 *
 * @throws AppError `saved_view.not_found`, also for one that is shared by somebody else
 */
export async function lockOwnView(tx: TenantTransaction, ownerId: string, id: string): Promise<SavedViewRow> {
  const [row] = await tx.db
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.tenantId, tx.tenantId), eq(savedViews.ownerId, ownerId), eq(savedViews.id, id)))
    .for("update");
  if (row === undefined) throw new AppError("saved_view.not_found");
  return row;
}

/** The name of a view's owner. */
export async function readOwnerName(tx: TenantTransaction, ownerId: string): Promise<string> {
  const [owner] = await tx.db
    .select({ name: users.name })
    .from(users)
    .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, ownerId)));
  return owner?.name ?? "";
}

/** One view opens a screen: another of the owner's that did does so no more. */
export async function clearDefault(tx: TenantTransaction, ownerId: string, screen: string): Promise<void> {
  await tx.db
    .update(savedViews)
    .set({ isDefault: false })
    .where(
      and(
        eq(savedViews.tenantId, tx.tenantId),
        eq(savedViews.ownerId, ownerId),
        eq(savedViews.screen, screen),
        eq(savedViews.isDefault, true),
        isNull(savedViews.deletedAt),
      ),
    );
}

/**
 * A state as the list of its screen takes it.
 *
 * @throws AppError `request.invalid` naming each field as `state.…`
 */
export function parseState(screen: SavedViewScreen, state: unknown): Record<string, unknown> {
  const result = savedViewStates[screen].safeParse(state);
  if (result.success) return result.data;
  const errors = fieldErrorsOf(result.error).map((error) => ({ ...error, path: `state.${error.path}` }));
  throw new AppError("request.invalid", {}, { errors });
}

export function toSavedView(row: SavedViewRow, ownerName: string, callerId: string): SavedView {
  const isOwn = row.ownerId === callerId;
  const alive = row.deletedAt === null;
  return {
    id: row.id,
    screen: row.screen as SavedViewScreen,
    name: row.name,
    state: { ...row.state },
    isShared: row.isShared,
    isDefault: isOwn && row.isDefault,
    position: row.position,
    isOwn,
    ownerName,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    deletedAt: row.deletedAt?.toISOString() ?? null,
    can: { update: isOwn && alive, delete: isOwn && alive, restore: isOwn && !alive },
  };
}
