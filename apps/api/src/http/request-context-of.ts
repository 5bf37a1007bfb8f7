import { bearerOf } from "@gloria/auth";
import { idSchema, type Locale } from "@gloria/contracts";
import { AppError, type RequestOrigin } from "@gloria/core";
import type { Context } from "hono";
import type { ApiContext } from "../api-context.ts";
import type { RequestContext } from "../trpc/request-context.ts";

/** What the first middleware notes about a request. */
export interface RequestVariables {
  requestId: string;
  ip: string | null;
  /** What every answer carries. */
  standardHeaders: Readonly<Record<string, string>>;
  hasStandardHeaders?: true;
}

export function requestContextOf(api: ApiContext, c: Context<{ Variables: RequestVariables }>): RequestContext {
  return {
    api,
    origin: originOf(c),
    locale: localeOf(c.req.header("accept-language")),
    bearer: bearerOf(c.req.header("authorization") ?? null),
    schoolId: idOf("X-Gloria-School", c.req.header("x-gloria-school")),
    impersonationId: idOf("X-Gloria-Impersonate", c.req.header("x-gloria-impersonate")),
    idempotencyKey: c.req.header("idempotency-key") ?? null,
    signal: () => c.req.raw.signal,
  };
}

export function originOf(c: Context<{ Variables: RequestVariables }>): RequestOrigin {
  return {
    requestId: c.get("requestId"),
    ip: c.get("ip"),
    userAgent: c.req.header("user-agent")?.slice(0, 400) ?? null,
    traceId: traceOf(c.req.header("traceparent")),
    channel: isOfAdminApp(c.req.path) ? "web" : "api",
  };
}

/** Indonesian unless English is asked for before it. */
export function localeOf(header: string | undefined): Locale {
  for (const range of (header ?? "").toLowerCase().split(",")) {
    const language = range.trim().split(/[-;]/)[0];
    if (language === "id" || language === "en") return language;
  }
  return "id";
}

function idOf(name: string, header: string | undefined): string | null {
  if (header === undefined || header === "") return null;
  const id = idSchema.safeParse(header);
  if (!id.success) throw new AppError("request.header_invalid", { header: name });
  return id.data;
}

/** What the admin app asks for; everything else is for other programs. */
function isOfAdminApp(path: string): boolean {
  return path.startsWith("/trpc") || path.startsWith("/files");
}

/** W3C trace context: `version-traceid-parentid-flags`. */
function traceOf(header: string | undefined): string | null {
  return /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(header ?? "")?.[1] ?? null;
}
