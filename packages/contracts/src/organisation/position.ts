import { z } from "zod";
import {
  canOf,
  codeSchema,
  dateSchema,
  idSchema,
  instantSchema,
  pageInput,
  pageOf,
  searchTextSchema,
  text,
  versionSchema,
} from "../common.ts";
import { schoolOrFoundationSchema } from "./department.ts";

/** 1 is the top of the foundation. */
export const positionLevelSchema = z.int().min(1).max(20);
/** How many people may hold the position definitively at once. */
export const headcountSchema = z.int().min(0).max(10_000);
const positionFields = {
  code: codeSchema,
  name: text(200),
  level: positionLevelSchema,
  headcount: headcountSchema,
  /** Null: foundation-wide. Left out where a department is named, whose school is the position's too. */
  schoolId: idSchema.nullable(),
  departmentId: idSchema.nullable(),
  /** The one position above in the line. */
  reportsToId: idSchema.nullable(),
  /** All dotted lines, replacing those there were; the position in the line is none of them. */
  coordinatorIds: z.array(idSchema).max(50),
};

export const createPositionInput = z.strictObject(positionFields).partial({
  headcount: true,
  schoolId: true,
  departmentId: true,
  reportsToId: true,
  coordinatorIds: true,
});
export type CreatePositionInput = z.input<typeof createPositionInput>;

export const updatePositionInput = z
  .strictObject(positionFields)
  .partial()
  .extend({ id: idSchema, version: versionSchema.optional() });
export type UpdatePositionInput = z.input<typeof updatePositionInput>;

export const positionIdInput = z.strictObject({ id: idSchema });
export const deletePositionInput = z.strictObject({ id: idSchema, version: versionSchema.optional() });

export const positionSorts = ["level", "name", "-name"] as const;
export const listPositionsInput = z.strictObject({
  ...pageInput,
  /** The beginning of a word of the name, or of the code. */
  q: searchTextSchema.optional(),
  schoolId: schoolOrFoundationSchema.optional(),
  departmentId: idSchema.optional(),
  /** True: fewer definitive holders today than seats; false: every seat is taken. */
  vacant: z.boolean().optional(),
  deleted: z.boolean().default(false),
  sort: z.enum(positionSorts).default("level"),
});
export type ListPositionsInput = z.input<typeof listPositionsInput>;

const linkedPositionOutput = z.object({ id: idSchema, code: z.string(), name: z.string() });

export const positionRowOutput = z.object({
  id: idSchema,
  code: z.string(),
  name: z.string(),
  level: z.int(),
  headcount: z.int(),
  /** Definitive holders today. */
  filled: z.int(),
  schoolId: idSchema.nullable(),
  schoolName: z.string().nullable(),
  departmentId: idSchema.nullable(),
  departmentName: z.string().nullable(),
  version: versionSchema,
  createdAt: instantSchema,
  updatedAt: instantSchema,
  deletedAt: instantSchema.nullable(),
  can: canOf(["update", "delete", "restore"]),
});
export type PositionRow = z.infer<typeof positionRowOutput>;
export const positionPageOutput = pageOf(positionRowOutput).extend({ can: canOf(["create"]) });

export const positionOutput = positionRowOutput.extend({
  reportsTo: linkedPositionOutput.nullable(),
  coordinators: z.array(linkedPositionOutput),
});
export type Position = z.infer<typeof positionOutput>;

export const listPositionUsersInput = z.strictObject({
  id: idSchema,
  ...pageInput,
  /** Only who holds it on this date; left out: everybody who holds it, has held it or will hold it. */
  asOf: dateSchema.optional(),
});
export type ListPositionUsersInput = z.input<typeof listPositionUsersInput>;

/** A holder with their place in time, by the calendar of the school where the position is exercised. */
export const positionHolderOutput = z.object({
  assignmentId: idSchema,
  userId: idSchema,
  userName: z.string(),
  nip: z.string().nullable(),
  schoolId: idSchema.nullable(),
  departmentId: idSchema.nullable(),
  kind: z.enum(["DEFINITIF", "PLT", "PLH"]),
  ftePercent: z.int(),
  validFrom: dateSchema,
  validUntil: dateSchema.nullable(),
  isPrimary: z.boolean(),
  decreeNumber: z.string().nullable(),
  state: z.enum(["past", "current", "future"]),
});
export type PositionHolder = z.infer<typeof positionHolderOutput>;
export const positionHolderPageOutput = pageOf(positionHolderOutput);

export const positionHierarchyInput = z.strictObject({
  departmentId: idSchema,
  /** Counts the holders of this date; left out: of today. */
  asOf: dateSchema.optional(),
});
export type PositionHierarchyInput = z.input<typeof positionHierarchyInput>;
/** How many positions a hierarchy shows at most. */
export const positionHierarchyBound = 2_000;
export const positionHierarchyOutput = z.object({
  department: z.object({ id: idSchema, code: z.string(), name: z.string() }),
  /** Of the department and those below it, highest level first; the tree is in `reportsToId`. */
  positions: z.array(
    z.object({
      id: idSchema,
      departmentId: idSchema,
      departmentName: z.string(),
      /** May lie outside of this department. */
      reportsToId: idSchema.nullable(),
      code: z.string(),
      name: z.string(),
      level: z.int(),
      headcount: z.int(),
      filled: z.int(),
    }),
  ),
  /** True when there are more positions than are shown. */
  truncated: z.boolean(),
});
export type PositionHierarchy = z.infer<typeof positionHierarchyOutput>;
