import { AppError, isAppError } from "@gloria/core";
import type { Context } from "hono";
import { Hono } from "hono";
import type { ApiContext } from "../../api-context.ts";
import { appErrorOf } from "../../trpc/procedures.ts";
import { type RequestVariables, requestContextOf } from "../request-context-of.ts";
import { takeStandardHeaders } from "../standard-headers.ts";
import { preconditionFailed } from "./precondition-failed.ts";
import { readRestInput } from "./read-rest-input.ts";
import { listRestRoutes, type RestRoute } from "./rest-operations.ts";
import { successStatusOf } from "./success-status-of.ts";

/** Every procedure as REST below `/api/v1`: the same verbs, the same contracts, HTTP's own words. */
export function createRestApp(api: ApiContext): Hono<{ Variables: RequestVariables }> {
  const app = new Hono<{ Variables: RequestVariables }>();
  const routes = listRestRoutes();
  for (const route of routes) {
    app.on(route.operation.method, pathOf(route), (c) => answer(api, route, c));
  }
  for (const path of new Set(routes.map(pathOf))) {
    const allowed = routes.filter((route) => pathOf(route) === path).map((route) => route.operation.method);
    app.all(path, () => {
      throw new AppError("request.method_not_allowed", { allowed });
    });
  }
  return app;
}

function pathOf(route: RestRoute): string {
  return route.operation.path.replaceAll(/\{(\w+)\}/g, ":$1");
}

async function answer(
  api: ApiContext,
  route: RestRoute,
  c: Context<{ Variables: RequestVariables }>,
): Promise<Response> {
  const ctx = requestContextOf(api, c);
  const input = await readRestInput(route, c.req.raw, c.req.param());
  const output = await call(route, ctx, input, c.req.raw.headers.has("if-match"));
  const headers: Record<string, string> = {
    ...takeStandardHeaders(c),
    "content-type": "application/json",
    "cache-control": "no-store",
  };
  const version = versionOf(output);
  if (version !== null) headers["etag"] = `"${version}"`;
  const { created, accepted } = route.operation;
  const place = (created ?? accepted)?.(output as never);
  if (place !== undefined) headers["location"] = `/api/v1${place}`;
  return new Response(JSON.stringify(output), { status: successStatusOf(route.operation), headers });
}

async function call(
  route: RestRoute,
  ctx: ReturnType<typeof requestContextOf>,
  input: unknown,
  conditional: boolean,
): Promise<unknown> {
  try {
    return await route.procedure({
      path: route.name,
      ctx,
      getRawInput: async () => input,
      type: route.procedure._def.type,
      signal: undefined,
      batchIndex: 0,
    });
  } catch (error) {
    const appError = appErrorOf(error);
    // The version came from If-Match: HTTP has its own word for its failure.
    if (conditional && isAppError(appError) && appError.code.endsWith(".version_conflict")) {
      throw preconditionFailed(appError);
    }
    throw appError;
  }
}

function versionOf(output: unknown): number | null {
  if (typeof output !== "object" || output === null || !("version" in output)) return null;
  return typeof output.version === "number" ? output.version : null;
}
