import { idSchema } from "@gloria/contracts";
import { z } from "zod";
import type { JobDefinition } from "./job-definition.ts";

const ofNotification = z.object({ tenantId: idSchema, notificationId: idSchema });

/** Every job there is. A handler that is missing in the worker does not compile. */
export const jobCatalogue = {
  /** Makes the deliveries of a notification: one for each recipient and channel. */
  "notification.expand": {
    payload: ofNotification,
    lane: "transactional",
    attempts: 5,
    backoffMs: 500,
    timeoutMs: 30_000,
  },
  /** The same for what may not wait behind other messages. */
  "notification.expand_critical": {
    payload: ofNotification,
    lane: "critical",
    attempts: 5,
    backoffMs: 250,
    timeoutMs: 30_000,
  },
  /** Works off what is due of a notification's deliveries. */
  "notification.deliver": {
    payload: ofNotification,
    lane: "transactional",
    attempts: 3,
    backoffMs: 1_000,
    timeoutMs: 300_000,
  },
  /** Tells of assignments that end, have ended or have begun. */
  "assignment.sweep": {
    payload: z.object({}),
    lane: "bulk",
    attempts: 3,
    backoffMs: 5_000,
    timeoutMs: 600_000,
  },
  /** Makes the audit log's partitions for the months ahead. */
  "audit.ensure_partitions": {
    payload: z.object({}),
    lane: "bulk",
    attempts: 5,
    backoffMs: 5_000,
    timeoutMs: 60_000,
  },
  /** Makes the file of an export. */
  "export.run": {
    payload: z.object({ tenantId: idSchema, exportId: idSchema }),
    lane: "bulk",
    attempts: 6,
    backoffMs: 4_000,
    timeoutMs: 3_600_000,
  },
  /** Runs exports again whose run has died. */
  "export.sweep": {
    payload: z.object({}),
    lane: "bulk",
    attempts: 1,
    backoffMs: 1_000,
    timeoutMs: 60_000,
  },
  /** Goes on with an import: dry run, commit or undo. */
  "import.run": {
    payload: z.object({ tenantId: idSchema, importId: idSchema, phase: z.enum(["dry_run", "commit", "undo"]) }),
    lane: "bulk",
    attempts: 5,
    backoffMs: 2_000,
    timeoutMs: 3_600_000,
  },
  /** Empties imports whose time is over. */
  "import.sweep": {
    payload: z.object({}),
    lane: "bulk",
    attempts: 3,
    backoffMs: 5_000,
    timeoutMs: 600_000,
  },
  /** Goes on with a bulk assignment of rights, or with taking it back. */
  "permission_batch.run": {
    payload: z.object({ tenantId: idSchema, batchId: idSchema, phase: z.enum(["assign", "take_back"]) }),
    lane: "bulk",
    attempts: 5,
    backoffMs: 2_000,
    timeoutMs: 3_600_000,
  },
  /** Tells of a delegation that begins, or ends within a day. */
  "delegation.tell": {
    payload: z.object({ tenantId: idSchema, delegationId: idSchema, what: z.enum(["begun", "ends_soon"]) }),
    lane: "transactional",
    attempts: 5,
    backoffMs: 2_000,
    timeoutMs: 30_000,
  },
  /** Tells the reviewers of an access review that it is overdue. */
  "access_review.tell_overdue": {
    payload: z.object({ tenantId: idSchema, reviewId: idSchema }),
    lane: "transactional",
    attempts: 5,
    backoffMs: 2_000,
    timeoutMs: 30_000,
  },
  /** Removes files that have expired, and what a crash has left of others. */
  "file.sweep": {
    payload: z.object({}),
    lane: "bulk",
    attempts: 3,
    backoffMs: 5_000,
    timeoutMs: 600_000,
  },
} as const satisfies Record<string, JobDefinition>;

export type JobName = keyof typeof jobCatalogue;
export const jobNames = Object.keys(jobCatalogue) as [JobName, ...JobName[]];

/** What a handler receives, parsed. */
export type JobPayload<Name extends JobName> = z.output<(typeof jobCatalogue)[Name]["payload"]>;

export function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobCatalogue, name);
}

/** A job to be queued. The id makes adding it twice harmless. */
export type JobToAdd = {
  [Name in JobName]: { readonly name: Name; readonly payload: JobPayload<Name>; readonly id: string };
}[JobName];
