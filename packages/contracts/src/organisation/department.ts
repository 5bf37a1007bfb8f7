import { z } from "zod";
import {
  canOf,
  codeSchema,
  idSchema,
  instantSchema,
  pageInput,
  pageOf,
  searchTextSchema,
  text,
  versionSchema,
} from "../common.ts";
import { userRowOutput } from "./user.ts";

/** What stands in place of a school's id for the departments that belong to no school. */
export const foundationWide = "foundation";
export const schoolOrFoundationSchema = z.union([z.literal(foundationWide), idSchema]);

export const createDepartmentInput = z.strictObject({
  code: codeSchema,
  name: text(200),
  /** Null: foundation-wide. Left out: where the parent lies, or foundation-wide without one. */
  schoolId: idSchema.nullable().optional(),
  parentId: idSchema.nullable().optional(),
});
export type CreateDepartmentInput = z.input<typeof createDepartmentInput>;

/** Where a department stands is changed by moving it. */
export const updateDepartmentInput = z.strictObject({
  id: idSchema,
  version: versionSchema.optional(),
  code: codeSchema.optional(),
  name: text(200).optional(),
});
export type UpdateDepartmentInput = z.input<typeof updateDepartmentInput>;

export const departmentIdInput = z.strictObject({ id: idSchema });
/** Codes are the school's own; without one that of a department of the foundation. */
export const departmentByCodeInput = z.strictObject({ code: codeSchema, schoolId: idSchema.nullable().default(null) });
export type DepartmentByCodeInput = z.input<typeof departmentByCodeInput>;
export const deleteDepartmentInput = z.strictObject({ id: idSchema, version: versionSchema.optional() });

export const departmentSorts = ["name", "-name"] as const;
export const listDepartmentsInput = z.strictObject({
  ...pageInput,
  /** Beginning of a word of the name, or of the code. */
  q: searchTextSchema.optional(),
  schoolId: schoolOrFoundationSchema.optional(),
  /** "none": those at the top. */
  parentId: z.union([z.literal("none"), idSchema]).optional(),
  deleted: z.boolean().default(false),
  sort: z.enum(departmentSorts).default("name"),
});
export type ListDepartmentsInput = z.input<typeof listDepartmentsInput>;

export const departmentOutput = z.object({
  id: idSchema,
  code: z.string(),
  name: z.string(),
  /** Null: foundation-wide. */
  schoolId: idSchema.nullable(),
  schoolName: z.string().nullable(),
  parentId: idSchema.nullable(),
  parentName: z.string().nullable(),
  version: versionSchema,
  createdAt: instantSchema,
  updatedAt: instantSchema,
  deletedAt: instantSchema.nullable(),
  can: canOf(["update", "delete", "restore"]),
});
export type Department = z.infer<typeof departmentOutput>;
export const departmentPageOutput = pageOf(departmentOutput).extend({ can: canOf(["create"]) });

export const listDepartmentUsersInput = z.strictObject({
  id: idSchema,
  /** Also the people of the departments below. */
  below: z.boolean().default(false),
  ...pageInput,
});
export type ListDepartmentUsersInput = z.input<typeof listDepartmentUsersInput>;
export const departmentUserPageOutput = pageOf(userRowOutput);

/** More departments than this a tree does not show. */
export const departmentHierarchyLimit = 2_000;
export const departmentHierarchyInput = z.strictObject({ schoolId: schoolOrFoundationSchema });
export const departmentHierarchyOutput = z.object({
  /** Those that the caller may see, parents before children; the tree is in `parentId`, which may name one not shown. */
  departments: z.array(
    z.object({
      id: idSchema,
      parentId: idSchema.nullable(),
      code: z.string(),
      name: z.string(),
      depth: z.int(),
      positions: z.int(),
    }),
  ),
  /** False when there are more than are shown. */
  isComplete: z.boolean(),
});
export type DepartmentHierarchy = z.infer<typeof departmentHierarchyOutput>;

export const moveDepartmentInput = z.strictObject({
  id: idSchema,
  /** Null: to the top. */
  parentId: idSchema.nullable(),
  /** The school of the parent; without a parent any, or null for foundation-wide. */
  schoolId: idSchema.nullable(),
  version: versionSchema.optional(),
  /** Only say what would happen. */
  dryRun: z.boolean().default(false),
});
export type MoveDepartmentInput = z.input<typeof moveDepartmentInput>;

export const departmentMoveOutput = z.object({
  /** As it stands after the call: unchanged by a dry run. */
  department: departmentOutput,
  dryRun: z.boolean(),
  /** Living departments, positions in them and people who hold or will hold a position there. */
  departments: z.int(),
  positions: z.int(),
  people: z.int(),
  /**
   * Open role assignments and grants that reach elsewhere afterwards: anchored above the old or the new place, and,
   * when the school changes, in the moved departments themselves without naming a school.
   */
  reach: z.object({ roleAssignments: z.int(), grants: z.int() }),
});
export type DepartmentMove = z.infer<typeof departmentMoveOutput>;
