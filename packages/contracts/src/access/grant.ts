import { z } from "zod";
import { canOf, idSchema, instantSchema, pageInput, pageOf, searchTextSchema, text } from "../common.ts";
import { permissionEffects, permissionScopes, permissionTextMax } from "./permission-grammar.ts";

export const permissionEffectSchema = z.enum(permissionEffects);
export const permissionScopeSchema = z.enum(permissionScopes);

/** Who can be granted something. A department's grants are those of everybody who holds a position in or below it. */
export const grantSubjectKinds = ["user", "role", "position", "department"] as const;
export type GrantSubjectKind = (typeof grantSubjectKinds)[number];

/** `upcoming`: its window has not opened; `expired`: it has closed; `ended`: somebody took it back. */
export const grantStates = ["active", "upcoming", "expired", "ended"] as const;

/** A code or a wildcard pattern of the grammar; whether it names anything is the verb's to say. */
export const permissionTextSchema = text(permissionTextMax);

/** CEL. */
export const conditionSchema = text(2_000);
export const reasonSchema = text(400);

/** What every grant says beside whom it is for. Windows are half-open: `[validFrom, validUntil)`. */
export const grantFields = {
  /** A permission's code, or a wildcard over whole segments, such as `employee.*:read`. */
  code: permissionTextSchema,
  effect: permissionEffectSchema.default("ALLOW"),
  scope: permissionScopeSchema,
  condition: conditionSchema.nullable().optional(),
  validFrom: instantSchema.nullable().optional(),
  validUntil: instantSchema.nullable().optional(),
  reason: reasonSchema.nullable().optional(),
};

export const createGrantInput = z.strictObject({
  subjectKind: z.enum(["user", "position", "department"]),
  subjectId: idSchema,
  ...grantFields,
  /** The place that a person's SCHOOL or DEPARTMENT is measured from; other subjects bring theirs along. */
  schoolId: idSchema.nullable().optional(),
  departmentId: idSchema.nullable().optional(),
  /** Answers what would come of it, and writes nothing. */
  dryRun: z.boolean().default(false),
});
export type CreateGrantInput = z.input<typeof createGrantInput>;

export const endGrantInput = z.strictObject({
  id: idSchema,
  reason: reasonSchema.optional(),
  dryRun: z.boolean().default(false),
});
export type EndGrantInput = z.input<typeof endGrantInput>;

export const listGrantsInput = z.strictObject({
  ...pageInput,
  subjectKind: z.enum(grantSubjectKinds).optional(),
  subjectId: idSchema.optional(),
  /** Grants that name this very code or pattern. */
  permission: permissionTextSchema.optional(),
  /** Looks into code and reason. */
  q: searchTextSchema.optional(),
  effect: permissionEffectSchema.optional(),
  scope: permissionScopeSchema.optional(),
  state: z.enum(grantStates).optional(),
  /** True: only those about one thing; false: only those about all of them. */
  resource: z.boolean().optional(),
});
export type ListGrantsInput = z.input<typeof listGrantsInput>;

export const grantOutput = z.object({
  id: idSchema,
  subject: z.object({ kind: z.enum(grantSubjectKinds), id: idSchema, name: z.string().nullable() }),
  code: z.string(),
  effect: permissionEffectSchema,
  scope: permissionScopeSchema,
  schoolId: idSchema.nullable(),
  schoolName: z.string().nullable(),
  departmentId: idSchema.nullable(),
  departmentName: z.string().nullable(),
  /** Set when it is about one thing only. */
  resource: z.object({ type: z.string(), id: idSchema }).nullable(),
  condition: z.string().nullable(),
  validFrom: instantSchema.nullable(),
  validUntil: instantSchema.nullable(),
  reason: z.string().nullable(),
  source: z.enum(["manual", "template", "import"]),
  state: z.enum(grantStates),
  createdAt: instantSchema,
  createdBy: idSchema.nullable(),
  createdByName: z.string().nullable(),
  endedAt: instantSchema.nullable(),
  can: canOf(["end"]),
});
export type Grant = z.infer<typeof grantOutput>;
export const grantPageOutput = pageOf(grantOutput).extend({ can: canOf(["create"]) });

/** The epoch that a change of rights made: checks that name it with `atLeast` see the change. */
export const rightsChange = { epoch: z.int(), dryRun: z.boolean() };

export const grantChangeOutput = z.object({
  ...rightsChange,
  grant: grantOutput,
  /** The permissions that the code or pattern names today. */
  permissions: z.array(z.string()),
});
export type GrantChange = z.infer<typeof grantChangeOutput>;
