export { bulkAssign } from "./bulk-assign.ts";
export { cancelPermissionBatch, resumePermissionBatch, takeBackPermissionBatch } from "./change-batch.ts";
export { getPermissionBatch, listPermissionBatches, listPermissionBatchItems } from "./list-batches.ts";
export { previewBulkAssign } from "./preview-bulk-assign.ts";
export { runPermissionBatch } from "./run-permission-batch.ts";
