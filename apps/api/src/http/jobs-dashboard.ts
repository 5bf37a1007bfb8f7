import { isAppError } from "@gloria/core";
import { translate } from "@gloria/i18n";
import { assertMayReadQueues, redeemTicket } from "@gloria/services";
import { Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { ApiContext } from "../api-context.ts";
import { assertSameOrigin } from "./assert-same-origin.ts";
import type { JobsBoard } from "./open-jobs-board.ts";
import { localeOf, type RequestVariables } from "./request-context-of.ts";
import { contextOfHolder, exchangeForm } from "./ticket-holder.ts";

export interface JobsDashboardOptions {
  /** Asked only for those who may see it; the first one opens the queues. */
  readonly board: () => Promise<JobsBoard>;
}

export const jobsPath = "/jobs";
const path = jobsPath;
const cookieName = "gloria_jobs";
const cookieLifetimeMs = 15 * 60_000;

/**
 * The dashboard of background jobs, for operators. A browser navigates here and sends no bearer token: the admin app
 * exchanges a single-use ticket for a cookie that is good for this path alone. Session and permission are asked anew
 * in every request.
 */
export function createJobsDashboard(
  api: ApiContext,
  { board }: JobsDashboardOptions,
): Hono<{ Variables: RequestVariables }> {
  const app = new Hono<{ Variables: RequestVariables }>();
  app.post("/exchange", async (c) => {
    assertSameOrigin(c);
    const ticket = api.tickets.readTicket((await exchangeForm(c)).get("ticket") ?? "", "jobs");
    await redeemTicket(api.services, contextOfHolder(c, ticket), ticket);
    const expiresAt = new Date(api.services.clock.now().getTime() + cookieLifetimeMs);
    const { tenantId, userId, sessionId } = ticket;
    setCookie(c, cookieName, api.tickets.signCookie({ tenantId, userId, sessionId, path, expiresAt }), {
      path,
      httpOnly: true,
      sameSite: "Strict",
      secure: api.secureCookies,
      expires: expiresAt,
    });
    return c.redirect(path, 303);
  });
  app.use("*", async (c, next) => {
    if (c.req.method !== "GET" && c.req.method !== "HEAD") assertSameOrigin(c);
    const holder = api.tickets.readCookie(getCookie(c, cookieName) ?? "", c.req.path);
    await assertMayReadQueues(api.services, contextOfHolder(c, holder));
    await next();
    c.header("cache-control", "no-store");
    // The dashboard's page brings inline scripts and styles, and would fetch fonts from elsewhere.
    c.header(
      "content-security-policy",
      "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'",
    );
  });
  app.all("*", async (c) => (await board()).fetch(c.req.raw));
  app.onError((error, c) => {
    if (
      isAppError(error) &&
      (error.family === "UNAUTHENTICATED" || error.family === "FORBIDDEN") &&
      c.req.method === "GET"
    ) {
      const text = translate(localeOf(c.req.header("accept-language")), "queue.openFromAdmin");
      return c.text(text, error.family === "FORBIDDEN" ? 403 : 401);
    }
    throw error;
  });
  return app;
}
