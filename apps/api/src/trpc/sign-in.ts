import type { AuthenticatedCaller } from "@gloria/auth";
import { AppError, type TenantContext } from "@gloria/core";
import { ensureClerkSession, enterImpersonation } from "@gloria/services";
import { LRUCache } from "lru-cache";
import type { ApiContext } from "../api-context.ts";
import type { RequestContext } from "./request-context.ts";

// Sessions of Clerk's whose row is known to exist; a row is never deleted while its session may be used.
const rowsSeen = new LRUCache<string, true>({ max: 50_000 });

/**
 * Who sends this request. A session of Clerk's begins at Clerk: its row here is made when it is first seen.
 *
 * @throws AppError of the auth family
 */
export async function signedInAs(
  ctx: RequestContext,
): Promise<{ readonly caller: AuthenticatedCaller; readonly tenant: TenantContext }> {
  const caller = await ctx.api.authenticator.authenticate(ctx.bearer);
  // Clerk's own impersonation knows neither our limits nor our log.
  if (caller.claims.impersonatorSubject !== null) {
    throw new AppError("impersonation.not_allowed", { reason: "foreign_session" });
  }
  if (ctx.api.signIn.kind === "clerk") await seeClerkSession(ctx.api, ctx, caller);
  ctx.api.activity.note(caller);
  const own = ownContextOf(ctx, caller);
  if (ctx.impersonationId === null) return { caller, tenant: own };
  return { caller, tenant: await enterImpersonation(ctx.api.services, own, { id: ctx.impersonationId }) };
}

/** The caller as themselves, whomever they look through. */
function ownContextOf(
  ctx: Pick<RequestContext, "origin" | "locale" | "schoolId">,
  caller: AuthenticatedCaller,
): TenantContext {
  return {
    tenantId: caller.tenantId,
    actor: { kind: "user", userId: caller.userId, sessionId: caller.sessionId },
    origin: ctx.origin,
    locale: ctx.locale,
    schoolId: ctx.schoolId,
  };
}

/** For what somebody cannot do in another person's place, not even look. @throws AppError `impersonation.read_only` */
export function assertOneself(tenant: TenantContext): void {
  if (!isOneself(tenant)) throw new AppError("impersonation.read_only");
}

/** False for who looks through another person's eyes. */
export function isOneself({ actor }: TenantContext): boolean {
  return actor.kind !== "user" || actor.impersonation === undefined;
}

async function seeClerkSession(api: ApiContext, ctx: RequestContext, caller: AuthenticatedCaller): Promise<void> {
  if (rowsSeen.has(caller.sessionId)) return;
  const { tenantId, userId, sessionId, claims } = caller;
  await ensureClerkSession(api.services, ctx, { tenantId, userId, sessionId, externalSid: claims.sid });
  rowsSeen.set(caller.sessionId, true);
}
