import { bearerOf } from "@gloria/auth";
import { idSchema } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import {
  authenticateScim,
  changeScimGroup,
  createScimGroup,
  createScimUser,
  deleteScimUser,
  getScimGroup,
  getScimUser,
  isScimObject,
  listScimGroups,
  listScimUsers,
  maxScimCount,
  patchScimUser,
  replaceScimUser,
  type ScimCaller,
  type ScimObject,
  type ScimPage,
} from "@gloria/services";
import { type Context, Hono } from "hono";
import type { ApiContext } from "../../api-context.ts";
import { appErrorOf } from "../../trpc/procedures.ts";
import { localeOf, originOf, type RequestVariables } from "../request-context-of.ts";
import { listOf, resourceTypes, schemas, serviceProviderConfig } from "./scim-documents.ts";
import { scimContentType, scimProblem } from "./scim-problem.ts";

type ScimContext = Context<{ Variables: RequestVariables }>;

export const scimPath = "/scim/v2";

/** SCIM 2.0 (RFC 7643 and 7644) for identity providers, each with a token of its own. */
export function createScimApp(api: ApiContext): Hono<{ Variables: RequestVariables }> {
  const app = new Hono<{ Variables: RequestVariables }>();
  const { services } = api;
  const baseUrl = `${services.publicUrl}${scimPath}`;

  /** Asked before anything else, also before a body is read. */
  const callerOf = (c: ScimContext): Promise<ScimCaller> =>
    authenticateScim(services, originOf(c), bearerOf(c.req.header("authorization") ?? null), baseUrl);

  app.use("*", async (c, next) => {
    await next();
    if (c.req.method !== "GET" && c.res.ok) api.outboxBell.ring();
  });

  app.get("/ServiceProviderConfig", async (c) => {
    await callerOf(c);
    return answer(c, serviceProviderConfig(baseUrl));
  });
  for (const [path, documents] of [
    ["/ResourceTypes", resourceTypes(baseUrl)],
    ["/Schemas", schemas(baseUrl)],
  ] as const) {
    app.get(path, async (c) => {
      await callerOf(c);
      return answer(c, listOf(documents));
    });
    app.get(`${path}/:id`, async (c) => {
      await callerOf(c);
      const found = documents.find((document) => document["id"] === c.req.param("id"));
      if (found === undefined) throw new AppError("request.not_found");
      return answer(c, found);
    });
  }

  app.get("/Users", async (c) => answer(c, await listScimUsers(services, await callerOf(c), pageOf(c))));
  app.post("/Users", async (c) => created(c, await createScimUser(services, await callerOf(c), await bodyOf(c))));
  app.get("/Users/:id", async (c) =>
    answer(c, await getScimUser(services, await callerOf(c), idOf(c, "user.not_found"))),
  );
  app.put("/Users/:id", async (c) => {
    const id = idOf(c, "user.not_found");
    return answer(c, await replaceScimUser(services, await callerOf(c), id, await bodyOf(c), preconditionOf(c)));
  });
  app.patch("/Users/:id", async (c) => {
    const id = idOf(c, "user.not_found");
    return answer(c, await patchScimUser(services, await callerOf(c), id, await bodyOf(c), preconditionOf(c)));
  });
  app.delete("/Users/:id", async (c) => {
    await deleteScimUser(services, await callerOf(c), idOf(c, "user.not_found"), preconditionOf(c));
    return c.body(null, 204);
  });

  app.get("/Groups", async (c) =>
    answer(c, await listScimGroups(services, await callerOf(c), pageOf(c), !leavesOutMembers(c))),
  );
  app.post("/Groups", async (c) => createScimGroup(services, await callerOf(c), await bodyOf(c)));
  app.get("/Groups/:id", async (c) =>
    answer(c, await getScimGroup(services, await callerOf(c), idOf(c, "role.not_found"), !leavesOutMembers(c))),
  );
  for (const [method, kind] of [
    ["PUT", "replace"],
    ["PATCH", "patch"],
  ] as const) {
    app.on(method, "/Groups/:id", async (c) => {
      const change = { kind, body: await bodyOf(c) };
      return answer(c, await changeScimGroup(services, await callerOf(c), idOf(c, "role.not_found"), change));
    });
  }
  app.delete("/Groups/:id", async (c) => {
    await callerOf(c);
    // A role outlives what a provider does with it.
    throw new AppError("scim.group_not_provisioned");
  });
  app.all("*", async (c) => {
    await callerOf(c);
    throw new AppError("request.not_found");
  });
  app.onError((error, c) => {
    const appError = appErrorOf(error);
    const requestId = c.get("requestId");
    if (appError.family === "INTERNAL") {
      api.logger.error({ err: appError.cause ?? error, path: c.req.path, requestId }, "a request failed");
    }
    return scimProblem(appError, localeOf(c.req.header("accept-language")), { "x-request-id": requestId });
  });
  return app;
}

function answer(c: ScimContext, resource: ScimObject, status: 200 | 201 = 200): Response {
  const version = versionOf(resource);
  if (version !== null && c.req.method === "GET" && c.req.header("if-none-match") === version) {
    return c.body(null, 304, { etag: version });
  }
  return c.body(JSON.stringify(resource), status, {
    "content-type": scimContentType,
    "cache-control": "no-store",
    ...(version === null ? {} : { etag: version }),
  });
}

function created(c: ScimContext, resource: ScimObject): Response {
  const { meta } = resource;
  if (isScimObject(meta)) c.header("location", String(meta["location"]));
  return answer(c, resource, 201);
}

function versionOf({ meta }: ScimObject): string | null {
  return isScimObject(meta) && typeof meta["version"] === "string" ? meta["version"] : null;
}

/** An id of another shape names nobody. */
function idOf(c: ScimContext, code: "user.not_found" | "role.not_found"): string {
  const id = idSchema.safeParse(c.req.param("id"));
  if (!id.success) throw new AppError(code);
  return id.data;
}

function preconditionOf(c: ScimContext): string | null {
  return c.req.header("if-match") ?? null;
}

/** Numbers below the range are taken as its edge, as the standard wants. */
function pageOf(c: ScimContext): ScimPage {
  const number = (name: string, otherwise: number) => {
    const text = c.req.query(name);
    if (text === undefined || text === "") return otherwise;
    if (!/^-?\d{1,9}$/.test(text)) throw new AppError("scim.invalid_value", { path: name });
    return Number(text);
  };
  const filter = c.req.query("filter");
  return {
    filter: filter === undefined || filter === "" ? null : filter,
    startIndex: Math.max(1, number("startIndex", 1)),
    count: Math.min(maxScimCount, Math.max(0, number("count", 100))),
  };
}

function leavesOutMembers(c: ScimContext): boolean {
  const left = (c.req.query("excludedAttributes") ?? "").toLowerCase().split(",");
  return left.some((attribute) => attribute.trim() === "members");
}

async function bodyOf(c: ScimContext): Promise<ScimObject> {
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== scimContentType && type !== "application/json") {
    throw new AppError("request.unsupported_media", { expected: scimContentType });
  }
  let body: unknown;
  try {
    body = JSON.parse(await c.req.text());
  } catch (cause) {
    throw new AppError("request.malformed", {}, { cause });
  }
  if (!isScimObject(body)) throw new AppError("request.malformed");
  return body;
}
