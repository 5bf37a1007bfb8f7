import type { LoginResult } from "@gloria/contracts";
import { AppError, newId, type TenantContext } from "@gloria/core";
import { sessions, type TenantTransaction } from "@gloria/db";
import { recordAudit } from "../../platform/index.ts";
import { readProfile } from "./read-profile.ts";
import { localSessionSeconds, type SessionIssuer } from "./session-issuer.ts";

/**
 * Begins a session of the local issuer's, in the caller's transaction. Whoever calls has found out who the person is.
 *
 * @throws AppError `auth.unknown_person`, `auth.person_inactive`
 */
export async function beginLocalSession(
  tx: TenantTransaction,
  issuer: SessionIssuer,
  origin: TenantContext["origin"],
  userId: string,
): Promise<LoginResult> {
  const sessionId = newId();
  const token = issuer.sign({ userId, tenantId: tx.tenantId, sessionId, ttlSeconds: localSessionSeconds });
  const { user, tenant } = await readProfile(tx, userId);
  if (user.status !== "active") throw new AppError("auth.person_inactive", { status: user.status });
  await Promise.all([
    tx.db.insert(sessions).values({
      tenantId: tx.tenantId,
      id: sessionId,
      userId,
      externalSid: issuer.sidOf(sessionId),
      source: "local",
      expiresAt: token.expiresAt,
      ip: origin.ip,
      userAgent: origin.userAgent,
    }),
    recordAudit(tx, "auth.login", {
      actor: { kind: "user", userId, sessionId },
      entity: { type: "session", id: sessionId, label: user.name },
    }),
  ]);
  return { token: token.token, expiresAt: token.expiresAt.toISOString(), user, tenant };
}
