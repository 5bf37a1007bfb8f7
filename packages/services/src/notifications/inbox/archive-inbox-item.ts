import { inboxItemIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { parseInput, recordAudit, type Services, writeInTenant } from "../../platform/index.ts";
import { announceInbox } from "./announce-inbox.ts";
import { changeItems } from "./change-items.ts";
import { inboxOwner } from "./inbox-owner.ts";
import { findItem } from "./inbox-queries.ts";

/** Puts an item of the caller's inbox away; it stays under the filter `archived`. A second time changes nothing. */
export async function archiveInboxItem(services: Services, ctx: TenantContext, input: { id: string }): Promise<void> {
  const { id } = parseInput(inboxItemIdInput, input);
  const userId = inboxOwner(ctx);
  const rev = await writeInTenant(services, ctx, async (tx) => {
    const { changed, counts } = await changeItems(tx, userId, "archive", id);
    const found = await findItem(tx, userId, id, ctx.locale);
    if (found === null) throw new AppError("notification.not_found");
    if (changed === 0) return null;
    await recordAudit(tx, "notification.archive", { entity: { type: "notification", id, label: found.title } });
    return counts.rev;
  });
  if (rev !== null) await announceInbox(services.app, services.logger, [{ tenantId: ctx.tenantId, userId, rev }]);
}
