import { AppError } from "@gloria/core";
import { Hono } from "hono";
import { cors } from "hono/cors";
import type { ApiContext } from "../api-context.ts";
import { appErrorOf } from "../trpc/procedures.ts";
import { serveAdmin } from "./admin.ts";
import { createClerkWebhook } from "./clerk-webhook.ts";
import { createDocs } from "./docs.ts";
import { createFileDownloads } from "./file-downloads.ts";
import { createFileUploads, uploadsPath } from "./file-uploads.ts";
import { createHealth, type HealthProbes } from "./health.ts";
import { createImportFiles, importsPath, isImportForm } from "./import-files.ts";
import { createInboxStream } from "./inbox-stream.ts";
import { createJobsDashboard, type JobsDashboardOptions } from "./jobs-dashboard.ts";
import { limitBody } from "./limit-body.ts";
import { logRequests } from "./log-requests.ts";
import { createMetricsRoute } from "./metrics-route.ts";
import { noteRequest } from "./note-request.ts";
import { createOneRosterApp, oneRosterPath } from "./oneroster/one-roster-app.ts";
import { problemOf, problemResponse } from "./problem.ts";
import { localeOf, type RequestVariables } from "./request-context-of.ts";
import { createRestApp } from "./rest/rest-app.ts";
import { createScimApp, scimPath } from "./scim/scim-app.ts";
import { securityHeaders, standardHeaders } from "./standard-headers.ts";
import { trpcServer } from "./trpc-server.ts";

export interface AppOptions {
  /** Origins beside our own that browsers may call from. */
  readonly allowedOrigins: readonly string[];
  /** The local issuer answers loopback names only. */
  readonly loopbackOnly: boolean;
  readonly adminDir: string | null;
  readonly metricsToken: string | null;
  readonly health: HealthProbes;
  readonly jobs: JobsDashboardOptions | null;
  /** HTTPS outside: browsers are told to stay with it. */
  readonly strictTransport: boolean;
}

const maxBodyBytes = 1024 * 1024;

export function createApp(api: ApiContext, options: AppOptions): Hono<{ Variables: RequestVariables }> {
  const app = new Hono<{ Variables: RequestVariables }>();
  app.use(noteRequest({ loopbackOnly: options.loopbackOnly }));
  app.use(logRequests(api.logger));
  app.use(standardHeaders(securityHeaders({ strictTransport: options.strictTransport })));
  const crossOrigin = cors({
    origin: [...options.allowedOrigins],
    allowHeaders: [
      "authorization",
      "content-type",
      "idempotency-key",
      "if-match",
      "if-none-match",
      "x-gloria-school",
      "x-gloria-impersonate",
      "last-event-id",
      "accept-language",
    ],
    exposeHeaders: ["x-request-id", "etag", "location"],
    allowMethods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    maxAge: 600,
  });
  // Who names no origin is no page of another one.
  app.use((c, next) => (c.req.header("origin") === undefined ? next() : crossOrigin(c, next)));
  const limited = limitBody(maxBodyBytes);
  // An upload is counted while it is stored: it never lies in memory as a whole.
  app.use((c, next) => {
    const { method, path } = c.req;
    return path === uploadsPath || isImportForm(method, path, c.req.header("content-type")) ? next() : limited(c, next);
  });

  app.route("/api/v1/health", createHealth(options.health));
  app.route("/api/v1/notifications/stream", createInboxStream(api));
  app.route(uploadsPath, createFileUploads(api));
  app.route(importsPath, createImportFiles(api));
  app.route("/files", createFileDownloads(api));
  app.route("/", createDocs());
  app.route("/api/v1", createRestApp(api));
  app.use("/trpc/*", trpcServer(api));
  app.route("/webhooks/clerk", createClerkWebhook(api));
  app.route(scimPath, createScimApp(api));
  app.route(oneRosterPath, createOneRosterApp(api));
  if (options.metricsToken !== null) app.route("/metrics", createMetricsRoute(api.metrics, options.metricsToken));
  if (options.jobs !== null) app.route("/jobs", createJobsDashboard(api, options.jobs));
  // Addresses of the server, which the admin app must not answer with its page.
  for (const path of ["/api/*", "/metrics", "/webhooks/*", "/files/*", "/jobs/*", "/scim/*", "/ims/*"]) {
    app.all(path, () => {
      throw new AppError("request.not_found");
    });
  }
  if (options.adminDir !== null) app.get("*", serveAdmin(options.adminDir));

  app.notFound((c) =>
    fail(api, c.get("requestId"), c.req.header("accept-language"), new AppError("request.not_found"), c.req.path),
  );
  app.onError((error, c) => fail(api, c.get("requestId"), c.req.header("accept-language"), error, c.req.path));
  return app;
}

/** The one place where an error becomes an HTTP answer. */
function fail(
  api: ApiContext,
  requestId: string,
  language: string | undefined,
  error: unknown,
  path: string,
): Response {
  const appError = appErrorOf(error);
  if (appError.family === "INTERNAL") {
    api.logger.error({ err: appError.cause ?? error, path, requestId }, "a request failed");
  }
  return problemResponse(problemOf(appError, { requestId, locale: localeOf(language) }), { "x-request-id": requestId });
}
