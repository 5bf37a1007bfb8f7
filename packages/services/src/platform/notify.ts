import { type EntityType, type NotificationData, type NotificationType, notificationTypes } from "@gloria/contracts";
import { newId } from "@gloria/core";
import { notifications, type TenantTransaction } from "@gloria/db";

export interface Notice<Type extends NotificationType> {
  readonly type: Type;
  /** People of this tenant; ids of others are ignored when it is expanded. */
  readonly recipientIds: readonly string[];
  readonly data: NotificationData<Type>;
  /** What it is about: where the inbox item leads. */
  readonly entity?: { readonly type: EntityType; readonly id: string };
  readonly schoolId?: string | null;
  readonly expiresAt?: Date;
}

/**
 * Tells people something, in the caller's transaction: they are told if and only if it commits. Returns the
 * notification's id, or null when there is nobody to tell.
 */
export async function notify<Type extends NotificationType>(
  tx: TenantTransaction,
  notice: Notice<Type>,
): Promise<string | null> {
  const recipientIds = [...new Set(notice.recipientIds)];
  if (recipientIds.length === 0) return null;
  const definition = notificationTypes[notice.type];
  const id = newId();
  await tx.db.insert(notifications).values({
    tenantId: tx.tenantId,
    id,
    type: notice.type,
    category: definition.category,
    critical: definition.critical,
    schoolId: notice.schoolId ?? null,
    actorId: tx.ctx.actor.kind === "user" ? tx.ctx.actor.userId : null,
    entityType: notice.entity?.type ?? null,
    entityId: notice.entity?.id ?? null,
    data: definition.data.parse(notice.data),
    recipientIds,
    expiresAt: notice.expiresAt ?? null,
  });
  return id;
}
