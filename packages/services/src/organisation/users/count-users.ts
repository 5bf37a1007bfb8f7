import { type ListUsersInput, listUsersInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { users } from "@gloria/db";
import { and, count } from "drizzle-orm";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { filtersOf } from "./list-users.ts";
import { visibleUsers } from "./user-queries.ts";

/** How many people the list has under these filters; null for a search, whose hits nobody counts. */
export async function countUsers(
  services: Services,
  ctx: TenantContext,
  input: Omit<ListUsersInput, "limit" | "cursor">,
): Promise<number | null> {
  const wanted = parseInput(listUsersInput, input);
  if (wanted.q !== undefined) return null;
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("user:read");
    const visible = visibleUsers(access);
    const [row] = await tx.db
      .select({ total: count() })
      .from(users)
      .where(and(visible, ...filtersOf(tx, wanted)));
    return row?.total ?? 0;
  });
}
