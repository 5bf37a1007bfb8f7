import { type ClerkSync, syncClerkUserInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { parseInput, readInTenant, recordAudit, type Services, writeInTenant } from "../../platform/index.ts";
import { applyClerkWord } from "./apply-clerk-actions.ts";
import type { ClerkDirectory } from "./clerk-directory.ts";
import { pullClerkUser } from "./pull-clerk-user.ts";

/**
 * Fetches a profile from Clerk and makes it true here, by the same rules as Clerk's webhooks.
 *
 * @param directory null where Clerk is not in use
 *
 * Errors: `clerk.off`, `access.denied`, `clerk.user_not_found` (also for a user who belongs to other foundations only),
 * `clerk.unavailable`.
 */
export async function syncClerkUser(
  services: Services,
  ctx: TenantContext,
  directory: ClerkDirectory | null,
  input: { clerkUserId: string },
): Promise<ClerkSync> {
  const { clerkUserId } = parseInput(syncClerkUserInput, input);
  // Whoever may change nobody has no business asking Clerk.
  await readInTenant(services, ctx, async (tx) => (await tx.access).assert("user:update"));
  if (directory === null) throw new AppError("clerk.off");
  const result = await pullClerkUser(services, directory, clerkUserId, (concerned) => {
    const here = concerned.find((tenant) => tenant.tenantId === ctx.tenantId);
    if (here === undefined) throw new AppError("clerk.user_not_found");
    return applyClerkWord(services, ctx, here.remote);
  });
  await writeInTenant(services, ctx, async (tx) => {
    (await tx.access).assert("user:update");
    await recordAudit(tx, "clerk.sync", {
      ...(result.userId === null ? {} : { entity: { type: "user", id: result.userId, label: clerkUserId } }),
      reason: result.outcome,
    });
  });
  return result;
}
