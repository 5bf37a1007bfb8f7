import { type User, userByNipInput, userIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { users } from "@gloria/db";
import { and, eq, isNull } from "drizzle-orm";
import { parseInput, readAtOnce, readInTenant, type Services, type VerbTransaction } from "../../platform/index.ts";
import { findUserWithPositions, toFoundUser, userCan, userTarget } from "./user-queries.ts";

/** One person by id, deleted or not. */
export async function getUser(services: Services, ctx: TenantContext, input: { id: string }): Promise<User> {
  const { id } = parseInput(userIdInput, input);
  return readAtOnce(services, ctx, (tx) => readUser(tx, id));
}

/** The caller's own person. */
export async function getOwnUser(services: Services, ctx: TenantContext): Promise<User> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("auth.unauthenticated");
  return readAtOnce(services, { ...ctx, schoolId: null }, (tx) => readUser(tx, actor.userId));
}

/** The living person with this employee number. */
export async function getUserByNip(services: Services, ctx: TenantContext, input: { nip: string }): Promise<User> {
  const { nip } = parseInput(userByNipInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const [row] = await tx.db
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.tenantId, tx.tenantId), eq(users.nip, nip), isNull(users.deletedAt)));
    if (row === undefined) throw new AppError("user.not_found");
    return readUser(tx, row.id);
  });
}

/** Shared end of every verb that answers with a person; asserts `user:read`. */
async function readUser(tx: VerbTransaction, id: string): Promise<User> {
  const [found, access] = await Promise.all([findUserWithPositions(tx, id), tx.access]);
  const target = userTarget(found.user, found.held);
  access.assert("user:read", target);
  return toFoundUser(found, userCan(access, found.user, target));
}
