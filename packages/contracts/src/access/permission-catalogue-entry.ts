import { z } from "zod";
import { canOf, idSchema, pageInput, pageOf, searchTextSchema, text, versionSchema } from "../common.ts";
import { permissionTextSchema, reasonSchema } from "./grant.ts";

/** The word of a module or a group, as it stands in codes. */
export const catalogueWordSchema = text(60).refine((value) => /^[a-z][a-z0-9_-]*$/.test(value), {
  error: "code.lower_case",
});

const permissionFields = {
  name: text(200),
  description: text(1_000).nullable(),
  /** Code of a module, Gloria's or the tenant's own. */
  module: catalogueWordSchema,
  /** Code of a group, Gloria's or the tenant's own. */
  group: catalogueWordSchema,
  /** False: it is refused to delegates. */
  delegable: z.boolean(),
  /** True: an allow is audited too. */
  sensitive: z.boolean(),
  /** True: refused to acting holders of a position (Plt/Plh). */
  definitiveOnly: z.boolean(),
  sortOrder: z.int().min(0).max(100_000),
};

export const createPermissionInput = z
  .strictObject({ code: permissionTextSchema, ...permissionFields })
  .partial({ description: true, delegable: true, sensitive: true, definitiveOnly: true, sortOrder: true });
export type CreatePermissionInput = z.input<typeof createPermissionInput>;

/** A code is for good: checks and grants name it. */
export const updatePermissionInput = z
  .strictObject(permissionFields)
  .partial()
  .extend({ id: idSchema, version: versionSchema.optional() });
export type UpdatePermissionInput = z.input<typeof updatePermissionInput>;

export const permissionIdInput = z.strictObject({ id: idSchema });
export const permissionByCodeInput = z.strictObject({ code: permissionTextSchema });
export const deletePermissionInput = z.strictObject({
  id: idSchema,
  version: versionSchema.optional(),
  reason: reasonSchema.optional(),
});
export type DeletePermissionInput = z.input<typeof deletePermissionInput>;

export const permissionSources = ["catalogue", "tenant"] as const;
export const listPermissionsInput = z.strictObject({
  ...pageInput,
  /** Looks into code and name. */
  q: searchTextSchema.optional(),
  module: catalogueWordSchema.optional(),
  group: catalogueWordSchema.optional(),
  delegable: z.boolean().optional(),
  sensitive: z.boolean().optional(),
  source: z.enum(permissionSources).optional(),
});
export type ListPermissionsInput = z.input<typeof listPermissionsInput>;

export const permissionEntryOutput = z.object({
  id: idSchema,
  code: z.string(),
  resource: z.string(),
  action: z.string(),
  /** In the caller's language; the tenant's own words for an addition. */
  name: z.string(),
  description: z.string().nullable(),
  module: z.string(),
  group: z.string(),
  delegable: z.boolean(),
  sensitive: z.boolean(),
  definitiveOnly: z.boolean(),
  source: z.enum(permissionSources),
  sortOrder: z.int(),
  /** Null for what Gloria brings along. */
  version: versionSchema.nullable(),
  can: canOf(["update", "delete"]),
});
export type PermissionEntry = z.infer<typeof permissionEntryOutput>;
export const permissionPageOutput = pageOf(permissionEntryOutput).extend({ total: z.int(), can: canOf(["create"]) });
export const permissionEntryDetailOutput = permissionEntryOutput.extend({
  /** Open grants that name this very code, and those whose wildcard takes it in. */
  grants: z.object({ exact: z.int(), wildcard: z.int() }),
});
export type PermissionEntryDetail = z.infer<typeof permissionEntryDetailOutput>;
export const permissionChangeOutput = z.object({ epoch: z.int(), permission: permissionEntryOutput });
export type PermissionChange = z.infer<typeof permissionChangeOutput>;

export const permissionStatisticsOutput = z.object({
  permissions: z.object({ catalogue: z.int(), tenant: z.int(), sensitive: z.int(), notDelegable: z.int() }),
  grants: z.object({
    open: z.int(),
    bySubject: z.array(z.object({ subjectKind: z.string(), effect: z.string(), count: z.int() })),
    /** The layer in which they are asked. */
    byLayer: z.array(z.object({ layer: z.string(), effect: z.string(), count: z.int() })),
    byScope: z.array(z.object({ scope: z.string(), effect: z.string(), count: z.int() })),
    conditional: z.int(),
  }),
  rolesWithoutHolders: z.object({
    count: z.int(),
    first: z.array(z.object({ id: idSchema, code: z.string(), name: z.string() })),
  }),
  /** Permissions that no open ALLOW names, not even by a wildcard other than that of the administrators. */
  unused: z.object({ count: z.int(), first: z.array(z.string()) }),
  /** The grants and role assignments that end next. */
  endingNext: z.array(
    z.object({
      kind: z.enum(["grant", "role_assignment"]),
      id: idSchema,
      label: z.string(),
      subjectName: z.string().nullable(),
      until: z.string(),
    }),
  ),
  /** People by how many permissions they may be allowed, whatever the place. */
  mostRights: z.array(z.object({ userId: idSchema, name: z.string(), permissions: z.int() })),
});
export type PermissionStatistics = z.infer<typeof permissionStatisticsOutput>;
