import { type InboxItem, inboxItemIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { inboxOwner } from "./inbox-owner.ts";
import { findItem } from "./inbox-queries.ts";

/** One item of the caller's inbox, archived or not. Anybody else's is not found. */
export async function getInboxItem(services: Services, ctx: TenantContext, input: { id: string }): Promise<InboxItem> {
  const { id } = parseInput(inboxItemIdInput, input);
  const userId = inboxOwner(ctx);
  return readInTenant(services, ctx, async (tx) => {
    const item = await findItem(tx, userId, id, ctx.locale);
    if (item === null) throw new AppError("notification.not_found");
    return item;
  });
}
