import type { InboxCounts } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { recordAudit, type Services, writeInTenant } from "../../platform/index.ts";
import { announceInbox } from "./announce-inbox.ts";
import { changeItems } from "./change-items.ts";
import { inboxOwner } from "./inbox-owner.ts";

/** Marks everything in the caller's inbox as read, and answers the counts after it. */
export async function readAllInbox(services: Services, ctx: TenantContext): Promise<InboxCounts> {
  const userId = inboxOwner(ctx);
  const { changed, counts } = await writeInTenant(services, ctx, async (tx) => {
    const result = await changeItems(tx, userId, "read", null);
    if (result.changed > 0) {
      await recordAudit(tx, "notification.read_all", {
        entity: { type: "user", id: userId },
        changes: [{ path: "unread", op: "replace", from: result.changed, to: 0, class: "internal" }],
      });
    }
    return result;
  });
  if (changed > 0) {
    await announceInbox(services.app, services.logger, [{ tenantId: ctx.tenantId, userId, rev: counts.rev }]);
  }
  return counts;
}
