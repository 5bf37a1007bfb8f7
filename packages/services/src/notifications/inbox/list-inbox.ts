import { type InboxPage, type ListInboxInput, listInboxInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { inboxItems } from "@gloria/db";
import { and, desc, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { decodeCursor, instantKey, pageFrom, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { inboxOwner } from "./inbox-owner.ts";
import { inboxItemColumns, ownItems, readCounts, toInboxItem } from "./inbox-queries.ts";

const sort = "-createdAt";

const filters: Readonly<Record<"all" | "unread" | "archived", SQL | undefined>> = {
  all: isNull(inboxItems.archivedAt),
  unread: and(isNull(inboxItems.archivedAt), isNull(inboxItems.readAt)),
  archived: isNotNull(inboxItems.archivedAt),
};

/** The caller's inbox, newest first, with its counts. */
export async function listInbox(services: Services, ctx: TenantContext, input: ListInboxInput): Promise<InboxPage> {
  const wanted = parseInput(listInboxInput, input);
  const userId = inboxOwner(ctx);
  const after = decodeCursor(wanted.cursor, sort, instantKey);
  return readInTenant(services, ctx, async (tx) => {
    const [rows, counts] = await Promise.all([
      tx.db
        .select(inboxItemColumns)
        .from(inboxItems)
        .where(
          and(
            ownItems(tx, userId),
            filters[wanted.filter],
            after === null
              ? undefined
              : sql`(${inboxItems.createdAt}, ${inboxItems.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
          ),
        )
        .orderBy(desc(inboxItems.createdAt), desc(inboxItems.id))
        .limit(wanted.limit + 1),
      readCounts(tx, userId),
    ]);
    const page = pageFrom(
      rows,
      wanted.limit,
      (row) => toInboxItem(row, ctx.locale),
      (row) => ({ sort, after: [row.createdAt.toISOString(), row.id] }),
    );
    return { ...page, counts };
  });
}
