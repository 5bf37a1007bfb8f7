import {
  authOptionsOutput,
  doneOutput,
  endImpersonationInput,
  impersonationOutput,
  listSessionsInput,
  loginInput,
  loginOutput,
  meOutput,
  refreshPermissionsOutput,
  sessionIdInput,
  sessionPageOutput,
  startImpersonationInput,
  ticketInput,
  ticketOutput,
  validateTokenOutput,
} from "@gloria/contracts";
import { AppError } from "@gloria/core";
import {
  endImpersonation,
  getMe,
  issueTicket,
  listDemoPeople,
  listSessions,
  recordClerkSignIn,
  refreshPermissions,
  revokeSession,
  signInLocally,
  signOut,
  startImpersonation,
  validateSession,
} from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, publicProcedure, router, selfProcedure } from "../procedures.ts";
import { signedInAs } from "../sign-in.ts";

const tag = "auth";

export const authRouter = router({
  options: publicProcedure({
    cost: "read",
    rest: { method: "GET", path: "/auth/options", tag, summary: "How people sign in here" },
  })
    .output(answered(authOptionsOutput))
    .query(async ({ ctx }) => ({
      issuer: ctx.api.signIn.kind,
      demoPeople: ctx.api.signIn.kind === "local" ? await listDemoPeople(ctx.api.services) : [],
    })),
  login: publicProcedure({
    cost: "auth",
    rest: { method: "POST", path: "/auth/login", tag, summary: "Begin a session" },
  })
    .input(asked(loginInput))
    .output(answered(loginOutput))
    .mutation(async ({ ctx, input }) => {
      const { signIn, services } = ctx.api;
      if (signIn.kind === "local") return signInLocally(services, signIn.issuer, ctx, input);
      if (input.identifier !== undefined) throw new AppError("auth.local_issuer_off");
      const { tenant, caller } = await signedInAs({ ...ctx, impersonationId: null });
      return recordClerkSignIn(services, tenant, {
        token: ctx.bearer ?? "",
        expiresAt: new Date(caller.claims.expiresAtMs),
      });
    }),
  logout: selfProcedure({
    cost: "write",
    rest: { method: "POST", path: "/auth/logout", tag, summary: "End the session" },
  })
    .output(answered(doneOutput))
    .mutation(({ ctx }) => signOut(ctx.api.services, ctx.tenant)),
  me: selfProcedure({
    cost: "read",
    rest: {
      method: "GET",
      path: "/auth/me",
      tag,
      summary: "Profile, positions, effective permissions, modules, tenant",
    },
  })
    .output(answered(meOutput))
    .query(({ ctx }) => getMe(ctx.api.services, ctx.tenant)),
  validate: selfProcedure({
    cost: "read",
    rest: { method: "POST", path: "/auth/validate", tag, summary: "Is this token valid, for whom, until when" },
  })
    .output(answered(validateTokenOutput))
    .mutation(async ({ ctx }) => {
      await validateSession(ctx.api.services, ctx.tenant);
      const { userId, tenantId, sessionId, claims } = ctx.caller;
      return { valid: true, userId, tenantId, sessionId, expiresAt: new Date(claims.expiresAtMs).toISOString() };
    }),
  refreshPermissions: selfProcedure({
    cost: "read",
    rest: {
      method: "POST",
      path: "/auth/refresh-permissions",
      tag,
      summary: "Recompute the caller's effective permissions",
    },
  })
    .output(answered(refreshPermissionsOutput))
    .mutation(({ ctx }) => refreshPermissions(ctx.api.services, ctx.tenant)),
  sessions: selfProcedure({
    cost: "read",
    rest: { method: "GET", path: "/auth/sessions", tag, summary: "The caller's sessions" },
  })
    .input(asked(listSessionsInput))
    .output(answered(sessionPageOutput))
    .query(({ ctx, input }) => listSessions(ctx.api.services, ctx.tenant, input)),
  revokeSession: selfProcedure({
    cost: "write",
    rest: { method: "DELETE", path: "/auth/sessions/{id}", tag, summary: "Revoke one of the caller's sessions" },
  })
    .input(asked(sessionIdInput))
    .output(answered(doneOutput))
    .mutation(({ ctx, input }) => revokeSession(ctx.api.services, ctx.tenant, input)),
  impersonate: permitted("user:impersonate", {
    cost: "auth",
    rest: {
      method: "POST",
      path: "/auth/impersonate",
      tag,
      summary: "Look through another person's eyes for up to 30 minutes, changing nothing",
    },
  })
    .input(asked(startImpersonationInput))
    .output(answered(impersonationOutput))
    .mutation(({ ctx, input }) => startImpersonation(ctx.api.services, ctx.tenant, input)),
  endImpersonation: selfProcedure({
    cost: "auth",
    asOneself: true,
    rest: { method: "POST", path: "/auth/impersonate/end", tag, summary: "Be oneself again" },
  })
    .input(asked(endImpersonationInput))
    .output(answered(doneOutput))
    .mutation(({ ctx, input }) => endImpersonation(ctx.api.services, ctx.tenant, input)),
  ticket: selfProcedure({
    cost: "auth",
    rest: {
      method: "POST",
      path: "/auth/tickets",
      tag,
      summary: "A 60-second ticket that a browser exchanges for a path-scoped cookie",
    },
  })
    .input(asked(ticketInput))
    .output(answered(ticketOutput))
    .mutation(async ({ ctx, input }) => {
      const { tenantId, userId, sessionId } = ctx.caller;
      const { ticket, row } = ctx.api.tickets.issueTicket({ tenantId, userId, sessionId }, input.purpose);
      await issueTicket(ctx.api.services, ctx.tenant, row);
      return { ticket, expiresAt: row.expiresAt.toISOString(), exchangePath: `/${input.purpose}/exchange` };
    }),
});
