import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { gloria, instant, oneOf, tenantRow, versionedRow } from "../columns.ts";

const phases = ["assign", "take_back"] as const;
const statuses = ["running", "done", "taken_back", "cancelled", "failed"] as const;
const itemStates = ["waiting", "made", "present", "refused", "taken_back", "kept"] as const;

/** What each person of a batch is to be given: a role, or a right of their own; where and how long. */
export interface BatchRightRow {
  readonly roleId: string | null;
  readonly grant: {
    readonly code: string;
    readonly effect: "ALLOW" | "DENY";
    readonly scope: "OWN" | "DEPARTMENT" | "SCHOOL" | "ALL";
    readonly condition: string | null;
  } | null;
  readonly schoolId: string | null;
  readonly departmentId: string | null;
  /** RFC 3339. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

/** Rights for many people at once: a job that goes on from `cursor`, and may be taken back as a whole. */
export const permissionBatches = gloria.table(
  "permission_batches",
  {
    ...tenantRow(),
    phase: text("phase", { enum: phases }).notNull().default("assign"),
    status: text("status", { enum: statuses }).notNull().default("running"),
    rights: jsonb("rights").$type<readonly BatchRightRow[]>().notNull(),
    reason: text("reason"),
    total: integer("total").notNull(),
    /** Items of the phase that are done with. */
    done: integer("done").notNull().default(0),
    /** The item that the phase got to: upwards, and downwards when it is taken back. */
    cursor: integer("cursor").notNull().default(0),
    /** Whose rights the phase has. */
    actorId: uuid("actor_id").notNull(),
    startedBy: uuid("started_by").notNull(),
    locale: text("locale", { enum: ["id", "en"] }).notNull(),
    /** Which worker has it, and until when nobody else may take it. */
    leaseId: uuid("lease_id"),
    leaseUntil: instant("lease_until"),
    failureCode: text("failure_code"),
    finishedAt: instant("finished_at"),
    ...versionedRow(),
  },
  (t) => [
    primaryKey({ name: "permission_batches_pkey", columns: [t.tenantId, t.id] }),
    index("permission_batches_tenant_created_idx").on(t.tenantId, t.createdAt.desc(), t.id.desc()),
    index("permission_batches_running_idx").on(t.leaseUntil).where(sql`status = 'running'`),
    check("permission_batches_phase_check", oneOf("phase", phases)),
    check("permission_batches_status_check", oneOf("status", statuses)),
    check("permission_batches_locale_check", oneOf("locale", ["id", "en"])),
  ],
);

/** One person and one right of a batch, and what came of it. */
export const permissionBatchItems = gloria.table(
  "permission_batch_items",
  {
    tenantId: uuid("tenant_id").notNull(),
    batchId: uuid("batch_id").notNull(),
    /** From 1, in the order of the request. */
    itemNumber: integer("item_number").notNull(),
    userId: uuid("user_id").notNull(),
    /** Place among the batch's rights, from 0. */
    rightIndex: integer("right_index").notNull(),
    state: text("state", { enum: itemStates }).notNull().default("waiting"),
    problem: jsonb("problem").$type<{ readonly code: string; readonly params: Readonly<Record<string, unknown>> }>(),
    /** The grant or role assignment that it made, or that was there already. */
    madeId: uuid("made_id"),
  },
  (t) => [
    primaryKey({ name: "permission_batch_items_pkey", columns: [t.tenantId, t.batchId, t.itemNumber] }),
    foreignKey({
      name: "permission_batch_items_batch_fkey",
      columns: [t.tenantId, t.batchId],
      foreignColumns: [permissionBatches.tenantId, permissionBatches.id],
    }),
    index("permission_batch_items_state_idx").on(t.tenantId, t.batchId, t.state, t.itemNumber),
    check("permission_batch_items_state_check", oneOf("state", itemStates)),
  ],
);
