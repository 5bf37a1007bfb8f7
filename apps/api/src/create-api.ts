import {
  clerkIssuerOf,
  createAuthenticator,
  createClerkDirectory,
  createClerkInvitations,
  createDatabaseIdentityLookup,
  createLocalIssuer,
  createTicketSigner,
  createTokenVerifier,
  loadOrCreateTicketSecret,
  localSid,
} from "@gloria/auth";
import type { ApiConfig } from "@gloria/config";
import { type Logger, loadKeyRing, systemClock } from "@gloria/core";
import { createOutboxBell } from "@gloria/jobs";
import { adoptClerkUser, createActivityLog, openInboxHub, openServices, warmPermissions } from "@gloria/services";
import type { Hono } from "hono";
import type { ApiContext, SignInMethod } from "./api-context.ts";
import { createApp } from "./http/app.ts";
import { jobsPath } from "./http/jobs-dashboard.ts";
import { type ApiMetrics, createMetrics } from "./http/metrics.ts";
import { registerPermissionMetrics } from "./http/permission-metrics.ts";
import type { RequestVariables } from "./http/request-context-of.ts";
import { openWhenAsked } from "./open-when-asked.ts";
import { trustAnswers } from "./trpc/contracts-at-once.ts";

export interface Api {
  readonly app: Hono<{ Variables: RequestVariables }>;
  readonly metrics: ApiMetrics;
  /**
   * Reads in the background what those who were here last will ask for first; ends by itself, and with
   * {@link beginStopping}. Never rejects.
   */
  warmUp(): Promise<void>;
  /** Readiness answers "no" from now on, and streams end. */
  beginStopping(): void;
  /** Closes connections; call it when no request runs any more. */
  close(): Promise<void>;
}

/** Name that tokens of the local issuer are made for; a constant, because the port may be any. */
const localParty = "http://localhost";

/**
 * The api over its configuration.
 *
 * @param publicUrl origin for links, without a slash at its end
 */
export async function createApi(config: ApiConfig, publicUrl: string, logger: Logger): Promise<Api> {
  const services = await openServices({
    name: "gloria-api",
    appUrl: config.database.appUrl,
    systemUrl: config.database.systemUrl,
    maxConnections: 16,
    publicUrl,
    cacheBytes: config.permissionCacheBytes,
    redisUrl: config.redisUrl,
    strict: config.environment !== "production",
    keyRing: await loadKeyRing(config),
    logger,
  });
  if (config.environment === "production") trustAnswers();
  const { signIn, verifier } = await chooseSignIn(config);
  const authenticator = createAuthenticator({
    verifier,
    lookup: createDatabaseIdentityLookup(services, signIn.kind),
    ...(signIn.kind === "clerk"
      ? {
          adopt: (tenantId: string, subject: string) => adoptClerkUser(services, signIn.directory, tenantId, subject),
        }
      : {}),
    clock: systemClock,
  });
  // The libraries of the queue take tens of megabytes, and only the dashboard of the operators needs them.
  const board = openWhenAsked(async () => {
    const { openJobsBoard } = await import("./http/open-jobs-board.ts");
    return openJobsBoard(jobsPath, { queueUrl: config.database.queueUrl, redisUrl: config.redisUrl, logger });
  });
  const inboxHub = await openInboxHub(services.app, logger);
  const metrics = createMetrics();
  registerPermissionMetrics(metrics.registry, services.permissions);
  let warming = Promise.resolve();
  const stopping = new AbortController();
  const activity = createActivityLog(services);
  const context: ApiContext = {
    services,
    authenticator,
    signIn,
    tickets: createTicketSigner(await loadOrCreateTicketSecret(config.home), systemClock),
    activity,
    inboxHub,
    outboxBell: createOutboxBell(services.app, logger),
    logger,
    metrics,
    secureCookies: publicUrl.startsWith("https:"),
    stopping: stopping.signal,
  };
  return {
    app: createApp(context, {
      allowedOrigins: config.publicUrl === null ? [] : [config.publicUrl],
      loopbackOnly: signIn.kind === "local",
      adminDir: config.adminDir,
      metricsToken: config.metrics.token,
      health: {
        database: async () => {
          await services.app.sql`select 1`;
        },
        stopping: () => stopping.signal.aborted,
      },
      jobs: { board: () => board.get() },
      strictTransport: publicUrl.startsWith("https:"),
    }),
    metrics,
    warmUp() {
      warming = warmPermissions(services, stopping.signal);
      return warming;
    },
    beginStopping: () => stopping.abort(),
    async close() {
      stopping.abort();
      await warming;
      await activity.close();
      await inboxHub.close();
      await board.close();
      await services.close();
    },
  };
}

async function chooseSignIn(
  config: ApiConfig,
): Promise<{ signIn: SignInMethod; verifier: ReturnType<typeof createTokenVerifier> }> {
  if (config.clerk !== null) {
    const { secretKey, apiUrl, jwtKey, publishableKey, webhookSecret } = config.clerk;
    const party = config.publicUrl ?? `http://${config.host}:${config.port}`;
    return {
      signIn: {
        kind: "clerk",
        webhookSecret,
        directory: createClerkDirectory({ secretKey, apiUrl }),
        invitations: createClerkInvitations({ secretKey, apiUrl }),
      },
      verifier: createTokenVerifier({
        jwtKey,
        issuer: clerkIssuerOf(publishableKey),
        authorizedParties: [party],
        clock: systemClock,
      }),
    };
  }
  const issuer = await createLocalIssuer({
    home: config.home,
    authorizedParty: localParty,
    environment: config.environment,
    host: config.host,
    clock: systemClock,
  });
  return {
    signIn: { kind: "local", issuer: { sign: (session) => issuer.sign(session), sidOf: localSid } },
    verifier: createTokenVerifier({
      jwtKey: issuer.publicKeyPem,
      issuer: issuer.issuer,
      authorizedParties: [localParty],
      clock: systemClock,
    }),
  };
}
