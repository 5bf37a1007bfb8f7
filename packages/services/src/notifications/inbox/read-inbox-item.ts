import { type InboxItem, inboxItemIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { parseInput, recordAudit, type Services, writeInTenant } from "../../platform/index.ts";
import { announceInbox } from "./announce-inbox.ts";
import { changeItems } from "./change-items.ts";
import { inboxOwner } from "./inbox-owner.ts";
import { findItem } from "./inbox-queries.ts";

/** Marks an item of the caller's inbox as read. Reading it again changes nothing. */
export async function readInboxItem(services: Services, ctx: TenantContext, input: { id: string }): Promise<InboxItem> {
  const { id } = parseInput(inboxItemIdInput, input);
  const userId = inboxOwner(ctx);
  const { item, rev } = await writeInTenant(services, ctx, async (tx) => {
    const { changed, counts } = await changeItems(tx, userId, "read", id);
    const found = await findItem(tx, userId, id, ctx.locale);
    if (found === null) throw new AppError("notification.not_found");
    if (changed > 0) {
      await recordAudit(tx, "notification.read", { entity: { type: "notification", id, label: found.title } });
    }
    return { item: found, rev: changed > 0 ? counts.rev : null };
  });
  if (rev !== null) await announceInbox(services.app, services.logger, [{ tenantId: ctx.tenantId, userId, rev }]);
  return item;
}
