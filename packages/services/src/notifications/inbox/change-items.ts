import type { InboxCounts } from "@gloria/contracts";
import type { TenantTransaction } from "@gloria/db";

export interface ItemsChanged {
  /** Items that are different now. */
  readonly changed: number;
  readonly counts: InboxCounts;
}

/**
 * Marks items as read or archived and keeps the counters right: the inbox's revision rises by one, and the changed
 * items carry it. The counter's row is locked first, as in delivery, so that changes of one inbox take turns.
 *
 * @param id null: all items that are not archived
 */
export async function changeItems(
  tx: TenantTransaction,
  userId: string,
  change: "read" | "archive",
  id: string | null,
): Promise<ItemsChanged> {
  const [before] = await tx.sql.unsafe<InboxCounts[]>(
    "select unread, unseen, rev from gloria.inbox_counters where tenant_id = $1 and user_id = $2 for update",
    [tx.tenantId, userId],
  );
  if (before === undefined) return { changed: 0, counts: { unread: 0, unseen: 0, rev: 0 } };
  const [change_] = await tx.sql.unsafe<{ changed: number; unread: number; unseen: number }[]>(
    `with before as (
       select id, read_at is null as unread, seen_at is null as unseen from gloria.inbox_items
       where tenant_id = $1 and user_id = $2 and archived_at is null
         and ($3::uuid is null or id = $3) and ($4 = 'archive' or read_at is null)
     ), changed as (
       update gloria.inbox_items i
       set rev = $5, seen_at = coalesce(i.seen_at, now()),
           read_at = case $4 when 'read' then now() else i.read_at end,
           archived_at = case $4 when 'archive' then now() end
       from before where i.tenant_id = $1 and i.id = before.id
       returning before.unread, before.unseen
     )
     select count(*)::int as changed, count(*) filter (where unread)::int as unread,
            count(*) filter (where unseen)::int as unseen
     from changed`,
    [tx.tenantId, userId, id, change, before.rev + 1],
  );
  if (change_ === undefined || change_.changed === 0) return { changed: 0, counts: before };
  const counts = {
    unread: before.unread - change_.unread,
    unseen: before.unseen - change_.unseen,
    rev: before.rev + 1,
  };
  await tx.sql.unsafe(
    "update gloria.inbox_counters set unread = $3, unseen = $4, rev = $5 where tenant_id = $1 and user_id = $2",
    [tx.tenantId, userId, counts.unread, counts.unseen, counts.rev],
  );
  return { changed: change_.changed, counts };
}
