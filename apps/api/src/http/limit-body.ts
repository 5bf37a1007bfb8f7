import { AppError } from "@gloria/core";
import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";

/**
 * Refuses larger bodies with `request.too_large`. A length that the client has named is enough to know, because the
 * HTTP parser holds the body to it; only a chunked body has to be read here.
 */
export function limitBody(maxBytes: number): MiddlewareHandler {
  const refuse = (): never => {
    throw new AppError("request.too_large", { maxBytes });
  };
  const counting = bodyLimit({ maxSize: maxBytes, onError: refuse });
  return async (c, next) => {
    if (c.req.method === "GET" || c.req.method === "HEAD") return next();
    const length = c.req.header("content-length");
    if (length === undefined || c.req.header("transfer-encoding") !== undefined) return counting(c, next);
    if (Number(length) > maxBytes) refuse();
    return next();
  };
}
