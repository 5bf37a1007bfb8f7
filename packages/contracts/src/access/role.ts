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
import { grantFields, grantOutput, reasonSchema, rightsChange } from "./grant.ts";

/** A chain of inheriting roles has at most so many steps. */
export const roleChainMax = 8;

const roleFields = {
  code: codeSchema,
  name: text(200),
  /** 1 is the highest. */
  level: z.int().min(1).max(100),
};

export const createRoleInput = z.strictObject(roleFields).partial({ level: true });
export type CreateRoleInput = z.input<typeof createRoleInput>;

export const updateRoleInput = z
  .strictObject(roleFields)
  .partial()
  .extend({ id: idSchema, version: versionSchema.optional() });
export type UpdateRoleInput = z.input<typeof updateRoleInput>;

export const roleIdInput = z.strictObject({ id: idSchema });
export const roleByCodeInput = z.strictObject({ code: codeSchema });
export const deleteRoleInput = z.strictObject({ id: idSchema, version: versionSchema.optional() });
export type DeleteRoleInput = z.input<typeof deleteRoleInput>;

export const roleSorts = ["level", "name", "-name"] as const;
export const listRolesInput = z.strictObject({
  ...pageInput,
  /** Begins a word of the name, or the code. */
  q: searchTextSchema.optional(),
  system: z.boolean().optional(),
  level: z.int().min(1).max(100).optional(),
  deleted: z.boolean().default(false),
  sort: z.enum(roleSorts).default("level"),
});
export type ListRolesInput = z.input<typeof listRolesInput>;

export const roleOutput = z.object({
  id: idSchema,
  code: z.string(),
  name: z.string(),
  level: z.int(),
  /** It belongs to the product: it can be assigned, not changed. */
  isSystem: z.boolean(),
  /** An identity provider may say who has it. */
  isProvisioned: z.boolean(),
  /** People to whom it is assigned now. */
  holders: z.int(),
  /** Grants of its own, not ended and not over. */
  grants: z.int(),
  /** Roles that it takes over from, and roles that take over from it, directly. */
  parents: z.int(),
  children: z.int(),
  version: versionSchema,
  createdAt: instantSchema,
  updatedAt: instantSchema,
  deletedAt: instantSchema.nullable(),
  can: canOf(["update", "delete", "restore", "assign", "grant"]),
});
export type Role = z.infer<typeof roleOutput>;
export const rolePageOutput = pageOf(roleOutput).extend({ can: canOf(["create"]) });
export const roleChangeOutput = z.object({ epoch: z.int(), role: roleOutput });
export type RoleChange = z.infer<typeof roleChangeOutput>;

const roleNameOutput = z.object({ id: idSchema, code: z.string(), name: z.string() });

export const assignRoleInput = z.strictObject({
  userId: idSchema,
  roleId: idSchema,
  /** The place that the role's SCHOOL and DEPARTMENT are measured from. */
  schoolId: idSchema.nullable().optional(),
  departmentId: idSchema.nullable().optional(),
  validFrom: instantSchema.nullable().optional(),
  validUntil: instantSchema.nullable().optional(),
  reason: reasonSchema.nullable().optional(),
  dryRun: z.boolean().default(false),
});
export type AssignRoleInput = z.input<typeof assignRoleInput>;

export const removeRoleInput = z.strictObject({
  userId: idSchema,
  roleId: idSchema,
  /** Which of them, when the person has the role more than once. */
  assignmentId: idSchema.optional(),
  reason: reasonSchema.optional(),
  dryRun: z.boolean().default(false),
});
export type RemoveRoleInput = z.input<typeof removeRoleInput>;

export const roleAssignmentStates = ["active", "upcoming", "expired", "ended"] as const;
export const roleAssignmentOutput = z.object({
  id: idSchema,
  user: z.object({ id: idSchema, name: z.string() }),
  role: roleNameOutput.extend({ level: z.int() }),
  schoolId: idSchema.nullable(),
  schoolName: z.string().nullable(),
  departmentId: idSchema.nullable(),
  departmentName: z.string().nullable(),
  validFrom: instantSchema,
  validUntil: instantSchema.nullable(),
  reason: z.string().nullable(),
  state: z.enum(roleAssignmentStates),
  createdAt: instantSchema,
  createdBy: idSchema.nullable(),
  endedAt: instantSchema.nullable(),
  can: canOf(["remove"]),
});
export type RoleAssignment = z.infer<typeof roleAssignmentOutput>;
export const roleAssignmentChangeOutput = z.object({
  ...rightsChange,
  assignment: roleAssignmentOutput,
  /** The permissions that the role gives, with all that it takes over. */
  permissions: z.array(z.string()),
});
export type RoleAssignmentChange = z.infer<typeof roleAssignmentChangeOutput>;

export const listUserRolesInput = z.strictObject({
  userId: idSchema,
  ...pageInput,
  state: z.enum(roleAssignmentStates).optional(),
});
export type ListUserRolesInput = z.input<typeof listUserRolesInput>;
export const userRolePageOutput = pageOf(roleAssignmentOutput).extend({ can: canOf(["assign"]) });

