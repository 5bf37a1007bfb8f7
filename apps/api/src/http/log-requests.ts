import type { Logger } from "@gloria/core";
import type { MiddlewareHandler } from "hono";
import type { RequestVariables } from "./request-context-of.ts";

/** One line a request: what, how it ended, how long. Never a query string or a body: they are personal. */
export function logRequests(logger: Logger): MiddlewareHandler<{ Variables: RequestVariables }> {
  return async (c, next) => {
    const started = performance.now();
    await next();
    const fields = {
      requestId: c.get("requestId"),
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      durationMs: Math.round((performance.now() - started) * 10) / 10,
    };
    if (c.res.status >= 500) logger.warn(fields, "request");
    else logger.debug(fields, "request");
  };
}
