import { AppError, type TenantContext } from "@gloria/core";

/** Whose inbox a verb works on: always the caller's own, which needs no permission and cannot be delegated. */
export function inboxOwner(ctx: TenantContext): string {
  if (ctx.actor.kind !== "user") throw new AppError("auth.unauthenticated");
  return ctx.actor.userId;
}
