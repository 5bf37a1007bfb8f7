import {
  type InboxCounts,
  type InboxItem,
  type Locale,
  type NotificationType,
  notificationTypeNames,
} from "@gloria/contracts";
import { inboxCounters, inboxItems, type TenantTransaction } from "@gloria/db";
import { and, eq, inArray, type SQL } from "drizzle-orm";
import { noticeText } from "./notice-text.ts";

export const inboxItemColumns = {
  id: inboxItems.id,
  notificationId: inboxItems.notificationId,
  type: inboxItems.type,
  category: inboxItems.category,
  data: inboxItems.data,
  entityType: inboxItems.entityType,
  entityId: inboxItems.entityId,
  createdAt: inboxItems.createdAt,
  readAt: inboxItems.readAt,
  archivedAt: inboxItems.archivedAt,
  rev: inboxItems.rev,
};

type ItemRow = Pick<typeof inboxItems.$inferSelect, keyof typeof inboxItemColumns>;

/** A person's items that this version has texts for; one of a newer version waits until it is back. */
export function ownItems(tx: TenantTransaction, userId: string): SQL | undefined {
  return and(
    eq(inboxItems.tenantId, tx.tenantId),
    eq(inboxItems.userId, userId),
    inArray(inboxItems.type, notificationTypeNames),
  );
}

export function toInboxItem(row: ItemRow, locale: Locale): InboxItem {
  const type = row.type as NotificationType;
  return {
    id: row.id,
    notificationId: row.notificationId,
    type,
    category: row.category,
    ...noticeText(locale, type, row.data),
    entityType: row.entityType,
    entityId: row.entityId,
    createdAt: row.createdAt.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
    archivedAt: row.archivedAt?.toISOString() ?? null,
    rev: row.rev,
  };
}

/** Zeros for a person to whom nothing has come yet. */
export async function readCounts(tx: TenantTransaction, userId: string): Promise<InboxCounts> {
  const [counts] = await tx.db
    .select({ unread: inboxCounters.unread, unseen: inboxCounters.unseen, rev: inboxCounters.rev })
    .from(inboxCounters)
    .where(and(eq(inboxCounters.tenantId, tx.tenantId), eq(inboxCounters.userId, userId)));
  return counts ?? { unread: 0, unseen: 0, rev: 0 };
}

export async function findItem(
  tx: TenantTransaction,
  userId: string,
  id: string,
  locale: Locale,
): Promise<InboxItem | null> {
  const [row] = await tx.db
    .select(inboxItemColumns)
    .from(inboxItems)
    .where(and(ownItems(tx, userId), eq(inboxItems.id, id)));
  return row === undefined ? null : toInboxItem(row, locale);
}
