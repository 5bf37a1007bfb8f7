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
import {
  conditionSchema,
  permissionEffectSchema,
  permissionScopeSchema,
  permissionTextSchema,
  reasonSchema,
  rightsChange,
} from "./grant.ts";

/** Whom a bundle is for. `module` holds permissions of modules alone, and is given to roles and people alike. */
export const permissionTemplateKinds = ["role", "user", "module"] as const;
export type PermissionTemplateKind = (typeof permissionTemplateKinds)[number];

const templateGrantInput = z.strictObject({
  code: permissionTextSchema,
  effect: permissionEffectSchema.default("ALLOW"),
  scope: permissionScopeSchema,
  condition: conditionSchema.nullable().default(null),
});
const templateGrantsInput = z.array(templateGrantInput).min(1).max(200);

const templateFields = {
  code: codeSchema,
  name: text(200),
  description: text(1_000).nullable().optional(),
  grants: templateGrantsInput,
};

export const createPermissionTemplateInput = z.strictObject({
  kind: z.enum(permissionTemplateKinds),
  ...templateFields,
});
export type CreatePermissionTemplateInput = z.input<typeof createPermissionTemplateInput>;
export const createRoleTemplateInput = z.strictObject(templateFields);
export type CreateRoleTemplateInput = z.input<typeof createRoleTemplateInput>;

/** Other rights make a new version; what was applied stays as it was applied. */
export const updatePermissionTemplateInput = z.strictObject({
  id: idSchema,
  code: codeSchema.optional(),
  name: text(200).optional(),
  description: text(1_000).nullable().optional(),
  grants: templateGrantsInput.optional(),
  version: versionSchema.optional(),
});
export type UpdatePermissionTemplateInput = z.input<typeof updatePermissionTemplateInput>;

export const permissionTemplateIdInput = z.strictObject({ id: idSchema });
export type PermissionTemplateIdInput = z.input<typeof permissionTemplateIdInput>;
export const retirePermissionTemplateInput = z.strictObject({ id: idSchema, version: versionSchema.optional() });
export type RetirePermissionTemplateInput = z.input<typeof retirePermissionTemplateInput>;

export const listPermissionTemplatesInput = z.strictObject({
  ...pageInput,
  kind: z.enum(permissionTemplateKinds).optional(),
  /** Begins a word of the name, or the code. */
  q: searchTextSchema.optional(),
  retired: z.boolean().default(false),
});
export type ListPermissionTemplatesInput = z.input<typeof listPermissionTemplatesInput>;
export const listRoleTemplatesInput = listPermissionTemplatesInput.omit({ kind: true });
export type ListRoleTemplatesInput = z.input<typeof listRoleTemplatesInput>;

export const templateGrantOutput = z.object({
  code: z.string(),
  effect: permissionEffectSchema,
  scope: permissionScopeSchema,
  condition: z.string().nullable(),
});
export type TemplateGrant = z.infer<typeof templateGrantOutput>;

export const permissionTemplateOutput = z.object({
  id: idSchema,
  kind: z.enum(permissionTemplateKinds),
  code: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  /** Of the rights; it rises with each change of them. */
  grantsVersion: z.int(),
  grants: z.array(templateGrantOutput),
  /** Applications that nobody has taken back. */
  applications: z.int(),
  version: versionSchema,
  createdAt: instantSchema,
  updatedAt: instantSchema,
  retiredAt: instantSchema.nullable(),
  can: canOf(["update", "retire", "apply"]),
});
export type PermissionTemplate = z.infer<typeof permissionTemplateOutput>;
export const permissionTemplatePageOutput = pageOf(permissionTemplateOutput).extend({ can: canOf(["create"]) });
export type PermissionTemplatePage = z.infer<typeof permissionTemplatePageOutput>;

export const listTemplateVersionsInput = z.strictObject({ id: idSchema, ...pageInput });
export type ListTemplateVersionsInput = z.input<typeof listTemplateVersionsInput>;
export const templateVersionOutput = z.object({
  number: z.int(),
  grants: z.array(templateGrantOutput),
  createdAt: instantSchema,
  createdBy: idSchema.nullable(),
});
export type TemplateVersion = z.infer<typeof templateVersionOutput>;
export const templateVersionPageOutput = pageOf(templateVersionOutput);

const whereAndHowLong = {
  /** The place that a person's SCHOOL and DEPARTMENT are measured from; roles take theirs from who has them. */
  schoolId: idSchema.nullable().optional(),
  departmentId: idSchema.nullable().optional(),
  validFrom: instantSchema.nullable().optional(),
  validUntil: instantSchema.nullable().optional(),
  reason: reasonSchema.nullable().optional(),
  /** Answers the difference, and writes nothing. */
  dryRun: z.boolean().default(false),
};

