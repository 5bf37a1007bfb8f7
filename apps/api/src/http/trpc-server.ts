import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { MiddlewareHandler } from "hono";
import type { ApiContext } from "../api-context.ts";
import { appRouter } from "../trpc/app-router.ts";
import { type RequestVariables, requestContextOf } from "./request-context-of.ts";

/** tRPC with batching and subscriptions by server-sent events. */
export function trpcServer(api: ApiContext): MiddlewareHandler<{ Variables: RequestVariables }> {
  return async (c) =>
    fetchRequestHandler({
      endpoint: "/trpc",
      router: appRouter,
      req: c.req.raw,
      createContext: () => requestContextOf(api, c),
      maxBatchSize: 20,
      responseMeta: () => ({ headers: { "cache-control": "no-store" } }),
    });
}
