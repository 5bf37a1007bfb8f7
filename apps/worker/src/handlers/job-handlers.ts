import { deliver } from "./deliver.ts";
import { ensurePartitions } from "./ensure-partitions.ts";
import { expand } from "./expand.ts";
import type { JobHandlers } from "./job-handler.ts";
import { runExport } from "./run-export.ts";
import { runImport } from "./run-import.ts";
import { runPermissionBatch } from "./run-permission-batch.ts";
import { sweepAssignments } from "./sweep-assignments.ts";
import { sweepExports } from "./sweep-exports.ts";
import { sweepFiles } from "./sweep-files.ts";
import { sweepImports } from "./sweep-imports.ts";
import { tellDelegation } from "./tell-delegation.ts";
import { tellOverdueReview } from "./tell-overdue-review.ts";

/** A job of the catalogue that has no handler here does not compile. */
export const jobHandlers = {
  "notification.expand": expand,
  "notification.expand_critical": expand,
  "notification.deliver": deliver,
  "assignment.sweep": sweepAssignments,
  "audit.ensure_partitions": ensurePartitions,
  "export.run": runExport,
  "export.sweep": sweepExports,
  "import.run": runImport,
  "import.sweep": sweepImports,
  "permission_batch.run": runPermissionBatch,
  "delegation.tell": tellDelegation,
  "access_review.tell_overdue": tellOverdueReview,
  "file.sweep": sweepFiles,
} as const satisfies JobHandlers;
