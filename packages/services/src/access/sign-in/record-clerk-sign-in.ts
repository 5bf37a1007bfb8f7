import type { LoginResult } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { withTenant } from "@gloria/db";
import { recordAudit, type Services } from "../../platform/index.ts";
import { auditingRefusal } from "./auditing-refusal.ts";
import { readProfile } from "./read-profile.ts";

/**
 * Records that a person has signed in through Clerk, and answers like a local sign-in. The token stays Clerk's own.
 *
 * Errors: `auth.person_inactive`, `auth.tenant_inactive`, `auth.session_revoked`.
 */
export async function recordClerkSignIn(
  services: Services,
  ctx: TenantContext,
  token: { readonly token: string; readonly expiresAt: Date },
): Promise<LoginResult> {
  const { actor } = ctx;
  if (actor.kind !== "user" || actor.sessionId === null) throw new AppError("auth.unauthenticated");
  const { sessionId, userId } = actor;
  return auditingRefusal(services, ctx, userId, () =>
    withTenant(services.app, ctx, async (tx) => {
      const { user, tenant } = await readProfile(tx, userId);
      if (user.status !== "active") throw new AppError("auth.person_inactive", { status: user.status });
      await recordAudit(tx, "auth.login", { entity: { type: "session", id: sessionId, label: user.name } });
      return { token: token.token, expiresAt: token.expiresAt.toISOString(), user, tenant };
    }),
  );
}
