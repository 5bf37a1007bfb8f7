import { z } from "zod";
import { canOf, idSchema, pageInput, pageOf, searchTextSchema, text, versionSchema } from "../common.ts";
import { catalogueWordSchema, permissionSources } from "./permission-catalogue-entry.ts";

const moduleFields = {
  name: text(200),
  description: text(1_000).nullable(),
  sortOrder: z.int().min(0).max(100_000),
};

export const createModuleInput = z
  .strictObject({ code: catalogueWordSchema, ...moduleFields })
  .partial({ description: true, sortOrder: true });
export type CreateModuleInput = z.input<typeof createModuleInput>;

/** Of Gloria's own modules only `isEnabled` and `sortOrder` can change. */
export const updateModuleInput = z
  .strictObject({ ...moduleFields, isEnabled: z.boolean() })
  .partial()
  .extend({ id: idSchema, version: versionSchema.optional() });
export type UpdateModuleInput = z.input<typeof updateModuleInput>;

export const listModulesInput = z.strictObject({
  ...pageInput,
  q: searchTextSchema.optional(),
  enabled: z.boolean().optional(),
});
export type ListModulesInput = z.input<typeof listModulesInput>;

export const moduleOutput = z.object({
  id: idSchema,
  code: z.string(),
  /** In the caller's language; the tenant's own words for its own. */
  name: z.string(),
  description: z.string().nullable(),
  source: z.enum(permissionSources),
  /** Switched off, every permission of it is refused, whoever was granted it. */
  isEnabled: z.boolean(),
  /** It cannot be switched off: without it nobody could switch anything on again. */
  isRequired: z.boolean(),
  permissions: z.int(),
  sortOrder: z.int(),
  /** Null for a module of Gloria's of which nothing was ever changed. */
  version: versionSchema.nullable(),
  can: canOf(["update"]),
});
export type Module = z.infer<typeof moduleOutput>;
export const modulePageOutput = pageOf(moduleOutput).extend({ can: canOf(["create"]) });
export const moduleChangeOutput = z.object({ epoch: z.int(), module: moduleOutput });
export type ModuleChange = z.infer<typeof moduleChangeOutput>;
