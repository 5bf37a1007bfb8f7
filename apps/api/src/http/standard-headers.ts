import type { Context, MiddlewareHandler } from "hono";
import type { RequestVariables } from "./request-context-of.ts";

/** What every answer tells a browser. */
export function securityHeaders(options: { readonly strictTransport: boolean }): Readonly<Record<string, string>> {
  return {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "origin-agent-cluster": "?1",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "referrer-policy": "no-referrer",
    ...(options.strictTransport ? { "strict-transport-security": "max-age=31536000; includeSubDomains" } : {}),
    "x-content-type-options": "nosniff",
    "x-dns-prefetch-control": "off",
    "x-download-options": "noopen",
    "x-frame-options": "DENY",
    "x-permitted-cross-domain-policies": "none",
    "x-xss-protection": "0",
  };
}

type ApiContext = Context<{ Variables: RequestVariables }>;

/**
 * Adds what every answer carries to those that do not have it yet. Touching the headers of a finished answer turns it
 * from a record that is written as it is into one of the platform's objects, which costs more than many a query: the
 * answers that come most take the record beforehand, by {@link takeStandardHeaders}.
 */
export function standardHeaders(security: Readonly<Record<string, string>>): MiddlewareHandler<{
  Variables: RequestVariables;
}> {
  return async (c, next) => {
    c.set("standardHeaders", { ...security, "x-request-id": c.get("requestId") });
    await next();
    if (c.get("hasStandardHeaders")) return;
    for (const [name, value] of Object.entries(c.get("standardHeaders"))) c.res.headers.set(name, value);
  };
}

/** For an answer that is made whole at once, and goes out. */
export function takeStandardHeaders(c: ApiContext): Readonly<Record<string, string>> {
  c.set("hasStandardHeaders", true);
  return c.get("standardHeaders");
}
