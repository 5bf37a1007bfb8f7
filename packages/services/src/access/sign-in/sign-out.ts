import { AppError, type TenantContext } from "@gloria/core";
import { sessions } from "@gloria/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { recordAudit, type Services, writeInTenant } from "../../platform/index.ts";

/** Ends the caller's session; its token is refused from the next request on. */
export async function signOut(services: Services, ctx: TenantContext): Promise<{ done: true }> {
  const { actor } = ctx;
  if (actor.kind !== "user" || actor.sessionId === null) throw new AppError("auth.unauthenticated");
  const { sessionId } = actor;
  return writeInTenant(services, ctx, async (tx) => {
    await Promise.all([
      tx.db
        .update(sessions)
        .set({ revokedAt: sql`now()`, revokeReason: "sign_out" })
        .where(and(eq(sessions.tenantId, tx.tenantId), eq(sessions.id, sessionId), isNull(sessions.revokedAt))),
      recordAudit(tx, "auth.logout", { entity: { type: "session", id: sessionId } }),
    ]);
    return { done: true };
  });
}
