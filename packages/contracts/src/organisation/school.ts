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
  zoneSchema,
} from "../common.ts";
import { emailSchema, phoneSchema } from "./user.ts";

export const schoolLevels = ["TK", "SD", "SMP", "SMA", "SMK", "SLB", "HQ"] as const;
export const schoolLevelSchema = z.enum(schoolLevels);
export const schoolStatusSchema = z.enum(["active", "inactive"]);

/** Nomor Pokok Sekolah Nasional: eight digits. */
export const npsnSchema = z.string().regex(/^[0-9]{8}$/, { error: "npsn.eight_digits" });
const schoolFields = {
  code: codeSchema,
  name: text(200),
  level: schoolLevelSchema,
  status: schoolStatusSchema,
  timeZone: zoneSchema,
  npsn: npsnSchema.nullable(),
  address: text(400).nullable(),
  city: text(100).nullable(),
  province: text(100).nullable(),
  phone: phoneSchema.nullable(),
  email: emailSchema.nullable(),
};

export const createSchoolInput = z.strictObject(schoolFields).partial({
  status: true,
  timeZone: true,
  npsn: true,
  address: true,
  city: true,
  province: true,
  phone: true,
  email: true,
});
export type CreateSchoolInput = z.input<typeof createSchoolInput>;

export const updateSchoolInput = z
  .strictObject(schoolFields)
  .partial()
  .extend({ id: idSchema, version: versionSchema.optional() });
export type UpdateSchoolInput = z.input<typeof updateSchoolInput>;

export const schoolIdInput = z.strictObject({ id: idSchema });
export const deleteSchoolInput = z.strictObject({ id: idSchema, version: versionSchema.optional() });
export const schoolByCodeInput = z.strictObject({ code: codeSchema });

export const schoolSorts = ["name", "-name", "createdAt", "-createdAt"] as const;
export const listSchoolsInput = z.strictObject({
  ...pageInput,
  q: searchTextSchema.optional(),
  level: schoolLevelSchema.optional(),
  status: schoolStatusSchema.optional(),
  deleted: z.boolean().default(false),
  sort: z.enum(schoolSorts).default("name"),
});
export type ListSchoolsInput = z.input<typeof listSchoolsInput>;

export const schoolOutput = z.object({
  id: idSchema,
  code: z.string(),
  name: z.string(),
  level: schoolLevelSchema,
  status: schoolStatusSchema,
  timeZone: z.string(),
  npsn: z.string().nullable(),
  address: z.string().nullable(),
  city: z.string().nullable(),
  province: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  version: versionSchema,
  createdAt: instantSchema,
  updatedAt: instantSchema,
  deletedAt: instantSchema.nullable(),
  can: canOf(["update", "delete", "restore"]),
});
export type School = z.infer<typeof schoolOutput>;
export const schoolPageOutput = pageOf(schoolOutput).extend({ can: canOf(["create"]) });

export const schoolHierarchyOutput = z.object({
  school: z.object({ id: idSchema, code: z.string(), name: z.string(), level: schoolLevelSchema }),
  /** Every department of the school, parents before children; the tree is in `parentId`. */
  departments: z.array(z.object({ id: idSchema, parentId: idSchema.nullable(), code: z.string(), name: z.string() })),
  positions: z.array(
    z.object({
      id: idSchema,
      departmentId: idSchema.nullable(),
      reportsToId: idSchema.nullable(),
      code: z.string(),
      name: z.string(),
      level: z.int(),
      headcount: z.int(),
      holders: z.array(z.object({ userId: idSchema, name: z.string(), kind: z.enum(["DEFINITIF", "PLT", "PLH"]) })),
    }),
  ),
});
export type SchoolHierarchy = z.infer<typeof schoolHierarchyOutput>;

export const schoolStatisticsOutput = z.object({
  total: z.int(),
  deleted: z.int(),
  byLevel: z.array(z.object({ level: schoolLevelSchema, count: z.int() })),
  bySchool: z.array(
    z.object({
      schoolId: idSchema,
      name: z.string(),
      users: z.int(),
      positions: z.int(),
      seats: z.int(),
      vacancies: z.int(),
    }),
  ),
});
export type SchoolStatistics = z.infer<typeof schoolStatisticsOutput>;