/** To a role or to a person, one of them. */
export const applyPermissionTemplateInput = z
  .strictObject({
    templateId: idSchema,
    roleId: idSchema.optional(),
    userId: idSchema.optional(),
    ...whereAndHowLong,
  })
  .refine(({ roleId, userId }) => (roleId === undefined) !== (userId === undefined), {
    error: "template.one_subject",
    path: ["roleId"],
  });
export type ApplyPermissionTemplateInput = z.input<typeof applyPermissionTemplateInput>;

/** To a role that is there, or to one that it makes. */
export const applyRoleTemplateInput = z
  .strictObject({
    templateId: idSchema,
    roleId: idSchema.optional(),
    newRole: z
      .strictObject({ code: codeSchema, name: text(200), level: z.int().min(1).max(100).default(10) })
      .optional(),
    validFrom: whereAndHowLong.validFrom,
    validUntil: whereAndHowLong.validUntil,
    reason: whereAndHowLong.reason,
    dryRun: whereAndHowLong.dryRun,
  })
  .refine(({ roleId, newRole }) => (roleId === undefined) !== (newRole === undefined), {
    error: "template.one_role",
    path: ["roleId"],
  });
export type ApplyRoleTemplateInput = z.input<typeof applyRoleTemplateInput>;

/**
 * `add`: the subject has nothing of the kind; `present`: it has the very same; `differs`: it has the permission
 * otherwise, and gets this besides.
 */
export const templateOutcomes = ["add", "present", "differs"] as const;

export const templateApplicationChangeOutput = z.object({
  ...rightsChange,
  /** Null in a dry run. */
  applicationId: idSchema.nullable(),
  subject: z.object({ kind: z.enum(["role", "user"]), id: idSchema.nullable(), name: z.string() }),
  items: z.array(
    templateGrantOutput.extend({
      outcome: z.enum(templateOutcomes),
      /** What the subject has of this permission already. */
      has: z.array(
        z.object({
          grantId: idSchema,
          effect: permissionEffectSchema,
          scope: permissionScopeSchema,
          condition: z.string().nullable(),
          validUntil: instantSchema.nullable(),
        }),
      ),
    }),
  ),
});
export type TemplateApplicationChange = z.infer<typeof templateApplicationChangeOutput>;

export const listTemplateApplicationsInput = z.strictObject({ id: idSchema, ...pageInput });
export type ListTemplateApplicationsInput = z.input<typeof listTemplateApplicationsInput>;
export const templateApplicationOutput = z.object({
  id: idSchema,
  templateId: idSchema,
  grantsVersion: z.int(),
  subject: z.object({ kind: z.enum(["role", "user"]), id: idSchema, name: z.string().nullable() }),
  schoolId: idSchema.nullable(),
  departmentId: idSchema.nullable(),
  validFrom: instantSchema.nullable(),
  validUntil: instantSchema.nullable(),
  reason: z.string().nullable(),
  createdAt: instantSchema,
  createdBy: idSchema.nullable(),
  takenBackAt: instantSchema.nullable(),
  /** What the subject has against the template as it is now. */
  drift: z.object({
    /** In the template, and the subject has it not. */
    missing: z.array(templateGrantOutput),
    /** Made by this application and still there, but no longer in the template. */
    extra: z.array(templateGrantOutput),
    /** Made by this application, and ended by somebody since. */
    ended: z.array(templateGrantOutput),
  }),
  can: canOf(["takeBack"]),
});
export type TemplateApplication = z.infer<typeof templateApplicationOutput>;
export const templateApplicationPageOutput = pageOf(templateApplicationOutput);

export const takeBackTemplateInput = z.strictObject({ id: idSchema, reason: reasonSchema.optional() });
export type TakeBackTemplateInput = z.input<typeof takeBackTemplateInput>;
export const takeBackTemplateOutput = z.object({
  epoch: z.int(),
  applicationId: idSchema,
  ended: z.array(templateGrantOutput.extend({ grantId: idSchema })),
  /** What stays as it is, and why. */
  stays: z.array(
    z.object({
      kind: z.enum(["grant", "role"]),
      id: idSchema,
      label: z.string(),
      reason: z.enum(["already_ended", "moved", "role_in_use"]),
    }),
  ),
});
export type TakeBackTemplate = z.infer<typeof takeBackTemplateOutput>;
