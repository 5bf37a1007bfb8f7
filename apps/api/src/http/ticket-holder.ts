import type { TicketHolder } from "@gloria/auth";
import { AppError, type TenantContext } from "@gloria/core";
import type { Context } from "hono";
import { localeOf, originOf, type RequestVariables } from "./request-context-of.ts";

/** The context of whoever a ticket or a cookie stands in for. */
export function contextOfHolder(c: Context<{ Variables: RequestVariables }>, holder: TicketHolder): TenantContext {
  return {
    tenantId: holder.tenantId,
    actor: { kind: "user", userId: holder.userId, sessionId: holder.sessionId },
    origin: originOf(c),
    locale: localeOf(c.req.header("accept-language")),
    schoolId: null,
  };
}

/** The fields of a form that a browser sends to exchange a ticket. */
export async function exchangeForm(c: Context): Promise<URLSearchParams> {
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") {
    throw new AppError("request.unsupported_media", { expected: "application/x-www-form-urlencoded" });
  }
  return new URLSearchParams(await c.req.text());
}
