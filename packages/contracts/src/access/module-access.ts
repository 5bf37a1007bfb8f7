import { z } from "zod";
import { idSchema, instantSchema, pageInput, pageOf } from "../common.ts";
import {
  grantChangeOutput,
  grantOutput,
  permissionEffectSchema,
  permissionScopeSchema,
  reasonSchema,
  rightsChange,
} from "./grant.ts";
import { commonActions } from "./permission-catalogue.ts";

export const moduleActionSchema = z.enum(commonActions);

/** Access to a module is grants on `module.<code>`, one for each action. */
export const grantModuleAccessInput = z.strictObject({
  subjectKind: z.enum(["user", "role"]),
  subjectId: idSchema,
  moduleId: idSchema,
  /** Left out: all that a module offers, by a wildcard. */
  actions: z.array(moduleActionSchema).max(commonActions.length).optional(),
  effect: permissionEffectSchema.default("ALLOW"),
  scope: permissionScopeSchema.default("ALL"),
  /** The place of a person's SCHOOL or DEPARTMENT. */
  schoolId: idSchema.nullable().optional(),
  departmentId: idSchema.nullable().optional(),
  validFrom: instantSchema.nullable().optional(),
  validUntil: instantSchema.nullable().optional(),
  reason: reasonSchema.nullable().optional(),
  dryRun: z.boolean().default(false),
});
export type GrantModuleAccessInput = z.input<typeof grantModuleAccessInput>;
export const moduleAccessChangeOutput = z.object({ ...rightsChange, grants: z.array(grantOutput) });
export type ModuleAccessChange = z.infer<typeof moduleAccessChangeOutput>;

export const endModuleAccessInput = z.strictObject({
  /** The grant's id. */
  id: idSchema,
  reason: reasonSchema.optional(),
  dryRun: z.boolean().default(false),
});
export type EndModuleAccessInput = z.input<typeof endModuleAccessInput>;
export const moduleAccessEndOutput = grantChangeOutput;

export const listUserModuleAccessInput = z.strictObject({ id: idSchema, ...pageInput });
export type ListUserModuleAccessInput = z.input<typeof listUserModuleAccessInput>;
export const userModuleAccessOutput = z.object({
  module: z.object({ id: idSchema, code: z.string(), name: z.string(), isEnabled: z.boolean() }),
  /** Whether each is allowed anywhere, and in which layer that was decided. */
  actions: z.array(z.object({ action: z.string(), allowed: z.boolean(), layer: z.string().nullable() })),
  /** What was granted to this very person. */
  grants: z.array(grantOutput),
});
export type UserModuleAccess = z.infer<typeof userModuleAccessOutput>;
export const userModuleAccessPageOutput = pageOf(userModuleAccessOutput).extend({ epoch: z.int() });

export const listRoleModuleAccessInput = z.strictObject({ roleId: idSchema, ...pageInput });
export type ListRoleModuleAccessInput = z.input<typeof listRoleModuleAccessInput>;
export const roleModuleAccessOutput = z.object({
  grant: grantOutput,
  module: z.string(),
  from: z.object({ id: idSchema, code: z.string(), name: z.string() }),
  distance: z.int(),
});
export type RoleModuleAccess = z.infer<typeof roleModuleAccessOutput>;
export const roleModuleAccessPageOutput = pageOf(roleModuleAccessOutput);

export const checkModuleAccessInput = z.strictObject({
  userId: idSchema,
  moduleId: idSchema,
  /** The action. */
  type: moduleActionSchema,
});
export type CheckModuleAccessInput = z.input<typeof checkModuleAccessInput>;
export const moduleAccessAnswer = z.object({
  allowed: z.boolean(),
  permission: z.string(),
  layer: z.string().nullable(),
  reason: z.string(),
  epoch: z.int(),
});
export type ModuleAccessAnswer = z.infer<typeof moduleAccessAnswer>;
