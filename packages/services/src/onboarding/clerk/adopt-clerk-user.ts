import { type Services, systemContext } from "../../platform/index.ts";
import { applyClerkWord } from "./apply-clerk-actions.ts";
import type { ClerkDirectory } from "./clerk-directory.ts";
import { pullClerkUser } from "./pull-clerk-user.ts";

/**
 * Whether somebody who signs in with Clerk, and whom the tenant does not know yet, is one of its people: Clerk is asked,
 * and who was invited or is matched without doubt is linked.
 *
 * @returns the user's id, or null. @throws AppError `clerk.unavailable`
 */
export async function adoptClerkUser(
  services: Services,
  directory: ClerkDirectory,
  tenantId: string,
  clerkUserId: string,
): Promise<string | null> {
  return pullClerkUser(services, directory, clerkUserId, async (concerned) => {
    const here = concerned.find((tenant) => tenant.tenantId === tenantId);
    if (here === undefined) return null;
    return (await applyClerkWord(services, systemContext(tenantId, "clerk-sign-in"), here.remote)).userId;
  });
}
