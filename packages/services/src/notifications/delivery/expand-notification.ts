import { isNotificationType, notificationTypes } from "@gloria/contracts";
import { newId } from "@gloria/core";
import { notifications, withTenant } from "@gloria/db";
import { and, eq, sql } from "drizzle-orm";
import { systemContext } from "../../platform/index.ts";
import type { DeliveryServices, NotificationRef } from "./delivery-services.ts";

/**
 * Makes the deliveries of a notification, one for each recipient and channel, and returns how many are new. Safe to
 * repeat and to race: the row lock makes two expansions take turns, the second finds it done.
 */
export async function expandNotification(services: DeliveryServices, ref: NotificationRef): Promise<number> {
  return withTenant(services.app, systemContext(ref.tenantId, "worker.expand"), async (tx) => {
    const itself = and(eq(notifications.tenantId, tx.tenantId), eq(notifications.id, ref.notificationId));
    const [row] = await tx.db
      .select({
        type: notifications.type,
        recipientIds: notifications.recipientIds,
        expandedAt: notifications.expandedAt,
      })
      .from(notifications)
      .where(itself)
      .for("update");
    if (row === undefined || row.expandedAt !== null) return 0;
    if (!isNotificationType(row.type)) {
      // Written by a newer version of Gloria, which will expand it.
      services.logger.error({ ...ref, type: row.type }, "a notification has an unknown type");
      return 0;
    }
    const channels = notificationTypes[row.type].channels;
    const rows = row.recipientIds.flatMap((recipientId) =>
      channels.map((channel) => ({ id: newId(), recipientId, channel })),
    );
    const [made] = await Promise.all([
      tx.sql.unsafe(
        `insert into gloria.deliveries (tenant_id, id, notification_id, recipient_id, channel)
         select u.tenant_id, wanted.id, $2::uuid, u.id, wanted.channel
         from unnest($3::uuid[], $4::uuid[], $5::text[]) as wanted(id, recipient_id, channel)
         join gloria.users u on u.tenant_id = $1::uuid and u.id = wanted.recipient_id
         on conflict on constraint deliveries_once_key do nothing`,
        [
          tx.tenantId,
          ref.notificationId,
          rows.map(({ id }) => id),
          rows.map(({ recipientId }) => recipientId),
          rows.map(({ channel }) => channel),
        ],
      ),
      tx.db.update(notifications).set({ expandedAt: sql`now()` }).where(itself),
    ]);
    return made.count;
  });
}
