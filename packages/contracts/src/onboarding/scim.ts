import { z } from "zod";
import { canOf, idSchema, instantSchema, pageInput, pageOf, searchTextSchema, text } from "../common.ts";

export const issueScimTokenInput = z.strictObject({
  /** Whom it is for, such as `Entra`. */
  name: text(100),
  expiresInDays: z.int().min(1).max(730).default(365),
});
export type IssueScimTokenInput = z.input<typeof issueScimTokenInput>;

export const scimTokenOutput = z.object({
  id: idSchema,
  name: z.string(),
  createdBy: idSchema,
  createdByName: z.string().nullable(),
  createdAt: instantSchema,
  expiresAt: instantSchema,
  lastUsedAt: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
});
export type ScimToken = z.infer<typeof scimTokenOutput>;
export const scimTokenPageOutput = pageOf(scimTokenOutput);

/** `token` is shown this once, and kept nowhere. */
export const issuedScimTokenOutput = scimTokenOutput.extend({ token: z.string() });
export type IssuedScimToken = z.infer<typeof issuedScimTokenOutput>;

export const listScimTokensInput = z.strictObject({ ...pageInput });
export const scimTokenIdInput = z.strictObject({ id: idSchema });

/** Whether an identity provider may say who has a role. */
export const provisionRoleInput = z.strictObject({ id: idSchema, provisioned: z.boolean() });
export const provisionedRoleOutput = z.object({ id: idSchema, name: z.string(), provisioned: z.boolean() });

export const listScimRolesInput = z.strictObject({ ...pageInput, q: searchTextSchema.optional() });
export type ListScimRolesInput = z.input<typeof listScimRolesInput>;
export const scimRoleOutput = provisionedRoleOutput.extend({ can: canOf(["provision"]) });
export type ScimRole = z.infer<typeof scimRoleOutput>;
export const scimRolePageOutput = pageOf(scimRoleOutput);
