import { type EntityType, type NotificationData, type NotificationType, notificationTypes } from "@gloria/contracts";
import { newId } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";

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
  await tx.sql.unsafe(statement, [
    tx.tenantId,
    id,
    notice.type,
    definition.category,
    definition.critical,
    notice.schoolId ?? null,
    tx.ctx.actor.kind === "user" ? tx.ctx.actor.userId : null,
    notice.entity?.type ?? null,
    notice.entity?.id ?? null,
    JSON.stringify(definition.data.parse(notice.data)),
    `{${recipientIds.join(",")}}`,
    notice.expiresAt?.toISOString() ?? null,
  ]);
  return id;
}

const statement = `insert into gloria.notifications (
  tenant_id, id, type, category, critical, school_id, actor_id, entity_type, entity_id, data, recipient_ids, expires_at
) values ($1::uuid, $2::uuid, $3, $4, $5::boolean, $6::uuid, $7::uuid, $8, $9::uuid, $10::text::jsonb, $11::text::uuid[], $12::timestamptz)`;
