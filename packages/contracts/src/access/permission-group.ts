import { z } from "zod";
import { canOf, idSchema, pageInput, pageOf, text, versionSchema } from "../common.ts";
import { catalogueWordSchema, permissionSources } from "./permission-catalogue-entry.ts";

const groupFields = { name: text(200), sortOrder: z.int().min(0).max(100_000) };

export const createPermissionGroupInput = z
  .strictObject({ code: catalogueWordSchema, ...groupFields })
  .partial({ sortOrder: true });
export type CreatePermissionGroupInput = z.input<typeof createPermissionGroupInput>;

export const updatePermissionGroupInput = z
  .strictObject(groupFields)
  .partial()
  .extend({ id: idSchema, version: versionSchema.optional() });
export type UpdatePermissionGroupInput = z.input<typeof updatePermissionGroupInput>;

export const listPermissionGroupsInput = z.strictObject({ ...pageInput });
export type ListPermissionGroupsInput = z.input<typeof listPermissionGroupsInput>;

export const permissionGroupOutput = z.object({
  id: idSchema,
  code: z.string(),
  name: z.string(),
  source: z.enum(permissionSources),
  sortOrder: z.int(),
  /** How many permissions stand under it. */
  permissions: z.int(),
  version: versionSchema.nullable(),
  can: canOf(["update"]),
});
export type PermissionGroupEntry = z.infer<typeof permissionGroupOutput>;
export const permissionGroupPageOutput = pageOf(permissionGroupOutput).extend({ can: canOf(["create"]) });
