import { randomUUID } from "node:crypto";
import { isLoopbackHostHeader } from "@gloria/auth";
import { AppError } from "@gloria/core";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { MiddlewareHandler } from "hono";
import type { RequestVariables } from "./request-context-of.ts";

/**
 * Gives every request its id, and notes its address. The address is the connection's own: a forwarding header is
 * anybody's to write. With the local issuer only loopback names are answered, so that no page elsewhere can reach it
 * through a name of its own that resolves here.
 */
export function noteRequest(options: {
  readonly loopbackOnly: boolean;
}): MiddlewareHandler<{ Variables: RequestVariables }> {
  return async (c, next) => {
    const requestId = randomUUID();
    c.set("requestId", requestId);
    c.set("ip", addressOf(c));
    if (options.loopbackOnly && !isLoopbackHostHeader(c.req.header("host") ?? new URL(c.req.url).host)) {
      throw new AppError("auth.host_not_loopback");
    }
    await next();
  };
}

function addressOf(c: Parameters<typeof getConnInfo>[0]): string | null {
  // Requests made in-process, by tests, have no connection.
  return c.env === undefined || !("incoming" in c.env) ? null : (getConnInfo(c).remote.address ?? null);
}
