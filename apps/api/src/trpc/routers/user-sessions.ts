import {
  closedSessionsOutput,
  closeUserSessionInput,
  closeUserSessionsInput,
  listUserSessionsInput,
  userSessionPageOutput,
} from "@gloria/contracts";
import { closeUserSession, closeUserSessions, listUserSessions } from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "users";

export const userSessionsRouter = router({
  list: permitted("session:read", {
    cost: "read",
    rest: { method: "GET", path: "/users/{id}/sessions", tag, summary: "A person's sessions" },
  })
    .input(asked(listUserSessionsInput))
    .output(answered(userSessionPageOutput))
    .query(({ ctx, input }) => listUserSessions(ctx.api.services, ctx.tenant, input)),
  closeAll: permitted("session:close", {
    cost: "write",
    rest: { method: "DELETE", path: "/users/{id}/sessions", tag, summary: "End all sessions of a person" },
  })
    .input(asked(closeUserSessionsInput))
    .output(answered(closedSessionsOutput))
    .mutation(({ ctx, input }) => closeUserSessions(ctx.api.services, ctx.tenant, input)),
  close: permitted("session:close", {
    cost: "write",
    rest: { method: "DELETE", path: "/users/{id}/sessions/{sessionId}", tag, summary: "End one session of a person" },
  })
    .input(asked(closeUserSessionInput))
    .output(answered(closedSessionsOutput))
    .mutation(({ ctx, input }) => closeUserSession(ctx.api.services, ctx.tenant, input)),
});
