import type { RequestOrigin, TenantContext } from "@gloria/core";
import { sessions, type TenantTransaction, withTenant } from "@gloria/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { recordAudit, type Services } from "../../platform/index.ts";

/** A verified webhook of Clerk's, as far as it is acted on here. */
export interface ClerkEvent {
  /** Clerk's id of the delivery: the same when it is delivered again. */
  readonly id: string;
  readonly type: string;
  readonly timestampMs: number;
}

export interface ClerkSessionEnded extends ClerkEvent {
  readonly type: "session.ended" | "session.removed" | "session.revoked";
  readonly data: { readonly sid: string; readonly clerkUserId: string };
}

/** Derives our id of a session in a tenant from Clerk's. */
export type SessionIdOf = (tenantId: string, sid: string) => string;

export type ClerkOutcome = "done" | "already_done" | "ignored";

/**
 * Acts on an event once. The receipt is written first and commits last: a second delivery waits for the first and
 * finds it done; when acting fails the receipt is gone too, and Clerk delivers again. Should the process die between
 * the two commits, the event is acted on twice, which changes nothing the second time.
 */
export async function receiveClerkEvent(
  services: Services,
  caller: { readonly origin: RequestOrigin },
  event: ClerkEvent | ClerkSessionEnded,
  sessionIdOf: SessionIdOf,
): Promise<ClerkOutcome> {
  return services.system.sql.begin(async (receipt): Promise<ClerkOutcome> => {
    const [first] = await receipt`
      insert into gloria.webhook_receipts (provider, external_id, type) values ('clerk', ${event.id}, ${event.type})
      on conflict do nothing returning 1`;
    if (first === undefined) return "already_done";
    if (!isSessionEnd(event)) return "ignored";
    const people = await receipt<
      { tenant_id: string; user_id: string }[]
    >`select * from gloria.find_clerk_user(${event.data.clerkUserId})`;
    for (const person of people) {
      const ctx: TenantContext = {
        tenantId: person.tenant_id,
        actor: { kind: "system", name: "clerk-webhook" },
        origin: caller.origin,
        locale: "id",
        schoolId: null,
      };
      const sessionId = sessionIdOf(person.tenant_id, event.data.sid);
      await withTenant(services.app, ctx, (tx) => endSession(tx, person.user_id, sessionId, event));
    }
    return people.length === 0 ? "ignored" : "done";
  });
}

function isSessionEnd(event: ClerkEvent | ClerkSessionEnded): event is ClerkSessionEnded {
  return event.type === "session.ended" || event.type === "session.removed" || event.type === "session.revoked";
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