export const listRoleHoldersInput = z.strictObject({
  id: idSchema,
  ...pageInput,
  state: z.enum(roleAssignmentStates).optional(),
});
export type ListRoleHoldersInput = z.input<typeof listRoleHoldersInput>;
export const roleHolderPageOutput = pageOf(roleAssignmentOutput).extend({ can: canOf(["assign"]) });

export const grantToRoleInput = z.strictObject({
  id: idSchema,
  version: versionSchema.optional(),
  ...grantFields,
  dryRun: z.boolean().default(false),
});
export type GrantToRoleInput = z.input<typeof grantToRoleInput>;

/** Added and ended in one bulk change. */
export const roleGrantsMax = 500;
export const changeRoleGrantsInput = z
  .strictObject({
    id: idSchema,
    version: versionSchema.optional(),
    add: z.array(z.strictObject(grantFields)).max(roleGrantsMax).default([]),
    /** Ids of the role's own grants. */
    end: z.array(idSchema).max(roleGrantsMax).default([]),
    reason: reasonSchema.optional(),
    dryRun: z.boolean().default(false),
  })
  .refine(({ add, end }) => add.length + end.length <= roleGrantsMax, { error: "role.too_many_grants", path: ["add"] });
export type ChangeRoleGrantsInput = z.input<typeof changeRoleGrantsInput>;
export const roleGrantsChangeOutput = z.object({
  ...rightsChange,
  role: roleNameOutput.extend({ version: versionSchema }),
  added: z.array(grantOutput),
  ended: z.array(grantOutput),
  /** Permission and scope pairs that the role's own ALLOWs name after the change and did not before, and vice versa. */
  difference: z.object({
    gained: z.array(z.object({ code: z.string(), scope: z.string() })),
    lost: z.array(z.object({ code: z.string(), scope: z.string() })),
  }),
});
export type RoleGrantsChange = z.infer<typeof roleGrantsChangeOutput>;

export const endRoleGrantInput = z.strictObject({
  id: idSchema,
  /** The grant's id. */
  permId: idSchema,
  version: versionSchema.optional(),
  reason: reasonSchema.optional(),
  dryRun: z.boolean().default(false),
});
export type EndRoleGrantInput = z.input<typeof endRoleGrantInput>;

export const listRoleGrantsInput = z.strictObject({
  id: idSchema,
  ...pageInput,
  /** False: its own alone. */
  inherited: z.boolean().default(true),
});
export type ListRoleGrantsInput = z.input<typeof listRoleGrantsInput>;
export const roleGrantOutput = z.object({
  grant: grantOutput,
  /** The role that carries it. */
  from: roleNameOutput,
  /** Steps up the chain; 0 is its own. Where two name the same thing, the nearer one speaks. */
  distance: z.int(),
  /** From the role to the one that carries it, both included. */
  path: z.array(roleNameOutput),
});
export type RoleGrant = z.infer<typeof roleGrantOutput>;
export const roleGrantPageOutput = pageOf(roleGrantOutput).extend({ can: canOf(["grant"]) });

export const changeRoleHierarchyInput = z.strictObject({
  id: idSchema,
  version: versionSchema.optional(),
  /** The role whose rights are taken over, or are no more. */
  parentId: idSchema,
  action: z.enum(["add", "remove"]),
  /** False: the parent only stands above; nothing is taken over. */
  inherit: z.boolean().default(true),
  reason: reasonSchema.optional(),
  dryRun: z.boolean().default(false),
});
export type ChangeRoleHierarchyInput = z.input<typeof changeRoleHierarchyInput>;

const relatedRoleOutput = roleNameOutput.extend({
  level: z.int(),
  isSystem: z.boolean(),
  distance: z.int(),
  /** Whether rights come along all the way. */
  inherits: z.boolean(),
});
export const roleHierarchyOutput = z.object({
  role: roleNameOutput,
  ancestors: z.array(relatedRoleOutput),
  descendants: z.array(relatedRoleOutput),
  /** Every step between the roles above. */
  edges: z.array(z.object({ id: idSchema, childId: idSchema, parentId: idSchema, inherit: z.boolean() })),
  can: canOf(["update"]),
});
export type RoleHierarchy = z.infer<typeof roleHierarchyOutput>;
export const roleHierarchyChangeOutput = z.object({
  ...rightsChange,
  hierarchy: roleHierarchyOutput,
  /** What the parent brings along, or takes with it. */
  permissions: z.array(z.string()),
});
export type RoleHierarchyChange = z.infer<typeof roleHierarchyChangeOutput>;

export const roleStatisticsOutput = z.object({
  total: z.int(),
  system: z.int(),
  provisioned: z.int(),
  deleted: z.int(),
  byLevel: z.array(z.object({ level: z.int(), count: z.int() })),
  /** Of roles that nobody has, the first by code. */
  withoutHolders: z.object({ count: z.int(), first: z.array(roleNameOutput) }),
  withoutGrants: z.object({ count: z.int(), first: z.array(roleNameOutput) }),
  assignments: z.object({ active: z.int(), upcoming: z.int(), endingSoon: z.int() }),
  mostHeld: z.array(roleNameOutput.extend({ holders: z.int() })),
});
export type RoleStatistics = z.infer<typeof roleStatisticsOutput>;
