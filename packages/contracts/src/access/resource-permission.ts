import { z } from "zod";
import { idSchema, pageInput, pageOf } from "../common.ts";
import { grantFields, grantOutput, grantSubjectKinds, permissionScopeSchema, reasonSchema } from "./grant.ts";

/** Kinds of things that a grant can be about singly. */
export const resourceTypes = ["user", "employee", "school", "department", "position", "assignment", "export"] as const;
export type ResourceType = (typeof resourceTypes)[number];
export const resourceTypeSchema = z.enum(resourceTypes);

export const grantResourceInput = z.strictObject({
  subjectKind: z.enum(grantSubjectKinds),
  subjectId: idSchema,
  resourceType: resourceTypeSchema,
  resourceId: idSchema,
  ...grantFields,
  /** ALL: wherever the thing lies; narrower ones hold only while it lies there. */
  scope: permissionScopeSchema.default("ALL"),
  schoolId: idSchema.nullable().optional(),
  departmentId: idSchema.nullable().optional(),
  dryRun: z.boolean().default(false),
});
export type GrantResourceInput = z.input<typeof grantResourceInput>;

export const revokeResourceInput = z.strictObject({
  /** The grant's id. */
  id: idSchema,
  reason: reasonSchema.optional(),
  dryRun: z.boolean().default(false),
});
export type RevokeResourceInput = z.input<typeof revokeResourceInput>;

export const listUserResourceGrantsInput = z.strictObject({ id: idSchema, ...pageInput });
export type ListUserResourceGrantsInput = z.input<typeof listUserResourceGrantsInput>;

export const listResourceGrantsInput = z.strictObject({ type: resourceTypeSchema, id: idSchema, ...pageInput });
export type ListResourceGrantsInput = z.input<typeof listResourceGrantsInput>;

/** With what the thing is called, where it still is. */
export const resourceGrantOutput = grantOutput.extend({ resourceName: z.string().nullable() });
export type ResourceGrant = z.infer<typeof resourceGrantOutput>;
export const resourceGrantPageOutput = pageOf(resourceGrantOutput);
