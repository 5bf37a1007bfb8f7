import { type UserPreferences, userIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { findUser, listAssignmentsToday, userTarget } from "../users/user-queries.ts";
import { readPreferences, toPreferences } from "./preference-queries.ts";

/** A person's choices and what applies by them. Everybody reads their own. Errors: `user.not_found`, `access.denied`. */
export async function getUserPreferences(
  services: Services,
  ctx: TenantContext,
  input: { id: string },
): Promise<UserPreferences> {
  const { id } = parseInput(userIdInput, input);
  const isOwn = ctx.actor.kind === "user" && ctx.actor.userId === id;
  return readInTenant(services, ctx, async (tx) => {
    const [found, held, chosen, access] = await Promise.all([
      findUser(tx, id),
      listAssignmentsToday(tx, id),
      readPreferences(tx, id),
      tx.access,
    ]);
    if (found === null) throw new AppError("user.not_found");
    const target = userTarget(found.user, held);
    if (!isOwn) access.assert("user:read", target);
    return toPreferences(tx, found.user, chosen, isOwn || access.can("user:update", target));
  });
}
