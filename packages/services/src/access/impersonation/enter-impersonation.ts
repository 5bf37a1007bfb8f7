import { AppError, type TenantContext } from "@gloria/core";
import { impersonations, users } from "@gloria/db";
import { and, eq, sql } from "drizzle-orm";
import { readInTenant, type Services } from "../../platform/index.ts";
import { assertMayImpersonate } from "./assert-may-impersonate.ts";

/**
 * The context of the person whom the caller looks through in this request. Everything is asked anew: the impersonation
 * is the caller's own, from this very session, still runs, and could be begun now.
 *
 * Errors: `impersonation.not_found`, `impersonation.ended`, those of beginning one, and those of a session that no longer holds.
 */
export async function enterImpersonation(
  services: Services,
  ctx: TenantContext,
  input: { readonly id: string },
): Promise<TenantContext> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("auth.unauthenticated");
  return readInTenant(services, { ...ctx, schoolId: null }, async (tx) => {
    const [row] = await tx.db
      .select({
        person: users,
        sessionId: impersonations.sessionId,
        runs: sql<boolean>`${impersonations.endedAt} is null and ${impersonations.expiresAt} > now()`,
      })
      .from(impersonations)
      .innerJoin(users, and(eq(users.tenantId, impersonations.tenantId), eq(users.id, impersonations.targetId)))
      .where(
        and(
          eq(impersonations.tenantId, tx.tenantId),
          eq(impersonations.id, input.id),
          eq(impersonations.impersonatorId, actor.userId),
        ),
      );
    if (row === undefined || row.sessionId !== actor.sessionId) throw new AppError("impersonation.not_found");
    if (!row.runs) throw new AppError("impersonation.ended");
    await assertMayImpersonate(services, tx, row.person);
    return {
      ...ctx,
      actor: {
        kind: "user",
        userId: row.person.id,
        sessionId: actor.sessionId,
        impersonation: { id: input.id, impersonatorId: actor.userId },
      },
    };
  });
}
