import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import type { Target } from "@gloria/permissions";
import { findUser, listAssignmentsToday, userTarget } from "./user-queries.ts";

/**
 * What permissions see of a person who is known by id alone; of a deleted one too.
 *
 * @throws AppError `user.not_found`
 */
export async function findUserTarget(tx: TenantTransaction, id: string): Promise<Target> {
  const [found, held] = await Promise.all([findUser(tx, id), listAssignmentsToday(tx, id)]);
  if (found === null) throw new AppError("user.not_found");
  return userTarget(found.user, held);
}
