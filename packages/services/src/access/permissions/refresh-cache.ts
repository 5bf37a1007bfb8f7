import { type CacheRefreshed, type RefreshCacheInput, refreshCacheInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { findTargets, targetKey } from "./find-targets.ts";

/**
 * Lets go of what the answering process remembers of a person's rights, or of everybody's, so that they are read anew.
 * Nothing that was remembered was wrong: every answer asks for the epoch first.
 *
 * Errors: `user.not_found`, `access.denied`.
 */
export async function refreshCache(
  services: Services,
  ctx: TenantContext,
  input: RefreshCacheInput,
): Promise<CacheRefreshed> {
  const { userId } = parseInput(refreshCacheInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    if (userId === undefined) {
      access.assertRegion("permission:read", { scope: "ALL" });
      return services.permissions.refresh(tx);
    }
    const reference = { type: "user" as const, id: userId.toLowerCase() };
    const target = (await findTargets(tx, [reference])).get(targetKey(reference));
    if (target === undefined) throw new AppError("user.not_found");
    if (access.userId !== reference.id) access.assert("permission:read", target);
    return services.permissions.refresh(tx, reference.id);
  });
}
