import { sessionIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { sessions } from "@gloria/db";
import { and, eq, sql } from "drizzle-orm";
import { parseInput, recordAudit, type Services, writeInTenant } from "../../platform/index.ts";

/** Revokes one of the caller's own sessions. Errors: `auth.session_not_found`. */
export async function revokeSession(
  services: Services,
  ctx: TenantContext,
  input: { id: string },
): Promise<{ done: true }> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("auth.unauthenticated");
  const { id } = parseInput(sessionIdInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    const [row] = await tx.db
      .update(sessions)
      .set({
        revokedAt: sql`coalesce(${sessions.revokedAt}, now())`,
        revokeReason: sql`coalesce(${sessions.revokeReason}, 'revoked_by_user')`,
      })
      .where(and(eq(sessions.tenantId, tx.tenantId), eq(sessions.id, id), eq(sessions.userId, actor.userId)))
      .returning({ id: sessions.id });
    if (row === undefined) throw new AppError("auth.session_not_found");
    await recordAudit(tx, "auth.session_revoked", { entity: { type: "session", id } });
    return { done: true };
  });
}
