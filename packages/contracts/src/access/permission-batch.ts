import { z } from "zod";
import { canOf, idSchema, instantSchema, pageInput, pageOf } from "../common.ts";
import {
  conditionSchema,
  permissionEffectSchema,
  permissionScopeSchema,
  permissionTextSchema,
  reasonSchema,
} from "./grant.ts";

/** People times rights of one bulk assignment. */
export const permissionBatchMax = 10_000;

const batchRightInput = z
  .strictObject({
    roleId: idSchema.optional(),
    grant: z
      .strictObject({
        code: permissionTextSchema,
        effect: permissionEffectSchema.default("ALLOW"),
        scope: permissionScopeSchema,
        condition: conditionSchema.nullable().default(null),
      })
      .optional(),
    /** The place that SCHOOL and DEPARTMENT are measured from. */
    schoolId: idSchema.nullable().default(null),
    departmentId: idSchema.nullable().default(null),
    validFrom: instantSchema.nullable().default(null),
    validUntil: instantSchema.nullable().default(null),
  })
  .refine(({ roleId, grant }) => (roleId === undefined) !== (grant === undefined), {
    error: "batch.one_right",
    path: ["roleId"],
  });

const batchFields = {
  userIds: z.array(idSchema).min(1).max(permissionBatchMax),
  /** Each person gets each of these: a role, or a right of their own. */
  rights: z.array(batchRightInput).min(1).max(50),
  reason: reasonSchema,
};

export const bulkAssignInput = z.strictObject(batchFields);
export type BulkAssignInput = z.input<typeof bulkAssignInput>;
export const previewBulkAssignInput = z.strictObject({ ...batchFields, ...pageInput });
export type PreviewBulkAssignInput = z.input<typeof previewBulkAssignInput>;

export const permissionBatchStatuses = ["running", "done", "taken_back", "cancelled", "failed"] as const;
export const permissionBatchItemStates = ["waiting", "made", "present", "refused", "taken_back", "kept"] as const;
export type PermissionBatchItemState = (typeof permissionBatchItemStates)[number];

export const permissionBatchIdInput = z.strictObject({ id: idSchema });
export type PermissionBatchIdInput = z.input<typeof permissionBatchIdInput>;
export const listPermissionBatchesInput = z.strictObject({
  ...pageInput,
  status: z.enum(permissionBatchStatuses).optional(),
});
export type ListPermissionBatchesInput = z.input<typeof listPermissionBatchesInput>;
export const listPermissionBatchItemsInput = z.strictObject({
  id: idSchema,
  ...pageInput,
  state: z.enum(permissionBatchItemStates).optional(),
});
export type ListPermissionBatchItemsInput = z.input<typeof listPermissionBatchItemsInput>;

export const permissionBatchOutput = z.object({
  id: idSchema,
  phase: z.enum(["assign", "take_back"]),
  status: z.enum(permissionBatchStatuses),
  reason: z.string().nullable(),
  progress: z.object({ done: z.int(), total: z.int() }),
  results: z.object({
    waiting: z.int(),
    made: z.int(),
    present: z.int(),
    refused: z.int(),
    takenBack: z.int(),
    kept: z.int(),
  }),
  /** Code of the error that stopped it. */
  failure: z.string().nullable(),
  startedBy: z.object({ id: idSchema, name: z.string().nullable() }),
  createdAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  /** The tenant's permission epoch now: checks that name it with `atLeast` see all that was done so far. */
  epoch: z.int(),
  can: canOf(["cancel", "resume", "takeBack"]),
});
export type PermissionBatch = z.infer<typeof permissionBatchOutput>;
export const permissionBatchPageOutput = pageOf(permissionBatchOutput).extend({ can: canOf(["create"]) });
export type PermissionBatchPage = z.infer<typeof permissionBatchPageOutput>;

const batchItemProblem = z.object({ code: z.string(), message: z.string() });
const batchItem = {
  /** From 1: the first person with each right, then the second, and so on. */
  itemNumber: z.int(),
  userId: idSchema,
  userName: z.string().nullable(),
  /** Place among the rights of the request, from 0. */
  rightIndex: z.int(),
  problem: batchItemProblem.nullable(),
};
export const permissionBatchItemOutput = z.object({
  ...batchItem,
  state: z.enum(permissionBatchItemStates),
  /** The grant or role assignment that it made, or that was there already. */
  madeId: idSchema.nullable(),
});
export type PermissionBatchItem = z.infer<typeof permissionBatchItemOutput>;
export const permissionBatchItemPageOutput = pageOf(permissionBatchItemOutput);

export const bulkAssignPreviewOutput = pageOf(
  z.object({ ...batchItem, outcome: z.enum(["make", "present", "refuse"]) }),
).extend({ counts: z.object({ make: z.int(), present: z.int(), refuse: z.int() }) });
export type BulkAssignPreview = z.infer<typeof bulkAssignPreviewOutput>;
