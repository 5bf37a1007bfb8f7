import { closeUserSessionInput, closeUserSessionsInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { sessions } from "@gloria/db";
import { and, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { findUserTarget } from "../../organisation/index.ts";
import { parseInput, recordAudit, type Services, type VerbTransaction, writeInTenant } from "../../platform/index.ts";

/**
 * Ends one session of a person; its token is refused from the next request on. Ending it twice changes nothing.
 *
 * Errors: `user.not_found`, `access.denied`, `auth.session_not_found`.
 */
export async function closeUserSession(
  services: Services,
  ctx: TenantContext,
  input: z.input<typeof closeUserSessionInput>,
): Promise<{ closed: number }> {
  const { id, sessionId } = parseInput(closeUserSessionInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.shareEpoch();
    const [access, target, [session]] = await Promise.all([
      tx.access,
      findUserTarget(tx, id),
      tx.db
        .select({ id: sessions.id })
        .from(sessions)
        .where(and(eq(sessions.tenantId, tx.tenantId), eq(sessions.userId, id), eq(sessions.id, sessionId))),
    ]);
    access.assert("session:close", target);
    if (session === undefined) throw new AppError("auth.session_not_found");
    return closeLive(tx, id, eq(sessions.id, sessionId));
  });
}

/** Ends every session of a person at once. Errors: `user.not_found`, `access.denied`. */
export async function closeUserSessions(
  services: Services,
  ctx: TenantContext,
  input: z.input<typeof closeUserSessionsInput>,
): Promise<{ closed: number }> {
  const { id } = parseInput(closeUserSessionsInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.shareEpoch();
    const [access, target] = await Promise.all([tx.access, findUserTarget(tx, id)]);
    access.assert("session:close", target);
    return closeLive(tx, id, undefined);
  });
}

async function closeLive(tx: VerbTransaction, userId: string, which: SQL | undefined): Promise<{ closed: number }> {
  const closed = await tx.db
    .update(sessions)
    .set({ revokedAt: sql`now()`, revokeReason: "closed_by_administrator" })
    .where(
      and(
        eq(sessions.tenantId, tx.tenantId),
        eq(sessions.userId, userId),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, sql`now()`),
        which,
      ),
    )
    .returning({ id: sessions.id });
  await Promise.all(
    closed.map(({ id }) =>
      recordAudit(tx, "auth.session_revoked", {
        entity: { type: "session", id },
        targets: [{ type: "user", id: userId }],
        reason: "closed_by_administrator",
      }),
    ),
  );
  return { closed: closed.length };
}
