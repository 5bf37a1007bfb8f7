import type { InboxCounts } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { readInTenant, type Services } from "../../platform/index.ts";
import { inboxOwner } from "./inbox-owner.ts";
import { readCounts } from "./inbox-queries.ts";

/** How much in the caller's inbox is unread and unseen, and its revision. One row, however full the inbox is. */
export async function getInboxCounts(services: Services, ctx: TenantContext): Promise<InboxCounts> {
  const userId = inboxOwner(ctx);
  return readInTenant(services, ctx, (tx) => readCounts(tx, userId));
}
