import { listSessionsInput, type Page, type sessionOutput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { sessions, type TenantTransaction } from "@gloria/db";
import { and, desc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { decodeCursor, instantKey, pageFrom, parseInput, readInTenant, type Services } from "../../platform/index.ts";

export type SessionItem = z.infer<typeof sessionOutput>;

/** The caller's own sessions, newest first. */
export async function listSessions(
  services: Services,
  ctx: TenantContext,
  input: z.input<typeof listSessionsInput>,
): Promise<Page<SessionItem>> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("auth.unauthenticated");
  const wanted = parseInput(listSessionsInput, input);
  const after = decodeCursor(wanted.cursor, "-createdAt", instantKey);
  return readInTenant(services, ctx, async (tx) => {
    await tx.access;
    const rows = await selectSessions(tx, actor.userId, after, wanted.limit + 1);
    return sessionPage(rows, wanted.limit, actor.sessionId);
  });
}

/** @param after {@link instantKey} of the last row before */
export function selectSessions(
  tx: TenantTransaction,
  userId: string,
  after: readonly [string, string] | null,
  rows: number,
) {
  return tx.db
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.tenantId, tx.tenantId),
        eq(sessions.userId, userId),
        after === null
          ? undefined
          : sql`(${sessions.createdAt}, ${sessions.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
      ),
    )
    .orderBy(desc(sessions.createdAt), desc(sessions.id))
    .limit(rows);
}

/** @param current the session that asks; null for none */
export function sessionPage(
  rows: readonly (typeof sessions.$inferSelect)[],
  limit: number,
  current: string | null,
): { items: SessionItem[]; nextCursor: string | null } {
  return pageFrom(
    rows,
    limit,
    (row) => ({
      id: row.id,
      source: row.source,
      current: row.id === current,
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      revokedAt: row.revokedAt?.toISOString() ?? null,
      lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
      ip: row.ip,
      userAgent: row.userAgent,
    }),
    (row) => ({ sort: "-createdAt", after: [row.createdAt.toISOString(), row.id] }),
  );
}
