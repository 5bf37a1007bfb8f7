import { isAppError, type TenantContext } from "@gloria/core";
import { withTenant } from "@gloria/db";
import { recordAudit, type Services } from "../../platform/index.ts";

/**
 * Runs a sign-in; when person or tenant are refused, that is written into the audit log, in a transaction of its own,
 * because the sign-in's has rolled back.
 */
export async function auditingRefusal<Result>(
  services: Services,
  ctx: TenantContext,
  userId: string,
  signIn: () => Promise<Result>,
): Promise<Result> {
  try {
    return await signIn();
  } catch (error) {
    if (isAppError(error, "auth.person_inactive") || isAppError(error, "auth.tenant_inactive")) {
      // A refused person may open no transaction of their own.
      const looking: TenantContext = { ...ctx, actor: { kind: "system", name: "sign-in" } };
      await withTenant(services.app, looking, (tx) =>
        recordAudit(tx, "auth.login_failed", {
          actor: { kind: "user", userId, sessionId: null },
          entity: { type: "user", id: userId },
          outcome: "denied",
          reason: error.code,
        }),
      );
    }
    throw error;
  }
}
