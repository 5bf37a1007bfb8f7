import type { TenantContext } from "@gloria/core";
import { sessions, withTenant } from "@gloria/db";
import type { Services } from "../../platform/index.ts";

export interface SeenSession {
  readonly tenantId: string;
  readonly userId: string;
  readonly sessionId: string;
  readonly externalSid: string;
}

/** Clerk's sessions have no end that we know; its own word (token expiry, webhook) ends them sooner. */
const clerkSessionDays = 30;

/**
 * Makes sure that a session of Clerk's has a row here, so that it can be listed and revoked. A row that a webhook
 * made first, already revoked, stays revoked.
 */
export async function ensureClerkSession(
  services: Services,
  origin: Pick<TenantContext, "origin" | "locale">,
  seen: SeenSession,
): Promise<void> {
  const ctx: TenantContext = {
    ...origin,
    tenantId: seen.tenantId,
    actor: { kind: "system", name: "sign-in" },
    schoolId: null,
  };
  await withTenant(services.app, ctx, async (tx) => {
    await tx.db
      .insert(sessions)
      .values({
        tenantId: seen.tenantId,
        id: seen.sessionId,
        userId: seen.userId,
        externalSid: seen.externalSid,
        source: "clerk",
        expiresAt: new Date(services.clock.now().getTime() + clerkSessionDays * 86_400_000),
        ip: origin.origin.ip,
        userAgent: origin.origin.userAgent,
      })
      .onConflictDoNothing();
  });
}
