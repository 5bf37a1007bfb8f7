import { type InboxSince, type InboxSinceInput, inboxSinceInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { inboxItems } from "@gloria/db";
import { and, asc, gt } from "drizzle-orm";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { inboxOwner } from "./inbox-owner.ts";
import { inboxItemColumns, ownItems, readCounts, toInboxItem } from "./inbox-queries.ts";

/**
 * What came into the caller's inbox or changed in it after a revision, and the counts as they are now: what a stream
 * sends after a change, or when its reader comes back.
 */
export async function listInboxSince(
  services: Services,
  ctx: TenantContext,
  input: InboxSinceInput,
): Promise<InboxSince> {
  const { rev, limit } = parseInput(inboxSinceInput, input);
  const userId = inboxOwner(ctx);
  return readInTenant(services, ctx, async (tx) => {
    const [counts, rows] = await Promise.all([
      readCounts(tx, userId),
      tx.db
        .select(inboxItemColumns)
        .from(inboxItems)
        .where(and(ownItems(tx, userId), gt(inboxItems.rev, rev)))
        .orderBy(asc(inboxItems.rev), asc(inboxItems.id))
        .limit(limit + 1),
    ]);
    return {
      items: rows.slice(0, limit).map((row) => toInboxItem(row, ctx.locale)),
      counts,
      more: rows.length > limit,
    };
  });
}
