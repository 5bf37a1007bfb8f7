import { timingSafeEqual } from "node:crypto";
import { bearerOf } from "@gloria/auth";
import { AppError } from "@gloria/core";
import { Hono } from "hono";
import type { ApiMetrics } from "./metrics.ts";

/** Prometheus' text format; with a token when it shares the public port, without one on a port of its own. */
export function createMetricsRoute(metrics: ApiMetrics, token: string | null): Hono {
  const app = new Hono();
  app.get("/", async (c) => {
    if (token !== null && !isSame(bearerOf(c.req.header("authorization") ?? null) ?? "", token)) {
      throw new AppError("auth.unauthenticated");
    }
    return c.body(await metrics.registry.metrics(), 200, { "content-type": metrics.registry.contentType });
  });
  return app;
}

function isSame(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}
