import type { TenantContext } from "@gloria/core";
import { sessions, type TenantTransaction, withTenant } from "@gloria/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { recordAudit, type Services } from "../../platform/index.ts";
import type { SystemTransaction } from "./clerk-memory.ts";

/** Clerk's word that a session is over. */
export interface ClerkSessionEnded {
  readonly id: string;
  readonly type: "session.ended" | "session.removed" | "session.revoked";
  readonly timestampMs: number;
  readonly data: { readonly sid: string; readonly clerkUserId: string };
}

/** Ends a session of Clerk's in every tenant that knows its person. */
export async function endClerkSession(
  services: Services,
  receipt: SystemTransaction,
  event: ClerkSessionEnded,
  contextOf: (tenantId: string) => TenantContext,
  sessionIdOf: (tenantId: string, sid: string) => string,
): Promise<"done" | "ignored"> {
  const people = await receipt<
    { tenant_id: string; user_id: string }[]
  >`select * from gloria.find_clerk_user(${event.data.clerkUserId})`;
  for (const person of people) {
    const sessionId = sessionIdOf(person.tenant_id, event.data.sid);
    await withTenant(services.app, contextOf(person.tenant_id), (tx) =>
      endSession(tx, person.user_id, sessionId, event),
    );
  }
  return people.length === 0 ? "ignored" : "done";
}

/** The end may arrive before the session was ever seen here: then the row is made, already revoked. */
async function endSession(tx: TenantTransaction, userId: string, id: string, event: ClerkSessionEnded): Promise<void> {
  const endedAt = new Date(event.timestampMs);
  const [made] = await tx.db
    .insert(sessions)
    .values({
      tenantId: tx.tenantId,
      id,
      userId,
      externalSid: event.data.sid,
      source: "clerk",
      createdAt: endedAt,
      expiresAt: endedAt,
      revokedAt: endedAt,
      revokeReason: event.type,
    })
    .onConflictDoNothing()
    .returning({ id: sessions.id });
  const audit = () => recordAudit(tx, "auth.session_revoked", { entity: { type: "session", id }, reason: event.type });
  if (made !== undefined) return audit();
  const [ended] = await tx.db
    .update(sessions)
    .set({ revokedAt: sql`now()`, revokeReason: event.type })
    .where(and(eq(sessions.tenantId, tx.tenantId), eq(sessions.id, id), isNull(sessions.revokedAt)))
    .returning({ id: sessions.id });
  if (ended !== undefined) await audit();
}
