import { idSchema } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import {
  getOneRosterOrg,
  getOneRosterUser,
  listOneRosterOrgs,
  listOneRosterUsers,
  type OneRosterFields,
  type OneRosterObject,
  type OneRosterPage,
  type OneRosterQuery,
  orgFields,
  readOneRosterQuery,
  userFields,
} from "@gloria/services";
import { type Context, Hono } from "hono";
import type { ApiContext } from "../../api-context.ts";
import { appErrorOf } from "../../trpc/procedures.ts";
import { signedInAs } from "../../trpc/sign-in.ts";
import { localeOf, type RequestVariables, requestContextOf } from "../request-context-of.ts";
import { oneRosterProblem } from "./one-roster-problem.ts";
import { pageLinks } from "./page-links.ts";

type OneRosterContext = Context<{ Variables: RequestVariables }>;

export const oneRosterPath = "/ims/oneroster/rostering/v1p2";

/**
 * OneRoster 1.2 rostering, to read: organisations and people, with a bearer token like everything else, and as much of
 * them as its holder may read. Of the filter language: conditions joined by ` AND `.
 */
export function createOneRosterApp(api: ApiContext): Hono<{ Variables: RequestVariables }> {
  const app = new Hono<{ Variables: RequestVariables }>();
  const { services } = api;
  const base = `${services.publicUrl}${oneRosterPath}`;
  const callerOf = async (c: OneRosterContext): Promise<TenantContext> =>
    (await signedInAs(requestContextOf(api, c))).tenant;

  for (const [path, onlySchools] of [
    ["orgs", false],
    ["schools", true],
  ] as const) {
    app.get(`/${path}`, async (c) => {
      const caller = await callerOf(c);
      const query = queryOf(c, orgFields);
      return list(c, base, "orgs", query, await listOneRosterOrgs(services, caller, query, { base, onlySchools }));
    });
    app.get(`/${path}/:id`, async (c) => {
      const caller = await callerOf(c);
      const id = idOf(c, "school.not_found");
      return one(c, "org", await getOneRosterOrg(services, caller, id, { base, onlySchools }));
    });
  }
  for (const [path, onlyTeachers] of [
    ["users", false],
    ["teachers", true],
  ] as const) {
    app.get(`/${path}`, async (c) => {
      const caller = await callerOf(c);
      const query = queryOf(c, userFields);
      const page = await listOneRosterUsers(services, caller, query, { base, onlyTeachers, schoolId: null });
      return list(c, base, "users", query, page);
    });
    app.get(`/${path}/:id`, async (c) => {
      const caller = await callerOf(c);
      const id = idOf(c, "user.not_found");
      return one(c, "user", await getOneRosterUser(services, caller, id, { base, onlyTeachers, schoolId: null }));
    });
    app.get(`/schools/:id/${path}`, async (c) => {
      const caller = await callerOf(c);
      const school = await getOneRosterOrg(services, caller, idOf(c, "school.not_found"), { base, onlySchools: true });
      const query = queryOf(c, userFields);
      const people = { base, onlyTeachers, schoolId: school.sourcedId };
      return list(c, base, "users", query, await listOneRosterUsers(services, caller, query, people));
    });
  }
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
    return oneRosterProblem(appError, localeOf(c.req.header("accept-language")), { "x-request-id": requestId });
  });
  return app;
}

function queryOf(c: OneRosterContext, known: OneRosterFields): OneRosterQuery {
  return readOneRosterQuery(c.req.query(), known);
}

function idOf(c: OneRosterContext, code: "school.not_found" | "user.not_found"): string {
  const id = idSchema.safeParse(c.req.param("id"));
  if (!id.success) throw new AppError(code);
  return id.data;
}

function one(c: OneRosterContext, name: "org" | "user", item: OneRosterObject): Response {
  return c.json({ [name]: item }, 200, { "cache-control": "no-store" });
}

function list(
  c: OneRosterContext,
  base: string,
  name: "orgs" | "users",
  query: OneRosterQuery,
  { items, total }: OneRosterPage,
): Response {
  const url = new URL(`${base}${c.req.path.slice(oneRosterPath.length)}${new URL(c.req.url).search}`);
  return c.json({ [name]: items }, 200, {
    "cache-control": "no-store",
    "x-total-count": String(total),
    link: pageLinks(url, query, total),
  });
}
