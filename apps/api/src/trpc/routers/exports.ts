import {
  createExportInput,
  doneOutput,
  exportIdInput,
  exportOutput,
  exportPageOutput,
  listExportsInput,
} from "@gloria/contracts";
import { cancelExport, createExport, deleteExport, getExport, listExports } from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "exports";

export const exportsRouter = router({
  list: permitted("export:read", {
    cost: "read",
    rest: { method: "GET", path: "/exports", tag, summary: "Exports, newest first" },
  })
    .input(asked(listExportsInput))
    .output(answered(exportPageOutput))
    .query(({ ctx, input }) => listExports(ctx.api.services, ctx.tenant, input)),
  get: permitted("export:read", {
    cost: "read",
    rest: { method: "GET", path: "/exports/{id}", tag, summary: "Progress of an export and, when done, the download" },
  })
    .input(asked(exportIdInput))
    .output(answered(exportOutput))
    .query(({ ctx, input }) => getExport(ctx.api.services, ctx.tenant, input)),
  create: permitted("export:create", {
    cost: "bulk",
    idempotent: true,
    rest: {
      method: "POST",
      path: "/exports",
      tag,
      summary: "A filtered set as CSV, XLSX, JSON, NDJSON, PDF or OneRoster, made by the worker",
      accepted: (made: { id: string }) => `/exports/${made.id}`,
    },
  })
    .input(asked(createExportInput))
    .output(answered(exportOutput))
    .mutation(({ ctx, input }) => createExport(ctx.api.services, ctx.tenant, input)),
  cancel: permitted("export:create", {
    cost: "write",
    rest: { method: "POST", path: "/exports/{id}/cancel", tag, summary: "Stop an export" },
  })
    .input(asked(exportIdInput))
    .output(answered(exportOutput))
    .mutation(({ ctx, input }) => cancelExport(ctx.api.services, ctx.tenant, input)),
  delete: permitted("export:create", {
    cost: "write",
    rest: { method: "DELETE", path: "/exports/{id}", tag, summary: "Delete an export with its file" },
  })
    .input(asked(exportIdInput))
    .output(answered(doneOutput))
    .mutation(({ ctx, input }) => deleteExport(ctx.api.services, ctx.tenant, input)),
});
