import {
  bulkAssignInput,
  bulkAssignPreviewOutput,
  listPermissionBatchesInput,
  listPermissionBatchItemsInput,
  permissionBatchIdInput,
  permissionBatchItemPageOutput,
  permissionBatchOutput,
  permissionBatchPageOutput,
  previewBulkAssignInput,
} from "@gloria/contracts";
import {
  bulkAssign,
  cancelPermissionBatch,
  getPermissionBatch,
  listPermissionBatches,
  listPermissionBatchItems,
  previewBulkAssign,
  resumePermissionBatch,
  takeBackPermissionBatch,
} from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "permissions";
const base = "/permissions/bulk-assign";
const accepted = (batch: { id: string }) => `${base}/${batch.id}`;

export const permissionBatchesRouter = router({
  list: permitted("permission:read", {
    cost: "read",
    rest: { method: "GET", path: base, tag, summary: "Bulk assignments, newest first" },
  })
    .input(asked(listPermissionBatchesInput))
    .output(answered(permissionBatchPageOutput))
    .query(({ ctx, input }) => listPermissionBatches(ctx.api.services, ctx.tenant, input)),
  preview: permitted("permission:assign", {
    cost: "read",
    rest: { method: "POST", path: `${base}/preview`, tag, summary: "What each item of a bulk assignment would do" },
  })
    .input(asked(previewBulkAssignInput))
    .output(answered(bulkAssignPreviewOutput))
    .mutation(({ ctx, input }) => previewBulkAssign(ctx.api.services, ctx.tenant, input)),
  assign: permitted("permission:assign", {
    cost: "bulk",
    idempotent: true,
    rest: { method: "POST", path: base, tag, summary: "Give many people roles or rights, by a job", accepted },
  })
    .input(asked(bulkAssignInput))
    .output(answered(permissionBatchOutput))
    .mutation(({ ctx, input }) => bulkAssign(ctx.api.services, ctx.tenant, input)),
  get: permitted("permission:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/{id}`, tag, summary: "Progress of a bulk assignment" },
  })
    .input(asked(permissionBatchIdInput))
    .output(answered(permissionBatchOutput))
    .query(({ ctx, input }) => getPermissionBatch(ctx.api.services, ctx.tenant, input)),
  items: permitted("permission:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/{id}/items`, tag, summary: "What came of each item" },
  })
    .input(asked(listPermissionBatchItemsInput))
    .output(answered(permissionBatchItemPageOutput))
    .query(({ ctx, input }) => listPermissionBatchItems(ctx.api.services, ctx.tenant, input)),
  cancel: permitted("permission:assign", {
    cost: "write",
    rest: { method: "POST", path: `${base}/{id}/cancel`, tag, summary: "Stop a bulk assignment" },
  })
    .input(asked(permissionBatchIdInput))
    .output(answered(permissionBatchOutput))
    .mutation(({ ctx, input }) => cancelPermissionBatch(ctx.api.services, ctx.tenant, input)),
  resume: permitted("permission:assign", {
    cost: "bulk",
    rest: { method: "POST", path: `${base}/{id}/resume`, tag, summary: "Go on where it stopped", accepted },
  })
    .input(asked(permissionBatchIdInput))
    .output(answered(permissionBatchOutput))
    .mutation(({ ctx, input }) => resumePermissionBatch(ctx.api.services, ctx.tenant, input)),
  takeBack: permitted("permission:assign", {
    cost: "bulk",
    rest: { method: "POST", path: `${base}/{id}/take-back`, tag, summary: "End all that it made", accepted },
  })
    .input(asked(permissionBatchIdInput))
    .output(answered(permissionBatchOutput))
    .mutation(({ ctx, input }) => takeBackPermissionBatch(ctx.api.services, ctx.tenant, input)),
});
