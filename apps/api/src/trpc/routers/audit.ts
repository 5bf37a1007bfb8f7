import {
  auditEventDetailOutput,
  auditLogIdInput,
  auditPageOutput,
  entityHistoryInput,
  entityHistoryOutput,
  listAuditLogsInput,
} from "@gloria/contracts";
import { getAuditLog, getEntityHistory, listAuditLogs } from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "audit";

export const auditRouter = router({
  list: permitted("audit:read", {
    cost: "read",
    rest: { method: "GET", path: "/audit/logs", tag, summary: "Query the audit log" },
  })
    .input(asked(listAuditLogsInput))
    .output(answered(auditPageOutput))
    .query(({ ctx, input }) => listAuditLogs(ctx.api.services, ctx.tenant, input)),
  get: permitted("audit:read", {
    cost: "read",
    rest: { method: "GET", path: "/audit/logs/{id}", tag, summary: "One event with its difference" },
  })
    .input(asked(auditLogIdInput))
    .output(answered(auditEventDetailOutput))
    .query(({ ctx, input }) => getAuditLog(ctx.api.services, ctx.tenant, input)),
  entityHistory: permitted("audit:read", {
    cost: "read",
    rest: {
      method: "GET",
      path: "/audit/entity/{type}/{id}",
      tag,
      summary: "An entity's history, and its state at an instant",
    },
  })
    .input(asked(entityHistoryInput))
    .output(answered(entityHistoryOutput))
    .query(({ ctx, input }) => getEntityHistory(ctx.api.services, ctx.tenant, input)),
});
