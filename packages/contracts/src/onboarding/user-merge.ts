import { z } from "zod";
import { canOf, idSchema, instantSchema, pageInput, pageOf, text, versionSchema } from "../common.ts";
import { userStatusSchema } from "../organisation/user.ts";

/** Fields of a person that a merge may take from the duplicate. */
export const mergeFields = [
  "name",
  "titlePrefix",
  "titleSuffix",
  "email",
  "username",
  "nip",
  "phone",
  "status",
  "homeSchoolId",
  "locale",
  "timeZone",
  "clerkUserId",
] as const;
export type MergeField = (typeof mergeFields)[number];

export const duplicateReasons = ["email", "name", "nip", "phone", "spelling"] as const;

export const listDuplicatesInput = z.strictObject({ ...pageInput, minScore: z.int().min(1).max(100).default(30) });
export type ListDuplicatesInput = z.input<typeof listDuplicatesInput>;

const candidatePerson = z.object({
  id: idSchema,
  name: z.string(),
  email: z.string().nullable(),
  nip: z.string().nullable(),
  status: userStatusSchema,
  homeSchoolName: z.string().nullable(),
  lastActiveAt: instantSchema.nullable(),
});

/** Two people who may be one. */
export const duplicateOutput = z.object({
  left: candidatePerson,
  right: candidatePerson,
  /** 1 to 100; 100 is as good as certain. */
  score: z.int(),
  reasons: z.array(z.enum(duplicateReasons)),
  can: canOf(["merge"]),
});
export type DuplicateCandidate = z.infer<typeof duplicateOutput>;
export const duplicatePageOutput = pageOf(duplicateOutput);

const sideSchema = z.enum(["survivor", "duplicate"]);

export const mergeUsersInput = z.strictObject({
  survivorId: idSchema,
  duplicateId: idSchema,
  /** Whose value each field has afterwards; what is not named stays the survivor's. */
  fields: z.partialRecord(z.enum(mergeFields), sideSchema).default({}),
  /** `carry`: positions, roles and grants come along; `end`: those of the duplicate end. */
  access: z.enum(["carry", "end"]).default("carry"),
  reason: text(400).optional(),
  survivorVersion: versionSchema.optional(),
  duplicateVersion: versionSchema.optional(),
  /** All of it is done and taken back: what the answer says is what would happen. */
  dryRun: z.boolean().default(false),
});
export type MergeUsersInput = z.input<typeof mergeUsersInput>;

export const mergeUsersOutput = z.object({
  dryRun: z.boolean(),
  /** Null for a preview. */
  mergeId: idSchema.nullable(),
  survivorId: idSchema,
  duplicateId: idSchema,
  fields: z.array(
    z.object({
      field: z.enum(mergeFields),
      survivor: z.string().nullable(),
      duplicate: z.string().nullable(),
      chosen: sideSchema,
    }),
  ),
  /** Rows by table and by what becomes of them. */
  references: z.array(
    z.object({ table: z.string(), column: z.string(), outcome: z.enum(["moved", "ended", "kept"]), rows: z.int() }),
  ),
  /** Things worth knowing that stop nothing, such as `employee_unlinked`. */
  warnings: z.array(z.string()),
});
export type MergeUsersResult = z.infer<typeof mergeUsersOutput>;

export const listMergesInput = z.strictObject({ ...pageInput, userId: idSchema.optional() });
export type ListMergesInput = z.input<typeof listMergesInput>;

export const mergeOutput = z.object({
  id: idSchema,
  survivor: z.object({ id: idSchema, name: z.string() }),
  duplicate: z.object({ id: idSchema, name: z.string() }),
  takenFields: z.array(z.enum(mergeFields)),
  reason: z.string().nullable(),
  mergedAt: instantSchema,
  mergedBy: z.object({ id: idSchema, name: z.string() }).nullable(),
  undoneAt: instantSchema.nullable(),
  undoneBy: z.object({ id: idSchema, name: z.string() }).nullable(),
  can: canOf(["undo"]),
});
export type UserMerge = z.infer<typeof mergeOutput>;
export const mergePageOutput = pageOf(mergeOutput);

export const undoMergeInput = z.strictObject({ id: idSchema, reason: text(400).optional() });
export type UndoMergeInput = z.input<typeof undoMergeInput>;
export const undoMergeOutput = z.object({ id: idSchema, survivorId: idSchema, duplicateId: idSchema });
