import { endImpersonationInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { impersonations } from "@gloria/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { parseInput, recordAudit, type Services, writeInTenant } from "../../platform/index.ts";

/**
 * The caller is themselves again, from the next request on; ending what has ended changes nothing.
 *
 * Errors: `impersonation.not_found` for an id that is none of the caller's.
 */
export async function endImpersonation(
  services: Services,
  ctx: TenantContext,
  input: { id?: string | undefined },
): Promise<{ done: true }> {
  const { id } = parseInput(endImpersonationInput, input);
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("auth.unauthenticated");
  return writeInTenant(services, ctx, async (tx) => {
    const own = and(
      eq(impersonations.tenantId, tx.tenantId),
      eq(impersonations.impersonatorId, actor.userId),
      id === undefined ? undefined : eq(impersonations.id, id),
    );
    if (id !== undefined) {
      const [known] = await tx.db.select({ id: impersonations.id }).from(impersonations).where(own);
      if (known === undefined) throw new AppError("impersonation.not_found");
    }
    const ended = await tx.db
      .update(impersonations)
      .set({ endedAt: sql`now()` })
      .where(and(own, isNull(impersonations.endedAt)))
      .returning({ id: impersonations.id, targetId: impersonations.targetId });
    await Promise.all(
      ended.map((row) =>
        recordAudit(tx, "impersonation.end", {
          entity: { type: "impersonation", id: row.id },
          targets: [{ type: "user", id: row.targetId }],
        }),
      ),
    );
    return { done: true };
  });
}
